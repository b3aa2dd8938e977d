import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import type { CognitoContext } from './cognito-context.ts';
import type { User } from './user-store.ts';

export type ApiCall = (input: unknown, context: CognitoContext) => Promise<unknown>;

/** A call of the user pools API: its input checked, its output answered as JSON (nothing counts as `{}`). */
export function apiCall<S extends z.ZodType>(
  schema: S,
  run: (input: z.infer<S>, context: CognitoContext) => unknown,
): ApiCall {
  return async (input, context) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw new AwsError('InvalidParameterException', z.prettifyError(parsed.error));
    return (await run(parsed.data, context)) ?? {};
  };
}

export const attributeList = z.array(z.object({ Name: z.string(), Value: z.string() })).default([]);

export const attributesFrom = (list: z.infer<typeof attributeList>): Record<string, string> =>
  Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));

export const attributesOf = (user: User) =>
  Object.entries({ ...user.attributes, sub: user.username }).map(([Name, Value]) => ({ Name, Value }));

/** Times are epoch seconds, as the JSON protocol has them. */
export const userFacts = (user: User) => ({
  Username: user.username,
  Enabled: user.isEnabled,
  UserStatus: user.status,
  UserCreateDate: user.createdAt / 1000,
  UserLastModifiedDate: user.modifiedAt / 1000,
});
