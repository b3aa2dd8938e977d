import { REGION } from './template/pseudo-parameters.ts';

/** Accepted by every engine; S3 verifies presigned links with them. */
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

export type EngineUrls = {
  readonly dynamoDb: string;
  readonly sqs: string;
  readonly s3: string;
  readonly mailbox: string;
  readonly signIn: string;
};

/** What an AWS SDK client is made with, so that it talks to an engine. */
export type ClientConfig = {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

export function clientConfig(endpoint: string): ClientConfig {
  return { endpoint, region: REGION, credentials: CREDENTIALS };
}

/** The variables by which the AWS SDK finds the engines, and webhooks this machine: the only thing that tells a function where it runs. */
export function sdkEnvironment(urls: EngineUrls): Readonly<Record<string, string>> {
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: urls.signIn,
    AWS_ENDPOINT_URL_DYNAMODB: urls.dynamoDb,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: urls.dynamoDb,
    AWS_ENDPOINT_URL_S3: urls.s3,
    AWS_ENDPOINT_URL_SESV2: urls.mailbox,
    AWS_ENDPOINT_URL_SNS: urls.mailbox,
    AWS_ENDPOINT_URL_SQS: urls.sqs,
    WEBHOOKS_MAY_STAY_LOCAL: 'true',
  };
}
