import { type AttributeValue, BatchWriteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Source } from '../sources/queue-mapping.ts';
import type { PreparedTable } from './prepare-table.ts';

/** AWS takes minutes to days; code must not rely on the moment, so an hour is soon enough. */
const SWEEP_EVERY_MS = 3_600_000;
const BATCH_ITEMS = 25;

/** DynamoDB Local stores items' expiry and never acts on it: this deletes what has expired, once an hour. */
export function startExpirySweeper(client: DynamoDBClient, table: PreparedTable): Source {
  if (table.expiryAttribute === null) return { stop: async () => undefined };
  let sweeping: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // A failed sweep is repeated in an hour; nothing depends on it.
    sweeping = sweepExpired(client, table, Date.now()).catch(() => undefined);
  }, SWEEP_EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await sweeping;
    },
  };
}

/**
 * Deletes what expired before `now` (epoch ms).
 * @returns the number of items deleted
 */
export async function sweepExpired(client: DynamoDBClient, table: PreparedTable, now: number): Promise<number> {
  const { name, expiryAttribute, keyNames } = table;
  if (expiryAttribute === null) return 0;
  let swept = 0;
  let startKey: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: name,
        FilterExpression: '#expiry < :now',
        ProjectionExpression: keyNames.map((_, index) => `#key${index}`).join(', '),
        ExpressionAttributeNames: {
          '#expiry': expiryAttribute,
          ...Object.fromEntries(keyNames.map((key, index) => [`#key${index}`, key])),
        },
        ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
        ...(startKey ? { ExclusiveStartKey: startKey } : {}),
      }),
    );
    await deleteAll(client, name, page.Items ?? []);
    swept += page.Items?.length ?? 0;
    startKey = page.LastEvaluatedKey;
  } while (startKey !== undefined);
  return swept;
}

async function deleteAll(
  client: DynamoDBClient,
  name: string,
  keys: readonly Record<string, AttributeValue>[],
): Promise<void> {
  for (let start = 0; start < keys.length; start += BATCH_ITEMS) {
    const requests = keys.slice(start, start + BATCH_ITEMS).map((Key) => ({ DeleteRequest: { Key } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: requests } }));
  }
}
