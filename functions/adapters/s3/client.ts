import { S3Client } from '@aws-sdk/client-s3';

/** One client a container. The SDK reads region, credentials and AWS_ENDPOINT_URL_S3 from the environment. */
export const s3Client = (): S3Client =>
  new S3Client({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
    // Otherwise every presigned link carries the checksum of an empty body, or asks the reader's browser for one it does not know.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
