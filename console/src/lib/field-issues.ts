import { Problem } from './problem.ts';

/** What is wrong, by JSON pointer into what is sent. */
export type Issues = ReadonlyMap<string, string>;

type Schema = {
  readonly safeParse: (body: unknown) => {
    readonly error?:
      | { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }
      | undefined;
  };
};

/** Checks by the API's own schema; of several issues of a field the first one is told. */
export const issuesBy = (schema: Schema, body: unknown): Issues =>
  new Map(
    (schema.safeParse(body).error?.issues ?? [])
      .toReversed()
      .map(({ path, message }) => [path.map((part) => `/${String(part)}`).join(''), message]),
  );

/** What the API found beyond the schema: an email in use, a discount that was not bought. */
export const issuesIn = (error: unknown): Issues =>
  new Map(error instanceof Problem ? error.fields.map(({ pointer, message }) => [pointer, message]) : []);

/** What stands at a JSON pointer. */
export function valueAt(body: unknown, pointer: string): unknown {
  let value = body;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === part)?.[1];
  }
  return value;
}
