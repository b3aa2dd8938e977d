import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Documents } from '../../ports.ts';

const ATTEMPTS = 5;

/** Documents in their bucket. A link carries the rights of the function that makes it and shows the file under its own name. */
export function s3Documents({ client, bucket }: { readonly client: S3Client; readonly bucket: string }): Documents {
  return {
    put: async (key, body, contentType) => {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }));
    },
    putOnce: async (key, body, contentType) => {
      const command = { Bucket: bucket, Key: key, Body: body, ContentType: contentType, IfNoneMatch: '*' };
      for (let attempt = 1; ; attempt++) {
        try {
          await client.send(new PutObjectCommand(command));
          return 'stored';
        } catch (error) {
          if (isNamed(error, 'PreconditionFailed')) return 'exists';
          // Two writers at the same moment: S3 asks both to try again, and then one of them comes first.
          if (!isNamed(error, 'ConditionalRequestConflict') || attempt === ATTEMPTS) throw error;
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt));
        }
      }
    },
    get: async (key) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if (Body === undefined) throw new Error(`S3 answered without the content of ${key}.`);
        return await Body.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    link: (key, filename, expiresInSeconds) =>
      getSignedUrl(
        client,
        new GetObjectCommand({ Bucket: bucket, Key: key, ResponseContentDisposition: dispositionOf(filename) }),
        { expiresIn: expiresInSeconds },
      ),
  };
}

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/** RFC 6266: the name for old readers in plain ASCII, and the real one for all others. Shown in the browser, saved under it. */
const dispositionOf = (filename: string): string =>
  `inline; filename="${filename.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encoded(filename)}`;

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
