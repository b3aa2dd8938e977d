import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { ROUTES } from '../../functions/http/routes.ts';
import { type Story, startStory } from '../support/story.ts';

/** Who comes in at the real gateway. Which role may do what is checked per route in test/functions. */
let story: Story;
beforeAll(async () => {
  story = await startStory({ at: '2026-03-10T09:00:00Z' });
});
afterAll(() => story.end());

const guarded = ROUTES.filter((route) => !('public' in route));
const ask = ({ method, path }: (typeof ROUTES)[number], token: string | null) =>
  fetch(`${story.stack.urls.api}${path.replaceAll(/\{\w+\}/g, '1001')}`, {
    method,
    ...(token === null ? {} : { headers: { authorization: `Bearer ${token}` } }),
  });

/** A token that says all the right things, signed by somebody else. */
async function foreignToken(): Promise<string> {
  const { issuer, clientId } = story.stack.operators;
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT({ token_use: 'id', 'cognito:groups': ['admin'], 'custom:site': 'demo', email: 'x@example.com' })
    .setProtectedHeader({ alg: 'RS256', kid: 'somebody-else' })
    .setIssuer(issuer)
    .setAudience(clientId)
    .setSubject('x')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
}

test('every guarded route refuses a missing, an expired, a foreign and a broken token', async () => {
  const expired = await story.stack.token({ role: 'admin', site: 'demo', expiresInSeconds: -60 });
  const foreign = await foreignToken();
  for (const route of guarded) {
    for (const token of [null, expired, foreign, 'not-a-token']) {
      const { status } = await ask(route, token);
      expect([route.operation, status]).toEqual([route.operation, 401]);
    }
  }
});

test('an operator of a site that is not there comes in nowhere', async () => {
  const token = await story.stack.token({ role: 'admin', site: 'elsewhere' });
  const answer = await ask({ method: 'GET', path: '/v1/customers' } as (typeof ROUTES)[number], token);
  expect(answer.status).toBe(403);
});

test('what is not there is asked for a token, too, and refused as everything else is', async () => {
  const token = await story.stack.token({ role: 'admin', site: 'demo' });
  for (const [method, path, status, allow] of [
    ['GET', '/v1/nothing', 404, null],
    ['GET', '/v1/customers/1001/nothing', 404, null],
    ['GET', '/v1/customers/', 404, null],
    ['DELETE', '/v1/customers/1001', 405, 'GET, PATCH'],
    ['PATCH', '/v1/plans/PHONE', 405, 'DELETE, GET, PUT'],
    ['POST', '/v1/documents/secret', 405, 'GET'],
  ] as const) {
    const url = `${story.stack.urls.api}${path}`;
    expect([method, path, (await fetch(url, { method })).status]).toEqual([method, path, 401]);
    const answer = await fetch(url, { method, headers: { authorization: `Bearer ${token}` } });
    expect([method, path, answer.status, answer.headers.get('allow')]).toEqual([method, path, status, allow]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status });
  }
});

test('the API document is open to everybody and names every route', async () => {
  const answer = await fetch(`${story.stack.urls.api}/v1/openapi.json`);
  const document = z
    .object({ openapi: z.string(), paths: z.record(z.string(), z.object({}).loose()) })
    .parse(await answer.json());
  expect(document.openapi).toMatch(/^3\.1/);
  const named = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(named.toSorted()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).toSorted());
});
