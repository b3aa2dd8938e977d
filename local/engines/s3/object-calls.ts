import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError, notEmulated } from '../aws-error.ts';
import type { EngineRequest, EngineResponse } from '../http-server.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';

export type ObjectTarget = { readonly bucket: string; readonly key: string };

const KEPT_HEADERS = [
  'content-type',
  'content-disposition',
  'content-encoding',
  'content-language',
  'cache-control',
] as const;

/** Headers of a put that change nothing here (encryption, who signs, how), by their beginning. */
const WITHOUT_EFFECT =
  /^x-amz-(content-sha256|date|security-token|user-agent|decoded-content-length|expected-bucket-owner|storage-class|server-side-encryption|sdk-)/;

const MAX_KEY_BYTES = 1024;

export function putObject(store: ObjectStore, { bucket, key }: ObjectTarget, request: EngineRequest): EngineResponse {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new AwsError('KeyTooLongError', 'Your key is too long');
  checkPutHeaders(request);
  if (request.headers['if-none-match'] === '*' && store.find(bucket, key) !== null) {
    const message = 'At least one of the pre-conditions you specified did not hold';
    throw new AwsError('PreconditionFailed', message, 412);
  }
  const checksum = checkedDigest(request);
  const etag = `"${createHash('md5').update(request.body).digest('hex')}"`;
  store.put(bucket, key, { body: request.body, etag, headers: { ...headersToKeep(request), ...checksum } });
  return { status: 200, headers: { etag, ...checksum } };
}

/** GetObject and HeadObject: the server leaves the body out for HEAD. */
export function getObject(store: ObjectStore, { bucket, key }: ObjectTarget, request: EngineRequest): EngineResponse {
  if (request.headers.range !== undefined) throw notEmulated('GetObject with Range');
  const object = store.find(bucket, key);
  if (object === null) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== object.etag) {
    const message = 'At least one of the pre-conditions you specified did not hold';
    throw new AwsError('PreconditionFailed', message, 412);
  }
  if (ifNoneMatch === object.etag) return { status: 304, headers: { etag: object.etag } };
  return { status: 200, headers: answeredHeaders(object, request), body: store.read(object) };
}

export function deleteObject(store: ObjectStore, { bucket, key }: ObjectTarget): EngineResponse {
  store.delete(bucket, key);
  return { status: 204 };
}

function answeredHeaders(object: StoredObject, request: EngineRequest): Record<string, string> {
  const wantsChecksum = request.headers['x-amz-checksum-mode'] === 'ENABLED';
  const kept = Object.entries(object.headers).filter(([name]) => wantsChecksum || !name.startsWith('x-amz-checksum-'));
  const overrides = KEPT_HEADERS.flatMap((name) => {
    const value = request.query.get(`response-${name}`);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    'content-type': 'binary/octet-stream',
    ...Object.fromEntries(kept),
    ...Object.fromEntries(overrides),
    'content-length': String(object.size),
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    etag: object.etag,
  };
}

/** A header that would change what is stored, and has no effect here, must not pass in silence. */
function checkPutHeaders({ headers }: EngineRequest): void {
  const match = headers['if-none-match'];
  if (headers['if-match'] !== undefined || (match !== undefined && match !== '*')) {
    throw notEmulated('PutObject with a condition other than If-None-Match: *');
  }
  if (headers['content-encoding']?.includes('aws-chunked')) {
    throw notEmulated('PutObject of a stream (aws-chunked; pass a string or bytes)');
  }
  for (const name of Object.keys(headers)) {
    const isKnown = !name.startsWith('x-amz-') || /^x-amz-(meta-|checksum-)/.test(name) || WITHOUT_EFFECT.test(name);
    if (!isKnown) throw notEmulated(`PutObject with ${name}`);
  }
}

function headersToKeep({ headers }: EngineRequest): Record<string, string> {
  const isKept = (name: string) => name.startsWith('x-amz-meta-') || KEPT_HEADERS.some((kept) => kept === name);
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      isKept(name) && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

const CHECKSUMS: Readonly<Record<string, (body: Buffer) => string>> = {
  'content-md5': (body) => createHash('md5').update(body).digest('base64'),
  'x-amz-checksum-sha1': (body) => createHash('sha1').update(body).digest('base64'),
  'x-amz-checksum-sha256': (body) => createHash('sha256').update(body).digest('base64'),
  'x-amz-checksum-crc32': (body) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes.toString('base64');
  },
};

/** Verifies every digest that came along; answers those that S3 gives back. */
function checkedDigest({ headers, body }: EngineRequest): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || !(name === 'content-md5' || name.startsWith('x-amz-checksum-'))) continue;
    if (name === 'x-amz-checksum-algorithm' || name === 'x-amz-checksum-type') continue;
    const digest = CHECKSUMS[name];
    if (digest === undefined) throw notEmulated(`PutObject with ${name}`);
    if (digest(body) !== value) throw new AwsError('BadDigest', `The ${name} you specified did not match the data.`);
    if (name !== 'content-md5') kept[name] = value;
  }
  return kept;
}
