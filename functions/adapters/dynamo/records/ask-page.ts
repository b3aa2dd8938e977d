import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Page } from '../../../ports.ts';
import type { Connection } from '../connection.ts';
import { type CursorScope, decodeCursor, encodeCursor, InvalidCursor } from '../cursor.ts';
import { TABLE_SHAPE } from '../table-shape.ts';
import type { Question } from './shelf.ts';

type Item = Record<string, unknown>;
type Paging = { readonly limit?: number; readonly cursor?: string | null };

/**
 * One page of a list. Reads one item more than asked for, so that `nextCursor` is null exactly when nothing follows. Without a limit
 * the page is the whole list.
 */
export async function askPage<T>(
  { client }: Connection,
  { params, recordsOf, newestFirst }: Question<T>,
  scope: CursorScope,
  { limit = Number.POSITIVE_INFINITY, cursor = null }: Paging,
): Promise<Page<T>> {
  if (!(limit >= 1)) throw new Error(`A page holds at least one item, not ${limit}.`);
  const keys = keyNamesOf(params);
  const found: Item[] = [];
  let start = cursor === null ? undefined : startAfter(params, keys, scope, decodeCursor(scope, cursor));
  do {
    const asked = client.send(
      new QueryCommand({
        ...params,
        // Lists by an index are for looking at; lists of the table itself are also decided on.
        ConsistentRead: params.IndexName === undefined,
        ScanIndexForward: newestFirst !== true,
        ...(Number.isFinite(limit) ? { Limit: readAtOnce(params, limit + 1 - found.length) } : {}),
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    const answer = cursor === null ? await asked : await asked.catch(refuseStart);
    found.push(...(answer.Items ?? []));
    start = answer.LastEvaluatedKey;
  } while (start !== undefined && found.length <= limit);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: recordsOf(shown),
    nextCursor: found.length > limit && last !== undefined ? encodeCursor(scope, positionOf(last, keys)) : null,
  };
}

/** A cursor that somebody made up may name a place that no item could have: DynamoDB says so, and it is no fault of ours. */
function refuseStart(error: unknown): never {
  if (error instanceof Error && error.name === 'ValidationException') {
    throw new InvalidCursor('The cursor leads nowhere.');
  }
  throw error;
}

/** DynamoDB filters what it has read: with a filter, few items read may be none found. */
const FILTERED_AT_ONCE = 500;
const readAtOnce = ({ FilterExpression }: QueryCommandInput, wanted: number): number =>
  FilterExpression === undefined ? wanted : Math.max(wanted, FILTERED_AT_ONCE);

/** A question's partition is never taken from a cursor. These are the other keys that say where an item lies in it. */
type KeyNames = { readonly partition: string; readonly sort: string; readonly others: readonly string[] };

function keyNamesOf({ IndexName }: QueryCommandInput): KeyNames {
  const { partitionKey, sortKey, indexes } = TABLE_SHAPE;
  const index = Object.values(indexes).find(({ name }) => name === IndexName);
  return index === undefined
    ? { partition: partitionKey, sort: sortKey, others: [] }
    : { partition: index.partitionKey, sort: index.sortKey, others: [partitionKey, sortKey] };
}

const positionOf = (item: Item, { sort, others }: KeyNames): readonly string[] =>
  [sort, ...others].map((name) => String(item[name]));

/** Where DynamoDB goes on. Refuses what lies outside the question or outside the site. */
function startAfter(
  { ExpressionAttributeValues: values = {} }: QueryCommandInput,
  { partition, sort, others }: KeyNames,
  { siteId }: CursorScope,
  position: readonly string[],
): Record<string, string> {
  const [sortValue = '', ...otherValues] = position;
  const prefix: unknown = values[':sk1'] ?? '';
  const own = otherValues[0] === undefined || otherValues[0].startsWith(`${siteId}#`);
  if (otherValues.length !== others.length || !own || typeof prefix !== 'string' || !sortValue.startsWith(prefix)) {
    throw new InvalidCursor('The cursor belongs to another list.');
  }
  const key: Record<string, string> = { [partition]: String(values[':pk']), [sort]: sortValue };
  others.forEach((name, index) => {
    key[name] = otherValues[index] ?? '';
  });
  return key;
}
