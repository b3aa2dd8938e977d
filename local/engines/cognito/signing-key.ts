import { generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type CryptoKey, exportJWK, importJWK, type JWK } from 'jose';
import * as z from 'zod';

export type SigningKey = {
  readonly id: string;
  readonly privateKey: CryptoKey | Uint8Array;
  /** As the JWKS shows it. */
  readonly publicJwk: JWK;
};

const rsaJwk = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});

/** Kept beside the users: tokens issued before a restart stay valid, and a new key costs half a second. */
export async function loadSigningKey(dataFolder: string | null): Promise<SigningKey> {
  const stored = dataFolder === null ? null : readKey(dataFolder);
  const jwk = stored ?? (await generateKey());
  if (stored === null && dataFolder !== null) {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(fileIn(dataFolder), JSON.stringify(jwk), { mode: 0o600 });
  }
  const { kid, kty, n, e } = jwk;
  const privateKey = await importJWK(jwk, 'RS256');
  return { id: kid, privateKey, publicJwk: { kid, kty, n, e, alg: 'RS256', use: 'sig' } };
}

async function generateKey(): Promise<z.infer<typeof rsaJwk>> {
  const { privateKey }: { privateKey: KeyObject } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return rsaJwk.parse({ ...(await exportJWK(privateKey)), kid: randomUUID() });
}

function readKey(dataFolder: string): z.infer<typeof rsaJwk> | null {
  try {
    return rsaJwk.parse(JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')));
  } catch {
    return null; // the first start, or a torn file
  }
}

const fileIn = (dataFolder: string) => join(dataFolder, 'signing-key.json');
