import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { Stack } from '../../../local/runtime/stack.ts';
import { startFixtureStack } from './fixtures/fixture-stack.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startFixtureStack();
});
afterAll(() => stack.stop());

const call = (path: string, init: RequestInit = {}) => fetch(`${stack.urls.api}${path}`, init);
const withToken = (token: string, headers: Record<string, string> = {}) => ({
  headers: { authorization: `Bearer ${token}`, ...headers },
});
const seen = z.looseObject({
  event: z.looseObject({
    rawPath: z.string(),
    requestContext: z.looseObject({ authorizer: z.unknown().optional() }),
  }),
  invocations: z.number(),
});

/** A token as the pool's own but for one thing; signed with a key that the pool does not know. */
async function forged(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT({ 'cognito:groups': ['admin'] })
    .setProtectedHeader({ alg: 'RS256', kid: 'forged' })
    .setIssuer(stack.operators.issuer)
    .setAudience(stack.operators.clientId)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
}

const unsigned = (token: string) => {
  const header = Buffer.from('{"alg":"none"}').toString('base64url');
  return `${header}.${token.split('.')[1]}.`;
};

test.for([
  { name: 'none', headersOf: async () => ({}) },
  { name: 'an empty one', headersOf: async () => ({ authorization: 'Bearer ' }) },
  { name: 'one that is no token', headersOf: async () => ({ authorization: 'Bearer abc' }) },
  {
    name: 'an expired one',
    headersOf: async () => withToken(await stack.token({ role: 'admin', expiresInSeconds: -10 })).headers,
  },
  { name: 'one signed by a stranger', headersOf: async () => withToken(await forged()).headers },
  { name: 'an unsigned one', headersOf: async () => withToken(unsigned(await stack.token())).headers },
])('a token is needed: $name is refused as the gateway refuses', async ({ headersOf }) => {
  const response = await call('/echo/joe', { headers: await headersOf() });
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
  expect(await response.json()).toEqual({ message: 'Unauthorized' });
});

test('a good token opens, with or without the word Bearer, and its claims arrive as text', async () => {
  const token = await stack.token({ role: 'finance', site: 'acme' });
  const response = await call('/echo/joe', { headers: { authorization: token } });
  expect(response.status).toBe(200);
  const { authorizer } = seen.parse(await response.json()).event.requestContext;
  expect(authorizer).toEqual({
    jwt: {
      scopes: null,
      claims: expect.objectContaining({
        'cognito:groups': '[finance]',
        'custom:site': 'acme',
        aud: stack.operators.clientId,
        iss: stack.operators.issuer,
        exp: expect.stringMatching(/^\d+$/),
      }),
    },
  });
});

test('the function gets path, query, headers and body as payload 2.0 has them', async () => {
  const response = await call(
    '/echo/jo%20e?x=1&x=2&y=%26',
    withToken(await stack.token(), { cookie: 'a=1; b=2', 'X-Own': 'v' }),
  );
  expect(await response.json()).toMatchObject({
    event: {
      version: '2.0',
      routeKey: 'GET /echo/{name}',
      rawPath: '/echo/jo e',
      rawQueryString: 'x=1&x=2&y=%26',
      queryStringParameters: { x: '1,2', y: '&' },
      pathParameters: { name: 'jo e' },
      cookies: ['a=1', 'b=2'],
      headers: { 'x-own': 'v' },
      isBase64Encoded: false,
      requestContext: { http: { method: 'GET', sourceIp: '127.0.0.1' }, stage: '$default' },
    },
  });
});

test.for([
  { type: 'application/json', body: '{"a":"ä"}', arrives: '{"a":"ä"}', isBase64Encoded: false },
  { type: 'application/octet-stream', body: 'ab', arrives: 'YWI=', isBase64Encoded: true },
])(
  'a body of $type arrives with isBase64Encoded $isBase64Encoded',
  async ({ type, body, arrives, isBase64Encoded }) => {
    const init = withToken(await stack.token(), { 'content-type': type });
    const response = await call('/echo', { method: 'POST', body, ...init });
    expect(await response.json()).toMatchObject({ event: { body: arrives, isBase64Encoded } });
  },
);

test('each function has an environment of its own, however it asks for it', async () => {
  const response = await call('/echo/joe', withToken(await stack.token()));
  expect(await response.json()).toMatchObject({
    own: 'echo',
    ownThroughModule: 'echo',
    home: null,
    publicUrl: stack.urls.api,
    table: 'shop-data-ledger-table',
    sourceBegins: 'import',
    functionName: 'echo',
    lateImport: 'function',
  });
});

test.for([
  { how: 'plain', status: 200, type: 'application/json', body: '{"answer":42}' },
  { how: 'binary', status: 201, type: 'image/png', body: '\u0000\u0001\u0002' },
  { how: 'malformed', status: 500, type: 'application/json', body: '{"message":"Internal Server Error"}' },
  { how: 'throw', status: 500, type: 'application/json', body: '{"message":"Internal Server Error"}' },
  { how: 'hang', status: 500, type: 'application/json', body: '{"message":"Internal Server Error"}' },
])('a function that answers "$how" becomes $status', async ({ how, status, type, body }) => {
  const response = await call(`/open/${how}`);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe(type);
  expect(await response.text()).toBe(body);
});

test('cookies become headers of their own', async () => {
  const response = await call('/open/cookies');
  expect(response.status).toBe(204);
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test('module state lives as long as its container', async () => {
  const first = seen.parse(await (await call('/open/state')).json());
  const second = seen.parse(await (await call('/open/state')).json());
  expect(second.invocations).toBe(first.invocations + 1);
});

test.for([
  { path: '/nowhere', method: 'GET' },
  { path: '/echo/joe', method: 'DELETE' },
  { path: '/%E0%A4%A', method: 'GET' },
])('$method $path is not there', async ({ path, method }) => {
  const response = await call(path, { method });
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ message: 'Not Found' });
});

test('a body that no function could take is refused before one sees it', async () => {
  const init = withToken(await stack.token(), { 'content-type': 'text/plain' });
  const response = await call('/echo', { method: 'POST', body: 'x'.repeat(6_000_000), ...init });
  expect(response.status).toBe(413);
});

const preflight = (origin: string, path = '/echo/joe') =>
  call(path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });

test('a preflight is answered by the gateway, for the console and nobody else', async () => {
  const ours = await preflight(stack.urls.console);
  expect(ours.status).toBe(204);
  expect(ours.headers.get('access-control-allow-origin')).toBe(stack.urls.console);
  expect(ours.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});

test('a preflight that a route catches is asked for a token, which no browser sends with it', async () => {
  expect((await preflight(stack.urls.console, '/caught/joe')).status).toBe(401);
});

test('a greedy variable takes the rest of the path', async () => {
  const response = await call('/caught/a/b', { method: 'DELETE', ...withToken(await stack.token()) });
  expect(await response.json()).toMatchObject({
    event: { routeKey: 'ANY /caught/{rest+}', rawPath: '/caught/a/b', pathParameters: { rest: 'a/b' } },
  });
});

test('a refusal, too, may be read by the console', async () => {
  const response = await call('/echo/joe', { headers: { origin: stack.urls.console } });
  expect(response.status).toBe(401);
  expect(response.headers.get('access-control-allow-origin')).toBe(stack.urls.console);
});

test('a scheduled function is reached by its name', async () => {
  expect(await stack.invoke('tick', { job: 'billing' })).toEqual({ job: 'billing' });
  expect(stack.logs('tick').map((line): unknown => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ message: 'tick billing' }),
  );
  await expect(stack.invoke('tick', { job: 'broken' })).rejects.toThrow('as asked');
});

test.for([
  { path: '/', type: 'text/html; charset=utf-8', caching: 'no-cache', contains: 'Shop' },
  { path: '/customers/1001', type: 'text/html; charset=utf-8', caching: 'no-cache', contains: 'Shop' },
  { path: '/catalog/plans/ev.2014', type: 'text/html; charset=utf-8', caching: 'no-cache', contains: 'Shop' },
  {
    path: '/assets/index-1a2b3c.js',
    type: 'text/javascript; charset=utf-8',
    caching: 'public, max-age=31536000, immutable',
    contains: 'shop',
  },
])('the console serves $path as $type', async ({ path, type, caching, contains }) => {
  const response = await fetch(`${stack.urls.console}${path}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(type);
  expect(response.headers.get('cache-control')).toBe(caching);
  expect(response.headers.get('content-security-policy')).toBe(`connect-src 'self' ${stack.urls.api}`);
  expect(response.headers.get('x-frame-options')).toBe('DENY');
  expect(await response.text()).toContain(contains);
});

test.for(['/assets/none.js', '/assets/..%2f..%2ffixture-stack.ts', '/assets/%2e%2e/%2e%2e/fixture-stack.ts'])(
  'the console has no %s',
  async (path) => {
    expect((await fetch(`${stack.urls.console}${path}`)).status).toBe(404);
  },
);

test('the console is told where everything is', async () => {
  expect(await (await fetch(`${stack.urls.console}/config.json`)).json()).toEqual({
    apiUrl: stack.urls.api,
    authority: stack.operators.issuer,
    clientId: stack.operators.clientId,
    cognitoDomain: stack.urls.signIn,
    environment: 'local',
    mailboxUrl: stack.urls.mailbox,
  });
});
