import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { S3Engine } from '../../../local/engines/engine.ts';
import { startS3 } from '../../../local/engines/s3/start-s3.ts';

const Bucket = 'documents';
let engine: S3Engine;
let s3: S3Client;
const clientOf = ({ url }: S3Engine, secretAccessKey = 'local') =>
  new S3Client({ endpoint: url, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey } });

beforeAll(async () => {
  engine = await startS3({ port: 0, dataFolder: null });
  engine.ensureBucket(Bucket);
  s3 = clientOf(engine);
});
afterAll(async () => {
  s3.destroy();
  await engine.stop();
});

const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const read = async (Key: string, client = s3) =>
  (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

test('an object comes back byte for byte with its type, disposition and metadata', async () => {
  const bytes = new Uint8Array(300_000).map((_, index) => (index * 31) % 256);
  const ContentDisposition = 'inline; filename="2026-0001.pdf"';
  const Metadata = { invoice: '2026-0001' };
  const { ETag } = await put('a/ä b+c.pdf', bytes, { ContentType: 'application/pdf', ContentDisposition, Metadata });
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a/ä b+c.pdf' }));
  expect(got).toMatchObject({ ContentType: 'application/pdf', ContentDisposition, Metadata, ETag });
  expect(await got.Body?.transformToByteArray()).toEqual(bytes);
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a/ä b+c.pdf' }));
  expect(head).toMatchObject({ ContentLength: 300_000, Metadata, ETag });
});

test('a second put replaces, a delete removes, and neither leaves a file behind', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'billow-s3-test-'));
  const own = await startS3({ port: 0, dataFolder });
  own.ensureBucket(Bucket);
  const client = clientOf(own);
  await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'one' }));
  await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'two' }));
  expect(await read('k', client)).toBe('two');
  expect(readdirSync(join(dataFolder, 'objects'))).toHaveLength(1);
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
  await expect(read('k', client)).rejects.toMatchObject({ name: 'NoSuchKey' });
  expect(readdirSync(join(dataFolder, 'objects'))).toHaveLength(0);
  client.destroy();
  await own.stop();
  rmSync(dataFolder, { recursive: true });
});

test('If-None-Match: * writes once', async () => {
  await put('once', 'first', { IfNoneMatch: '*' });
  await expect(put('once', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({
    name: 'PreconditionFailed',
    $metadata: { httpStatusCode: 412 },
  });
  expect(await read('once')).toBe('first');
});

test('a body that does not match its checksum is not stored', async () => {
  await expect(put('torn', 'data', { ChecksumSHA256: 'AAAA' })).rejects.toMatchObject({ name: 'BadDigest' });
  await expect(read('torn')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('listing pages through keys in byte order and folds folders', async () => {
  for (const key of ['l/b', 'l/a&<>', 'l/x/1', 'l/x/2', 'l/é', 'm']) await put(key, key);
  const all = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'l/' }));
  expect(all.Contents?.map(({ Key }) => Key)).toEqual(['l/a&<>', 'l/b', 'l/x/1', 'l/x/2', 'l/é']);
  const pages: (string | undefined)[][] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'l/', Delimiter: '/', MaxKeys: 2, ContinuationToken }),
    );
    const keys = (page.Contents ?? []).map(({ Key }) => Key);
    pages.push([...keys, ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix)]);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  expect(pages).toEqual([
    ['l/a&<>', 'l/b'],
    ['l/é', 'l/x/'],
  ]);
});

test('a bucket is found once it was created, and a missing one is missing', async () => {
  await expect(s3.send(new HeadBucketCommand({ Bucket: 'console-files' }))).rejects.toMatchObject({ name: 'NotFound' });
  await s3.send(new CreateBucketCommand({ Bucket: 'console-files' }));
  await s3.send(new HeadBucketCommand({ Bucket: 'console-files' }));
  const lost = new PutObjectCommand({ Bucket: 'nowhere', Key: 'k', Body: 'x' });
  await expect(s3.send(lost)).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

const linkTo = (Key: string, more: object = {}, expiresIn = 60) =>
  getSignedUrl(s3, new GetObjectCommand({ Bucket, Key, ...more }), { expiresIn });

test('a presigned link opens in a browser with the disposition it was signed for', async () => {
  await put('linked/2026 (1).pdf', 'pdf', { ContentType: 'application/pdf' });
  const ResponseContentDisposition = 'attachment; filename="invoice 1.pdf"';
  const answer = await fetch(await linkTo('linked/2026 (1).pdf', { ResponseContentDisposition }));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toBe(ResponseContentDisposition);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(await answer.text()).toBe('pdf');
});

test('a link is refused once its time is over', async () => {
  await put('expiring', 'x');
  const link = await linkTo('expiring', {}, 60);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 59_000 });
  expect((await fetch(link)).status).toBe(200);
  vi.setSystemTime(Date.now() + 3_000);
  const answer = await fetch(link);
  vi.useRealTimers();
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('Request has expired');
});

test.for([
  { change: (link: string) => link.replace('tampered', 'once'), because: 'another object' },
  { change: (link: string) => link.replace('X-Amz-Expires=60', 'X-Amz-Expires=9999'), because: 'a longer life' },
  { change: (link: string) => `${link}&response-content-type=text%2Fhtml`, because: 'another content type' },
  { change: (link: string) => link.replace(/Signature=..../, 'Signature=0000'), because: 'a guessed signature' },
  { change: (link: string) => link.replace(/&X-Amz-Signature=[^&]+/, ''), because: 'no signature' },
  { change: (link: string) => link.replace(/\?.*/, ''), because: 'no query at all' },
])('a link changed to $because is refused', async ({ change }) => {
  await put('tampered', 'x');
  const link = await linkTo('tampered');
  expect((await fetch(link)).status).toBe(200);
  expect([400, 403]).toContain((await fetch(change(link))).status);
});

test('a link signed with other keys is refused', async () => {
  await put('foreign', 'x');
  const stranger = clientOf(engine, 'guessed');
  const link = await getSignedUrl(stranger, new GetObjectCommand({ Bucket, Key: 'foreign' }), { expiresIn: 60 });
  const answer = await fetch(link);
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('SignatureDoesNotMatch');
  stranger.destroy();
});

test('keys that look like paths out of the folder are only keys', async () => {
  await put('../../etc/passwd', 'mine');
  expect(await read('../../etc/passwd')).toBe('mine');
});

test('what is not emulated answers 501 and says so', async () => {
  const calls = [
    s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'big' })),
    s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'once' })),
    put('tagged', 'x', { Tagging: 'a=b' }),
  ];
  for (const answered of await Promise.allSettled(calls)) {
    expect(answered).toMatchObject({ status: 'rejected', reason: { $metadata: { httpStatusCode: 501 } } });
  }
  await expect(read('tagged')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('objects survive a restart', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'billow-s3-test-'));
  const before = await startS3({ port: 0, dataFolder });
  before.ensureBucket(Bucket);
  const writer = clientOf(before);
  await writer.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'kept' }));
  writer.destroy();
  await before.stop();
  const after = await startS3({ port: 0, dataFolder });
  const reader = clientOf(after);
  expect(await read('kept', reader)).toBe('kept');
  reader.destroy();
  await after.stop();
  rmSync(dataFolder, { recursive: true });
});
