import { createHash, randomUUID } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import type { SigningKey } from './signing-key.ts';
import type { Session, User } from './user-store.ts';

export const TOKEN_SECONDS = 3_600;

export type Tokens = { readonly idToken: string; readonly accessToken: string };

/**
 * ID and access token of a session. `auth_time` and `origin_jti` come from the sign-in and stay the same at every
 * refresh: OpenID clients refuse a refreshed token whose sign-in time has moved.
 */
export async function issueTokens(
  key: SigningKey,
  issued: {
    readonly issuer: string;
    readonly user: User;
    readonly session: Session;
    readonly nonce?: string | undefined;
  },
): Promise<Tokens> {
  const { issuer, user, session, nonce } = issued;
  const shared = {
    sub: user.username,
    iss: issuer,
    ...(user.groups.length > 0 ? { 'cognito:groups': user.groups } : {}),
    origin_jti: session.originId,
    event_id: randomUUID(),
    auth_time: session.authTime,
  };
  const accessToken = await sign(key, {
    ...shared,
    client_id: session.clientId,
    token_use: 'access',
    scope: session.scope,
    username: user.username,
  });
  const idToken = await sign(key, {
    ...shared,
    ...idClaims(user),
    aud: session.clientId,
    at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
    ...(nonce === undefined ? {} : { nonce }),
  });
  return { idToken, accessToken };
}

/** Claims about the person; verification flags are booleans in tokens and text in attributes. */
export function idClaims(user: Pick<User, 'username' | 'attributes'>): JWTPayload {
  const attributes = Object.entries(user.attributes).map(([name, value]): [string, string | boolean] => [
    name,
    name.endsWith('_verified') ? value === 'true' : value,
  ]);
  return { ...Object.fromEntries(attributes), 'cognito:username': user.username, token_use: 'id' };
}

/** Adds issue time, expiry (may lie in the past, for tests) and id. */
export function sign(key: SigningKey, claims: JWTPayload, expiresInSeconds = TOKEN_SECONDS): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const issuedAt = Math.min(now, now + expiresInSeconds);
  return new SignJWT({ ...claims, iat: issuedAt, exp: now + expiresInSeconds, jti: randomUUID() })
    .setProtectedHeader({ alg: 'RS256', kid: key.id })
    .sign(key.privateKey);
}
