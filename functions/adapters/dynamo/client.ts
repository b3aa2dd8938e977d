import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * One client a container. The SDK reads region, credentials and AWS_ENDPOINT_URL_DYNAMODB from the environment, so the same
 * code speaks to a table on this machine.
 *
 * The standard retry mode waits at random, longer each time, after throttling and broken connections. A hung request is given up
 * long before a function's timeout; giving up is safe, since every write is conditional and transactions carry a token.
 */
export function dynamoClient(
  settings: Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    ...settings,
    maxAttempts: 6,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  });
  return DynamoDBDocumentClient.from(client, {
    // Optional fields that are absent stay absent. That there are no instances of classes is ours to see: requirePlainData.
    marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: true },
  });
}
