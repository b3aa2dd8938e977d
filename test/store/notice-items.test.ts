import { randomBytes } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoCommitLedgers } from '../../functions/adapters/dynamo/ledger/ledger-store.ts';
import { notificationChanges } from '../../functions/use-cases/notifications/notification-changes.ts';
import { put } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { sample } from './sample-records.ts';

const NOW = Date.parse('2026-05-05T05:05:05Z');
const now = { systemNow: () => NOW };

async function itemsOf({ client, table }: Connection) {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
  return Items.toSorted((a, b) => (a['pk'] < b['pk'] ? -1 : 1));
}

test('what a commit of ledgers tells lies in the table as ElectroDB would have put it', async () => {
  const ofNobody = sample('notification', 'demo', { notificationId: 'test-1', customerId: null });
  const changes = [
    put('notification', sample('notification', 'demo')),
    put('notification', ofNobody),
    put('outbox', sample('outbox', 'demo')),
    put(
      'outbox',
      sample('outbox', 'demo', {
        outboxId: 'o-2',
        message: { type: 'notifications.made.v1', notifications: [sample('notification', 'demo')] },
      }),
    ),
  ];
  const [byEntities, byHand] = [await freshTable(), await freshTable()];
  expect(await dynamoCommit(byEntities, now)(changes)).toBe('done');
  const commitLedgers = dynamoCommitLedgers(byHand, now);
  expect(await commitLedgers({ ledgers: [], also: changes })).toBe('done');
  const items = await itemsOf(byHand);
  expect(items).toHaveLength(4);
  expect(items).toEqual(await itemsOf(byEntities));
  // Told once: the same notification again is somebody else's.
  expect(await commitLedgers({ ledgers: [], also: changes })).toBe('conflict');
});

test('anything else is committed elsewhere', async () => {
  const commitLedgers = dynamoCommitLedgers(await freshTable(), now);
  await expect(commitLedgers({ ledgers: [], also: [put('site', sample('site', 'demo'))] })).rejects.toThrow('site');
});

test('a thousand notifications of one commit have room in its outbox, however long and different their texts are', async () => {
  const text = (length: number) => randomBytes(length).toString('base64url').slice(0, length);
  const notifications = Array.from({ length: 1000 }, (_, index) =>
    sample('notification', 'demo', {
      notificationId: `90-2026-${index}`,
      target: { channel: 'mail', template: 'LIMIT', to: { address: `${text(242)}@example.com` } },
      facts: {
        ...{ resource: 'EUR', total: '80', floor: '0', limit: '100' },
        event: { id: text(200), at: NOW },
      },
    }),
  );
  const commitLedgers = dynamoCommitLedgers(await freshTable(), now);
  expect(await commitLedgers({ ledgers: [], also: notificationChanges(NOW, notifications) })).toBe('done');
});
