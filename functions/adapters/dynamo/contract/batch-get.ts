import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from '../keys.ts';

/** DynamoDB's own limit of one request. */
const MOST_KEYS = 100;
/** What a busy or large answer leaves out is asked for again, a little later each time. */
const MOST_ASKED = 10;

/** The items of these keys that exist, in no order. Consistent, each for itself: together they are no snapshot. */
export async function batchGet(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly ItemKey[],
): Promise<readonly Record<string, unknown>[]> {
  const requests: Promise<readonly Record<string, unknown>[]>[] = [];
  for (let from = 0; from < keys.length; from += MOST_KEYS) {
    requests.push(getAll(client, table, keys.slice(from, from + MOST_KEYS)));
  }
  return (await Promise.all(requests)).flat();
}

async function getAll(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly ItemKey[],
): Promise<readonly Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let left: Record<string, unknown>[] = [...keys];
  for (let asked = 0; asked < MOST_ASKED; asked++) {
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: true } } }),
    );
    found.push(...(answer.Responses?.[table] ?? []));
    left = answer.UnprocessedKeys?.[table]?.Keys ?? [];
    if (left.length === 0) return found;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** asked));
  }
  throw new Error(`${left.length} items could not be read in ${MOST_ASKED} requests`);
}
