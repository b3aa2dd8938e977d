import { AwsError } from '../aws-error.ts';
import { type CognitoContext, findClient, type PoolAndClient } from './cognito-context.ts';

/** A checked request of `/oauth2/authorize`. */
export type AuthorizeRequest = PoolAndClient & {
  readonly redirectUri: string;
  readonly scope: string;
  readonly state: string | null;
  readonly nonce: string | null;
  readonly codeChallenge: string;
  /** `none`: the caller wants an answer without any page. */
  readonly prompt: 'none' | 'login' | null;
};

/** Refused by redirect, as OAuth wants it once client and address are known to be right. */
export class AuthorizeRefusal extends Error {
  readonly location: string;

  constructor(location: string) {
    super(location);
    this.location = location;
  }
}

const SCOPES = new Set(['openid', 'email', 'profile', 'phone', 'aws.cognito.signin.user.admin']);

/**
 * Throws an AwsError when client or callback address are wrong (then nothing may be sent to that address), and an
 * AuthorizeRefusal for every other fault.
 */
export function readAuthorizeRequest(context: CognitoContext, query: URLSearchParams): AuthorizeRequest {
  const found = findClient(context, query.get('client_id') ?? '');
  if (found === null) throw new AwsError('invalid_client', 'No application is registered under this client id.');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!found.client.callbackUrls.includes(redirectUri)) {
    throw new AwsError('redirect_mismatch', 'The callback address is not one that this application has registered.');
  }
  const state = query.get('state');
  const refuse = (error: string, description: string) =>
    new AuthorizeRefusal(withQuery(redirectUri, { error, error_description: description, state }));
  if (query.get('response_type') !== 'code') throw refuse('unsupported_response_type', 'Only the code flow is open.');
  const codeChallenge = query.get('code_challenge') ?? '';
  if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge)) {
    throw refuse('invalid_request', 'A code challenge by method S256 is required.');
  }
  const scope = query.get('scope') ?? 'openid';
  if (!scope.split(' ').every((name) => SCOPES.has(name))) throw refuse('invalid_scope', 'A scope is unknown.');
  const prompt = query.get('prompt');
  return {
    ...found,
    redirectUri,
    scope,
    state,
    nonce: query.get('nonce'),
    codeChallenge,
    prompt: prompt === 'none' || prompt === 'login' ? prompt : null,
  };
}

export function withQuery(address: string, parameters: Readonly<Record<string, string | null>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) url.searchParams.set(name, value);
  }
  return url.href;
}
