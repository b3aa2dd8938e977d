import { SESv2Client } from '@aws-sdk/client-sesv2';

/** One client a container. The SDK reads region, credentials and AWS_ENDPOINT_URL_SESV2 from the environment. */
export const sesClient = (): SESv2Client =>
  new SESv2Client({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
