import { createHash, randomBytes } from 'node:crypto';
import { AdminDisableUserCommand, AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { CALLBACK, type Cognito, LOGOUT, lastCode, OPERATORS, PASSWORD, startWithOperator } from './cognito-fixture.ts';

const UserPoolId = OPERATORS.id;
const Username = 'dana@billow.dev';
let cognito: Cognito;
beforeEach(async () => {
  cognito = await startWithOperator({ demoSignIn: { email: Username, password: PASSWORD } });
});
afterEach(() => cognito.close());

const verifier = randomBytes(32).toString('base64url');
const REQUEST = {
  response_type: 'code',
  client_id: 'console',
  redirect_uri: CALLBACK,
  scope: 'openid email profile',
  state: 'st4te',
  nonce: 'n0nce',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};

type Answer = { status: number; location: URL | null; text: string; cookie: string; headers: Headers };

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(cognito.engine.url + path, { redirect: 'manual', ...init });
  const location = response.headers.get('location');
  return {
    status: response.status,
    location: location === null ? null : new URL(location),
    text: await response.text(),
    cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    headers: response.headers,
  };
}

const authorizePath = (changes: Record<string, string> = {}) =>
  `/oauth2/authorize?${new URLSearchParams({ ...REQUEST, ...changes }).toString()}`;
const open = (changes: Record<string, string> = {}, cookie = '') =>
  ask(authorizePath(changes), { headers: { cookie } });
const submit = (form: Record<string, string>, headers: Record<string, string> = {}) =>
  ask(authorizePath(), { method: 'POST', body: new URLSearchParams(form), headers });
const signIn = (password = PASSWORD) => submit({ step: 'sign-in', email: Username, password });
const codeOf = (answer: Answer) => answer.location?.searchParams.get('code') ?? '';

/** Everything as text, `expires_in` too. */
const tokenAnswer = z.record(z.string(), z.coerce.string());

async function exchange(form: Record<string, string>): Promise<{ status: number; tokens: Record<string, string> }> {
  const response = await fetch(`${cognito.engine.url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return { status: response.status, tokens: tokenAnswer.parse(await response.json()) };
}
const forCode = (code: string, changes: Record<string, string> = {}) =>
  exchange({
    grant_type: 'authorization_code',
    client_id: 'console',
    redirect_uri: CALLBACK,
    code,
    code_verifier: verifier,
    ...changes,
  });

test('a sign-in ends at the callback with a code, and the code becomes tokens that verify', async () => {
  const answer = await signIn();
  expect(answer.status).toBe(303);
  expect(answer.location?.href.startsWith(`${CALLBACK}?`)).toBe(true);
  expect(answer.location?.searchParams.get('state')).toBe('st4te');
  const { status, tokens } = await forCode(codeOf(answer));
  expect(status).toBe(200);
  expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: '3600', refresh_token: expect.any(String) });
  const issuer = cognito.engine.issuer(UserPoolId);
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  const { payload } = await jwtVerify(tokens['id_token'] ?? '', keys, { issuer, audience: 'console' });
  expect(payload).toMatchObject({ nonce: 'n0nce', email: Username, 'cognito:groups': ['finance'] });
  const digest = createHash('sha256')
    .update(tokens['access_token'] ?? '')
    .digest();
  expect(payload['at_hash']).toBe(digest.subarray(0, 16).toString('base64url'));
});

test.for([
  { changes: { code_verifier: 'another-verifier' }, because: 'the PKCE verifier is not the one of the request' },
  { changes: { code_verifier: '' }, because: 'there is no verifier' },
  { changes: { redirect_uri: LOGOUT }, because: 'the address differs' },
  { changes: { client_id: 'portal' }, because: 'another client asks' },
])('a code gives nothing when $because, and is spent', async ({ changes }) => {
  const code = codeOf(await signIn());
  expect(await forCode(code, changes)).toEqual({ status: 400, tokens: { error: 'invalid_grant' } });
  expect(await forCode(code)).toEqual({ status: 400, tokens: { error: 'invalid_grant' } });
});

test('a code works once', async () => {
  const code = codeOf(await signIn());
  expect((await forCode(code)).status).toBe(200);
  expect((await forCode(code)).status).toBe(400);
});

test.for([
  { changes: { redirect_uri: 'http://127.0.0.1:7411/signed-in/evil' }, because: 'an address that only begins right' },
  { changes: { redirect_uri: 'https://evil.example' }, because: 'a foreign address' },
  { changes: { client_id: 'nobody' }, because: 'an unknown client' },
])('a request with $because is refused on a page, never by redirect', async ({ changes }) => {
  const answer = await open(changes);
  expect(answer.status).toBe(400);
  expect(answer.location).toBeNull();
  expect(answer.text).toContain('This sign-in link does not work');
});

test.for([
  { changes: { code_challenge: '' }, error: 'invalid_request' },
  { changes: { code_challenge_method: 'plain' }, error: 'invalid_request' },
  { changes: { response_type: 'token' }, error: 'unsupported_response_type' },
  { changes: { scope: 'openid everything' }, error: 'invalid_scope' },
])('a request with $changes goes back with $error', async ({ changes, error }) => {
  const { location } = await open(changes);
  expect(location?.searchParams.get('error')).toBe(error);
  expect(location?.searchParams.get('state')).toBe('st4te');
});

test('the page has no script, a strict policy that lets the form reach the callback, and labels for every field', async () => {
  const { text, headers } = await open();
  expect(text).not.toContain('<script');
  expect(text).not.toContain('style=');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("form-action 'self' http://127.0.0.1:7411;");
  expect(policy).not.toContain('unsafe');
  expect(text).toContain('<label for="email">Email</label>');
  expect(text).toContain('<label for="password">Password</label>');
  expect(text).toMatch(/name="email"[^>]* autocomplete="username"[^>]* autofocus/);
});

test('the demo sign-in is shown only where it was asked for', async () => {
  expect((await open()).text).toContain(PASSWORD);
  await cognito.close();
  cognito = await startWithOperator();
  const { text } = await open();
  expect(text).not.toContain(PASSWORD);
  expect(text).not.toContain('Demo');
});

test('a wrong password says so, keeps the address and repeats no password', async () => {
  const { status, text, location } = await submit({
    step: 'sign-in',
    email: 'x"><b>@billow.dev',
    password: 's3cret-value',
  });
  expect(status).toBe(400);
  expect(location).toBeNull();
  expect(text).toContain('Incorrect email or password.');
  expect(text).toContain('value="x&#34;&#62;&#60;b&#62;@billow.dev"');
  expect(text).not.toContain('s3cret-value');
});

test('a disabled user does not come in, neither by password nor by a session that was open', async () => {
  const { cookie } = await signIn();
  await cognito.api.send(new AdminDisableUserCommand({ UserPoolId, Username }));
  expect((await signIn()).text).toContain('This account is disabled.');
  expect((await open({ prompt: 'none' }, cookie)).location?.searchParams.get('error')).toBe('login_required');
});

test('who is signed in goes straight on, with the time of the first sign-in, until signing out', async () => {
  const first = await signIn();
  const second = await open({ prompt: 'none' }, first.cookie);
  const times = await Promise.all(
    [first, second].map(
      async (answer) => decodeJwt((await forCode(codeOf(answer))).tokens['id_token'] ?? '')['auth_time'],
    ),
  );
  expect(times[0]).toBe(times[1]);
  expect((await open({ prompt: 'login' }, first.cookie)).text).toContain('Sign in');
  const leave = `/logout?${new URLSearchParams({ client_id: 'console', logout_uri: LOGOUT }).toString()}`;
  const left = await ask(leave, { headers: { cookie: first.cookie } });
  expect(left.location?.href).toBe(LOGOUT);
  expect(left.headers.get('set-cookie')).toContain('Max-Age=0');
  expect((await open({ prompt: 'none' }, first.cookie)).location?.searchParams.get('error')).toBe('login_required');
});

test('signing out goes only to a registered address', async () => {
  const query = new URLSearchParams({ client_id: 'console', logout_uri: 'https://evil.example' });
  const answer = await ask(`/logout?${query.toString()}`);
  expect(answer.status).toBe(400);
  expect(answer.location).toBeNull();
});

test('a form sent from another site is refused', async () => {
  const form = { step: 'sign-in', email: Username, password: PASSWORD };
  expect((await submit(form, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await submit(form, { origin: cognito.engine.url })).status).toBe(303);
});

test('a temporary password leads to the page for a new one, and from there to the callback', async () => {
  const Password = 'From-the-admin-1';
  await cognito.api.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: false }));
  const asked = await signIn(Password);
  expect(asked.text).toContain('Choose a password');
  expect(asked.text).toContain('At least 12 characters, with upper and lower case letters, a number, and a symbol.');
  const challenge = /name="challenge" value="([^"]+)"/.exec(asked.text)?.[1] ?? '';
  const refused = await submit({ step: 'new-password', challenge, password: 'short' });
  expect(refused.text).toContain('Password not long enough.');
  const done = await submit({ step: 'new-password', challenge, password: 'My-own-password-1' });
  expect((await forCode(codeOf(done))).status).toBe(200);
});

test('a forgotten password is replaced with the mailed code, and the answer does not tell who exists', async () => {
  const unknown = await submit({ step: 'forgot', email: 'nobody@billow.dev' });
  const known = await submit({ step: 'forgot', email: Username });
  expect(unknown.text.replaceAll('nobody@billow.dev', Username)).toBe(known.text);
  const reset = (code: string) => submit({ step: 'reset', email: Username, code, password: 'After-the-reset-1' });
  expect((await reset('12345')).text).toContain('The code is not right.');
  expect((await forCode(codeOf(await reset(lastCode(cognito.mails))))).status).toBe(200);
  expect((await signIn('After-the-reset-1')).status).toBe(303);
});

test('refreshing keeps the sign-in time; a made-up token gets nothing', async () => {
  const { tokens } = await forCode(codeOf(await signIn()));
  const form = { grant_type: 'refresh_token', client_id: 'console', refresh_token: tokens['refresh_token'] ?? '' };
  const refreshed = await exchange(form);
  expect(refreshed.tokens['refresh_token']).toBeUndefined();
  const [before, after] = [tokens, refreshed.tokens].map((all) => decodeJwt(all['id_token'] ?? '')['auth_time']);
  expect(after).toBe(before);
  expect((await exchange({ ...form, refresh_token: 'made-up' })).tokens).toEqual({ error: 'invalid_grant' });
  expect((await exchange({ ...form, client_id: 'portal' })).tokens).toEqual({ error: 'invalid_grant' });
});

test('the console may read discovery, keys and tokens from its own origin', async () => {
  const base = cognito.engine.issuer(UserPoolId);
  const discovery = await fetch(`${base}/.well-known/openid-configuration`);
  expect(discovery.headers.get('access-control-allow-origin')).toBe('*');
  expect(await discovery.json()).toMatchObject({
    issuer: base,
    jwks_uri: `${base}/.well-known/jwks.json`,
    authorization_endpoint: `${cognito.engine.url}/oauth2/authorize`,
    token_endpoint: `${cognito.engine.url}/oauth2/token`,
  });
  const preflight = await ask('/oauth2/token', { method: 'OPTIONS' });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toContain('content-type');
});

const localToken = (body: object, headers: Record<string, string> = {}) =>
  fetch(`${cognito.engine.url}/local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ poolId: UserPoolId, clientId: 'console', ...body }),
  });

test('the command line gets a token for a role or a person, also an expired one', async () => {
  const issuer = cognito.engine.issuer(UserPoolId);
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  const answer = await (await localToken({ role: 'admin', site: 'demo' })).json();
  const { token } = z.object({ token: z.string() }).parse(answer);
  const { payload } = await jwtVerify(token, keys, { issuer, audience: 'console' });
  expect(payload).toMatchObject({ 'cognito:groups': ['admin'], 'custom:site': 'demo', email: 'admin@billow.dev' });
  const again = await cognito.engine.issueToken({ poolId: UserPoolId, clientId: 'console', role: 'admin' });
  expect(decodeJwt(again).sub).toBe(payload.sub);
  const person = await cognito.engine.issueToken({
    poolId: UserPoolId,
    clientId: 'console',
    email: Username,
    site: 'x',
  });
  expect(decodeJwt(person)).toMatchObject({ email: Username, 'cognito:groups': ['finance'], 'custom:site': 'x' });
  const over = await cognito.engine.issueToken({
    poolId: UserPoolId,
    clientId: 'console',
    role: 'admin',
    expiresInSeconds: -5,
  });
  await expect(jwtVerify(over, keys, { issuer })).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
});

test('no token for a role that does not exist, nor for a web page', async () => {
  const unknown = await localToken({ role: 'root' });
  expect(unknown.status).toBe(400);
  expect(await unknown.text()).toContain('Roles: admin, finance.');
  expect((await localToken({ role: 'admin' }, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await localToken({ role: 'admin' }, { 'content-type': 'text/plain' })).status).toBe(403);
});
