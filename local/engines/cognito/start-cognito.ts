import { asset, fontAsset, iconAsset, styleSheet } from '../assets/assets.ts';
import { AwsError, notEmulated } from '../aws-error.ts';
import type { CognitoEngine, CognitoOptions, StartCognito, UserToCreate } from '../engine.ts';
import { type EngineRequest, type EngineResponse, startHttpServer } from '../http-server.ts';
import { ADMIN_CALLS } from './admin-calls.ts';
import type { ApiCall } from './api-call.ts';
import { type Challenge, type CognitoContext, poolOf } from './cognito-context.ts';
import { HostedPages } from './hosted-pages.ts';
import { checkNoBrowser, issueLocalToken } from './local-token.ts';
import { checkPassword, hashPassword, isPassword } from './password.ts';
import { SIGN_IN_CALLS } from './sign-in-calls.ts';
import { loadSigningKey } from './signing-key.ts';
import { Tickets } from './tickets.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import { UserDirectory } from './user-directory.ts';
import { UserStore } from './user-store.ts';

const MAX_REQUEST_BYTES = 1_048_576;
const CHALLENGE_LIFE_MS = 3 * 60_000;
const CALLS: Readonly<Record<string, ApiCall>> = { ...ADMIN_CALLS, ...SIGN_IN_CALLS };

/** User pools: the API, the sign-in pages with their OAuth endpoints, and the keys that tokens are verified with. */
export const startCognito: StartCognito = async (options: CognitoOptions): Promise<CognitoEngine> => {
  const key = await loadSigningKey(options.dataFolder);
  const store = new UserStore(options.dataFolder);
  for (const { id, groups } of options.pools) {
    for (const name of groups) store.addGroup(id, name);
  }
  let url = '';
  const context: CognitoContext = {
    pools: options.pools,
    store,
    directory: new UserDirectory(store, options.deliverMail ?? (() => undefined)),
    key,
    challenges: new Tickets<Challenge>(CHALLENGE_LIFE_MS),
    issuer: (poolId) => `${url}/${poolId}`,
  };
  const pages = new HostedPages(context, options.demoSignIn);
  const server = await startHttpServer({
    port: options.port,
    maxBodyBytes: MAX_REQUEST_BYTES,
    answer: (request) => answer(context, pages, request),
    answerFault,
  }).catch((error) => {
    store.close();
    throw error;
  });
  url = server.url;
  return {
    url,
    issuer: context.issuer,
    ensureUser: (user) => ensureUser(context, user),
    issueToken: (request) => issueLocalToken(context, request),
    stop: async () => {
      await server.stop();
      store.close();
    },
  };
};

async function answer(context: CognitoContext, pages: HostedPages, request: EngineRequest): Promise<EngineResponse> {
  const { method, path } = request;
  if (path.startsWith('/oauth2/token') || path.includes('/.well-known/')) return withCors(context, pages, request);
  switch (`${method} ${path}`) {
    case 'POST /':
      return answerCall(context, request);
    case 'GET /oauth2/authorize':
    case 'POST /oauth2/authorize':
      return pages.authorize(request);
    case 'GET /logout':
      return pages.logout(request);
    case 'POST /local/token':
      checkNoBrowser(request);
      return json({ token: await issueLocalToken(context, parseJson(request.body)) });
    case 'GET /assets/sign-in.css':
      return asset('text/css; charset=utf-8', styleSheet(new URL('sign-in.css', import.meta.url)));
    case 'GET /assets/inter.woff2':
      return fontAsset();
    case 'GET /assets/icon.svg':
      return iconAsset();
    default:
      throw notEmulated(`${method} ${path}`);
  }
}

async function answerCall(context: CognitoContext, request: EngineRequest): Promise<EngineResponse> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const name = target.replace('AWSCognitoIdentityProviderService.', '');
  const call = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (call === undefined) throw notEmulated(target === '' ? 'A call without X-Amz-Target' : target);
  const output = await call(parseJson(request.body), context);
  return { ...json(output), headers: { 'content-type': 'application/x-amz-json-1.1' } };
}

/** The console fetches these from its own origin. They answer the same to everybody, and take no cookie. */
async function withCors(context: CognitoContext, pages: HostedPages, request: EngineRequest): Promise<EngineResponse> {
  const response = request.method === 'OPTIONS' ? { status: 204 } : await answerPublic(context, pages, request);
  const cors = {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
  };
  return { ...response, headers: { ...response.headers, ...cors } };
}

async function answerPublic(
  context: CognitoContext,
  pages: HostedPages,
  request: EngineRequest,
): Promise<EngineResponse> {
  if (request.method === 'POST' && request.path === '/oauth2/token') {
    return answerTokenRequest(context, pages.grants, request);
  }
  const [, poolId = '', , document = ''] = request.path.split('/');
  const issuer = context.issuer(poolOf(context, poolId).id);
  if (document === 'jwks.json') return json({ keys: [context.key.publicJwk] });
  if (document === 'openid-configuration') return json(discovery(issuer));
  throw notEmulated(`${request.method} ${request.path}`);
}

function discovery(issuer: string) {
  const { origin } = new URL(issuer);
  return {
    issuer,
    authorization_endpoint: `${origin}/oauth2/authorize`,
    token_endpoint: `${origin}/oauth2/token`,
    end_session_endpoint: `${origin}/logout`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    token_endpoint_auth_methods_supported: ['none'],
  };
}

/** An unchanged password keeps its hash: a start that repeats itself writes nothing new about it. */
async function ensureUser(context: CognitoContext, wanted: UserToCreate): Promise<void> {
  const pool = poolOf(context, wanted.poolId);
  checkPassword(wanted.password, pool.passwordPolicy);
  const attributes = { ...wanted.attributes, email: wanted.email, email_verified: 'true' };
  const existing = context.store.find(pool.id, wanted.email);
  const isSame = await isPassword(wanted.password, existing?.passwordHash ?? null);
  const kept = isSame ? (existing?.passwordHash ?? null) : null;
  const passwordHash = kept ?? (await hashPassword(wanted.password));
  const user = existing ?? context.directory.create(pool, attributes, passwordHash);
  context.directory.change(user, {
    attributes: { ...attributes, email: user.email },
    groups: [...wanted.groups],
    passwordHash,
    status: 'CONFIRMED',
    isEnabled: true,
    resetCode: null,
  });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request is not JSON.');
  }
}

const json = (value: unknown): EngineResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

function answerFault(error: unknown): EngineResponse {
  const known = error instanceof AwsError ? error : new AwsError('InternalErrorException', String(error), 500);
  return {
    status: known.status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ __type: known.code, message: known.message }),
  };
}
