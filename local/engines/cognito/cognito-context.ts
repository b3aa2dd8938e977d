import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { UserPool, UserPoolClient } from '../engine.ts';
import type { SigningKey } from './signing-key.ts';
import type { Tickets } from './tickets.ts';
import { issueTokens, type Tokens } from './tokens.ts';
import type { UserDirectory } from './user-directory.ts';
import type { Session, User, UserStore } from './user-store.ts';

/** Who has shown a right password that must be changed before anything else. */
export type Challenge = { readonly poolId: string; readonly clientId: string; readonly username: string };

export type CognitoContext = {
  readonly pools: readonly UserPool[];
  readonly store: UserStore;
  readonly directory: UserDirectory;
  readonly key: SigningKey;
  readonly challenges: Tickets<Challenge>;
  readonly issuer: (poolId: string) => string;
};

export type PoolAndClient = { readonly pool: UserPool; readonly client: UserPoolClient };

export function poolOf({ pools }: CognitoContext, poolId: string): UserPool {
  const pool = pools.find(({ id }) => id === poolId);
  if (pool === undefined) throw new AwsError('ResourceNotFoundException', `User pool ${poolId} does not exist.`);
  return pool;
}

/** Client ids are unique over all pools. */
export function findClient({ pools }: CognitoContext, clientId: string): PoolAndClient | null {
  for (const pool of pools) {
    const client = pool.clients.find(({ id }) => id === clientId);
    if (client !== undefined) return { pool, client };
  }
  return null;
}

const REFRESH_LIFE_MS = 30 * 86_400_000;

/** A new session: its first tokens and the refresh token for the next ones. */
export async function openSession(
  context: CognitoContext,
  opened: {
    readonly user: User;
    readonly clientId: string;
    readonly scope: string;
    readonly authTime?: number;
    readonly nonce?: string | undefined;
  },
): Promise<Tokens & { readonly refreshToken: string }> {
  const { user, clientId, scope, nonce } = opened;
  const session: Session = {
    poolId: user.poolId,
    clientId,
    username: user.username,
    authTime: opened.authTime ?? Math.floor(Date.now() / 1000),
    scope,
    originId: randomUUID(),
  };
  const tokens = await issueTokens(context.key, { issuer: context.issuer(user.poolId), user, session, nonce });
  return { ...tokens, refreshToken: context.store.openSession(session, Date.now() + REFRESH_LIFE_MS) };
}

/** New tokens of an open session, with the user's groups and attributes of this moment. */
export async function refreshSession(context: CognitoContext, refreshToken: string, clientId: string): Promise<Tokens> {
  const session = context.store.findSession(refreshToken, Date.now());
  if (session === null || session.clientId !== clientId) {
    throw new AwsError('NotAuthorizedException', 'Invalid Refresh Token');
  }
  const user = context.store.find(session.poolId, session.username);
  if (user === null) throw new AwsError('NotAuthorizedException', 'Invalid Refresh Token');
  if (!user.isEnabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
  return issueTokens(context.key, { issuer: context.issuer(user.poolId), user, session });
}
