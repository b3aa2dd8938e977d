import { SNSClient } from '@aws-sdk/client-sns';

/** One client a container. The SDK reads region, credentials and AWS_ENDPOINT_URL_SNS from the environment. */
export const snsClient = (): SNSClient =>
  new SNSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
