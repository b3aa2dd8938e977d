import { SQSClient } from '@aws-sdk/client-sqs';

/** One client a container. The SDK reads region, credentials and AWS_ENDPOINT_URL_SQS from the environment. */
export const sqsClient = (): SQSClient =>
  new SQSClient({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
