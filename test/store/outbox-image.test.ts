import { createHash } from 'node:crypto';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, inject, test } from 'vitest';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { outboxFromImage } from '../../functions/adapters/dynamo/records/outbox-image.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import { put, stored } from './changes.ts';
import { freshTable } from './fresh-table.ts';
import { sample } from './sample-records.ts';

let connection: Connection;

beforeAll(async () => {
  connection = await freshTable();
});

/** An item as DynamoDB itself words it: so it comes over the stream, too. */
async function imageOf(pk: string, sk: string): Promise<unknown> {
  const client = new DynamoDBClient({
    endpoint: inject('dynamoDbUrl'),
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const Key = { pk: { S: pk }, sk: { S: sk } };
  const { Item } = await client.send(new GetItemCommand({ TableName: connection.table, Key }));
  return Item;
}

test('the stream gives back what was put into the outbox', async () => {
  const outbox = sample('outbox', 'stream');
  await dynamoCommit(connection)([put('outbox', outbox)]);
  expect(outboxFromImage(await imageOf('stream#outbox#o-1', 'outbox'))).toEqual(stored(outbox));
});

test('the stream gives back a request for notifications, too', async () => {
  const message = {
    type: 'notifications.requested.v1',
    notifications: [
      { notificationId: '1001-57-1', request: 1 },
      { notificationId: '1001-57-2', request: 7 },
    ],
  } as const;
  const outbox = sample('outbox', 'stream', { outboxId: 'o-2', message });
  await dynamoCommit(connection)([put('outbox', outbox)]);
  expect(outboxFromImage(await imageOf('stream#outbox#o-2', 'outbox'))).toEqual(stored(outbox));
});

test('the stream gives back identifiers that are to be given back', async () => {
  const released = { identifier: '041-1', serviceId: '5001', at: 1_775_000_000_000, quarantineDays: 30, zone: 'UTC' };
  const outbox = sample('outbox', 'stream', {
    outboxId: 'o-4',
    message: { type: 'identifiers.released.v1', identifiers: [released, { ...released, identifier: '041-2' }] },
  });
  await dynamoCommit(connection)([put('outbox', outbox)]);
  expect(outboxFromImage(await imageOf('stream#outbox#o-4', 'outbox'))).toEqual(stored(outbox));
});

test('the stream gives back whole notifications, as many as one record holds', async () => {
  const notifications = Array.from({ length: 1000 }, (_, index) =>
    sample('notification', 'stream', {
      notificationId: `1001-57-${index}`,
      target: { channel: 'mail', template: 'GONE', to: { address: addressNo(index) } },
      version: 0,
    }),
  );
  const outbox = sample('outbox', 'stream', {
    outboxId: 'o-3',
    message: { type: 'notifications.made.v1', notifications },
  });
  await dynamoCommit(connection)([put('outbox', outbox)]);
  expect(outboxFromImage(await imageOf('stream#outbox#o-3', 'outbox'))).toEqual(stored(outbox));
  expect(await dynamoRecords(connection).get('outbox', 'stream', { outboxId: 'o-3' })).toEqual(stored(outbox));
});

/** As long as an address may be, and like no other. */
const addressNo = (index: number): string =>
  `${createHash('sha512').update(`${index}`).digest('hex').repeat(2).slice(0, 200)}@example.com`;

test('anything else is refused', async () => {
  await dynamoCommit(connection)([put('contact', sample('contact', 'stream'))]);
  const contact = await imageOf('stream#customer#000000001001', 'contact#primary');
  expect(() => outboxFromImage(contact)).toThrow();
  expect(() => outboxFromImage(undefined)).toThrow();
});
