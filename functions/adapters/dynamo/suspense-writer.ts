import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { namedInUsage } from '../../../events/named-in-usage.ts';
import type { SuspenseRecord } from '../../records.ts';
import { retryConflicts } from '../../use-cases/retry-conflicts.ts';
import type { NewSuspense, SuspenseWriter } from '../../use-cases/usage/rate-usage-ports.ts';
import type { Connection } from './connection.ts';
import { instantKey } from './keys.ts';
import { lostRace } from './lost-race.ts';
import { putIfVersion } from './records/conditional-write.ts';

/** Written by hand as suspenseEntity reads it: the rating worker must start fast. */
const suspenseKey = ({ siteId, suspenseId }: NewSuspense) => ({
  pk: `${siteId}#suspense#${suspenseId}`,
  sk: 'suspense',
});

/** Opens the record of a message that could not be rated, or opens it again when it comes back after a retry. */
export function dynamoSuspenseWriter({ client, table }: Connection): SuspenseWriter {
  return {
    suspend: (fresh) =>
      retryConflicts(`suspense ${fresh.suspenseId}`, async () => {
        const key = suspenseKey(fresh);
        const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
        const stored = Item?.['data'] as SuspenseRecord | undefined;
        if (stored?.status === 'open' && stored.reason === fresh.reason) return true;
        const read = stored?.version ?? 0;
        const record: SuspenseRecord = {
          ...fresh,
          ...namedInUsage(fresh.payload),
          status: 'open',
          version: read + 1,
        };
        const { Put } = putIfVersion({ TableName: table, Item: { ...key, ...indexed(fresh), data: record } }, read);
        if (Put === undefined) return null;
        try {
          await client.send(new PutCommand(Put));
          return true;
        } catch (error) {
          if (lostRace(error)) return null;
          throw error;
        }
      }).then(() => undefined),
  };
}

const indexed = ({ siteId, suspenseId, receivedAt }: NewSuspense) => ({
  entity: 'suspense',
  schema: '1',
  siteId,
  suspenseId,
  list: 'suspense',
  listKey: `${instantKey(receivedAt)}#${suspenseId}`,
  gsi2pk: `${siteId}#suspense`,
  gsi2sk: `${instantKey(receivedAt)}#${suspenseId}`,
});
