import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { s3Documents } from '../../../functions/adapters/s3/documents.ts';

const s3 = mockClient(S3Client);
const client = new S3Client({
  region: 'eu-central-1',
  credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
});
const documents = s3Documents({ client, bucket: 'documents' });

const s3Error = (name: string, status: number) =>
  new S3ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode: status }, message: name });

beforeEach(() => s3.reset());

test('a document is put with its type', async () => {
  s3.on(PutObjectCommand).resolves({});
  await documents.put('demo/a.pdf', 'content', 'application/pdf');
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toEqual({
    Bucket: 'documents',
    Key: 'demo/a.pdf',
    Body: 'content',
    ContentType: 'application/pdf',
  });
});

describe('a document that is written once', () => {
  test('is written on condition that nothing is there', async () => {
    s3.on(PutObjectCommand).resolves({});
    expect(await documents.putOnce('demo/a.json', '{}', 'application/json')).toBe('stored');
    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({ IfNoneMatch: '*' });
  });

  test('stays as it was when it is there', async () => {
    s3.on(PutObjectCommand).rejects(s3Error('PreconditionFailed', 412));
    expect(await documents.putOnce('demo/a.json', '{}', 'application/json')).toBe('exists');
  });

  test('is tried again when two write at the same moment', async () => {
    s3.on(PutObjectCommand)
      .rejectsOnce(s3Error('ConditionalRequestConflict', 409))
      .rejectsOnce(s3Error('PreconditionFailed', 412));
    expect(await documents.putOnce('demo/a.json', '{}', 'application/json')).toBe('exists');
  });

  test('that cannot be written is thrown, and a conflict without end, too', async () => {
    s3.on(PutObjectCommand).rejects(s3Error('AccessDenied', 403));
    await expect(documents.putOnce('demo/a.json', '{}', 'application/json')).rejects.toThrow('AccessDenied');
    s3.on(PutObjectCommand).rejects(s3Error('ConditionalRequestConflict', 409));
    await expect(documents.putOnce('demo/a.json', '{}', 'application/json')).rejects.toThrow('Conflict');
    expect(s3.commandCalls(PutObjectCommand)).toHaveLength(6);
  });
});

test('a document that does not exist is none; one that cannot be read is thrown', async () => {
  s3.on(GetObjectCommand).rejectsOnce(new NoSuchKey({ $metadata: {}, message: 'gone' }));
  expect(await documents.get('demo/a.pdf')).toBeNull();
  s3.on(GetObjectCommand).rejects(s3Error('AccessDenied', 403));
  await expect(documents.get('demo/a.pdf')).rejects.toThrow('AccessDenied');
});

describe('a link', () => {
  const linkOf = async (filename: string) => new URL(await documents.link('demo/1/a b.pdf', filename, 900));

  test('opens one document of the bucket for its time', async () => {
    const url = await linkOf('D2026-000001.pdf');
    expect(url.host).toBe('documents.s3.eu-central-1.amazonaws.com');
    expect(url.pathname).toBe('/demo/1/a%20b.pdf');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('900');
    expect(url.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
    expect(s3.calls()).toHaveLength(0);
  });

  test.for([
    { filename: 'D2026-000001.pdf', ascii: 'D2026-000001.pdf', encoded: 'D2026-000001.pdf' },
    { filename: 'Größe "1".pdf', ascii: 'Gr__e__1_.pdf', encoded: 'Gr%C3%B6%C3%9Fe%20%221%22.pdf' },
    { filename: "a'(*)\r\nx: y", ascii: 'a______x__y', encoded: 'a%27%28%2A%29%0D%0Ax%3A%20y' },
  ])('shows the file as $filename, and no name can add a header', async ({ filename, ascii, encoded }) => {
    const disposition = (await linkOf(filename)).searchParams.get('response-content-disposition');
    expect(disposition).toBe(`inline; filename="${ascii}"; filename*=UTF-8''${encoded}`);
  });
});
