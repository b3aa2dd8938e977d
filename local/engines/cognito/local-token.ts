import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import type { EngineRequest } from '../http-server.ts';
import { type CognitoContext, findClient, poolOf } from './cognito-context.ts';
import { idClaims, sign, TOKEN_SECONDS } from './tokens.ts';

const tokenToIssue = z
  .object({
    poolId: z.string(),
    clientId: z.string(),
    email: z.string().optional(),
    role: z.string().optional(),
    site: z.string().optional(),
    expiresInSeconds: z.int().optional(),
  })
  .refine(({ email, role }) => email !== undefined || role !== undefined, 'Name an email, a role or both.');

/** An ID token without a sign-in: for the command line and for tests. Nothing of the kind exists in the cloud. */
export async function issueLocalToken(context: CognitoContext, input: unknown): Promise<string> {
  const parsed = tokenToIssue.safeParse(input);
  if (!parsed.success) throw new AwsError('InvalidParameterException', z.prettifyError(parsed.error));
  const { poolId, clientId, email, role, site, expiresInSeconds = TOKEN_SECONDS } = parsed.data;
  const pool = poolOf(context, poolId);
  if (findClient(context, clientId)?.pool.id !== pool.id) {
    throw new AwsError('ResourceNotFoundException', `The pool ${poolId} has no client ${clientId}.`);
  }
  const known = context.store.groups(poolId);
  if (role !== undefined && !known.includes(role)) {
    throw new AwsError('InvalidParameterException', `There is no role "${role}". Roles: ${known.join(', ')}.`);
  }
  const user = email === undefined ? madeUp(`${role}@billow.dev`, poolId) : context.directory.get(pool, email);
  const groups = role === undefined ? user.groups : [role];
  const attributes = { ...user.attributes, ...(site === undefined ? {} : { 'custom:site': site }) };
  const claims = {
    sub: user.username,
    iss: context.issuer(poolId),
    aud: clientId,
    ...idClaims({ username: user.username, attributes }),
    ...(groups.length > 0 ? { 'cognito:groups': groups } : {}),
    auth_time: Math.floor(Date.now() / 1000) + Math.min(0, expiresInSeconds),
  };
  return sign(context.key, claims, expiresInSeconds);
}

/** Web pages may not ask: a browser says where a request comes from, a command line does not. */
export function checkNoBrowser({ headers }: EngineRequest): void {
  const isBrowser = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  if (isBrowser || !isJson) {
    throw new AwsError('NotAuthorizedException', 'Send JSON from this machine, not from a web page.', 403);
  }
}

/** Nobody's account, with the same id at every call, so that logs and histories show one person. */
function madeUp(email: string, poolId: string) {
  const hex = createHash('sha256').update(`${poolId}/${email}`).digest('hex');
  const username = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return { username, groups: [], attributes: { email, email_verified: 'true' } };
}
