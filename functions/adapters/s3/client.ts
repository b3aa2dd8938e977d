import { S3Client } from '@aws-sdk/client-s3';

/** One client a container. The SDK reads region, credentials and AWS_ENDPOINT_URL_S3 from the environment. */
export const s3Client = (): S3Client =>
  new S3Client({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
    // Otherwise every presigned link asks the reader's browser for a checksum that it does not know.
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
