import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createJwtAuthorizer, type JwtAuthorizer } from '../../../local/runtime/http/jwt-authorizer.ts';

let server: Server;
let issuer: string;
let authorize: JwtAuthorizer;
let sign: (payload: JWTPayload) => Promise<string>;
beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] };
  server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keys)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/pool`;
  authorize = createJwtAuthorizer({ AuthorizerType: 'JWT', JwtConfiguration: { Issuer: issuer, Audience: ['ours'] } });
  sign = (payload) => new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(privateKey);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const now = () => Math.floor(Date.now() / 1000);
const good = (): JWTPayload => ({ iss: issuer, aud: 'ours', iat: now() - 1, exp: now() + 60 });

test.for([
  { name: 'as it should be', change: () => ({}), outcome: 'admitted' },
  { name: 'expired', change: () => ({ exp: now() - 1 }), outcome: 'unauthorized' },
  { name: 'without an end', change: () => ({ exp: undefined }), outcome: 'unauthorized' },
  { name: 'not valid yet', change: () => ({ nbf: now() + 30 }), outcome: 'unauthorized' },
  { name: 'issued in the future', change: () => ({ iat: now() + 30 }), outcome: 'unauthorized' },
  { name: 'of a foreign issuer', change: () => ({ iss: `${issuer}-2` }), outcome: 'unauthorized' },
  { name: 'for another audience', change: () => ({ aud: 'theirs' }), outcome: 'unauthorized' },
  { name: 'for several, ours among them', change: () => ({ aud: ['theirs', 'ours'] }), outcome: 'admitted' },
  { name: 'an access token of ours', change: () => ({ aud: undefined, client_id: 'ours' }), outcome: 'admitted' },
  {
    name: 'an access token of theirs',
    change: () => ({ aud: undefined, client_id: 'theirs' }),
    outcome: 'unauthorized',
  },
])('a token $name is $outcome', async ({ change, outcome }) => {
  const token = await sign({ ...good(), ...change() });
  expect(await authorize({ headers: { authorization: `Bearer ${token}` }, query: {}, routeScopes: [] })).toMatchObject({
    outcome,
  });
});

test.for([
  { scope: 'read write', outcome: 'admitted' },
  { scope: 'read', outcome: 'forbidden' },
])('where a route asks for the scope "write", a token with "$scope" is $outcome', async ({ scope, outcome }) => {
  const headers = { authorization: await sign({ ...good(), scope }) };
  expect(await authorize({ headers, query: {}, routeScopes: ['write'] })).toMatchObject({ outcome });
});
