import { createHash } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { EngineRequest, EngineResponse } from '../http-server.ts';
import { type CognitoContext, findClient, openSession, refreshSession } from './cognito-context.ts';
import type { Grant } from './hosted-pages.ts';
import type { Tickets } from './tickets.ts';
import { TOKEN_SECONDS, type Tokens } from './tokens.ts';

/** POST `/oauth2/token` of a public client: a code with its PKCE verifier, or a refresh token, for tokens. */
export async function answerTokenRequest(
  context: CognitoContext,
  grants: Tickets<Grant>,
  request: EngineRequest,
): Promise<EngineResponse> {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const clientId = form.get('client_id') ?? '';
  if (findClient(context, clientId) === null) return refused('invalid_client');
  switch (form.get('grant_type') ?? '') {
    case 'authorization_code':
      return fromCode(context, form, grants.take(form.get('code') ?? ''));
    case 'refresh_token':
      return fromRefreshToken(context, form, clientId);
    default:
      return refused('unsupported_grant_type');
  }
}

async function fromCode(context: CognitoContext, form: URLSearchParams, grant: Grant | null): Promise<EngineResponse> {
  const verifier = form.get('code_verifier') ?? '';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const isTheirs =
    grant !== null &&
    grant.clientId === form.get('client_id') &&
    grant.redirectUri === form.get('redirect_uri') &&
    grant.codeChallenge === challenge;
  const user = isTheirs ? context.store.find(grant.poolId, grant.username) : null;
  if (!isTheirs || !user?.isEnabled) return refused('invalid_grant');
  const { clientId, scope, authTime, nonce } = grant;
  return granted(await openSession(context, { user, clientId, scope, authTime, nonce: nonce ?? undefined }));
}

async function fromRefreshToken(
  context: CognitoContext,
  form: URLSearchParams,
  clientId: string,
): Promise<EngineResponse> {
  try {
    return granted(await refreshSession(context, form.get('refresh_token') ?? '', clientId));
  } catch (error) {
    if (error instanceof AwsError) return refused('invalid_grant');
    throw error;
  }
}

const granted = (tokens: Tokens & { readonly refreshToken?: string }) =>
  json(200, {
    id_token: tokens.idToken,
    access_token: tokens.accessToken,
    ...(tokens.refreshToken === undefined ? {} : { refresh_token: tokens.refreshToken }),
    expires_in: TOKEN_SECONDS,
    token_type: 'Bearer',
  });

const refused = (error: string) => json(400, { error });

const json = (status: number, value: unknown): EngineResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(value),
});
