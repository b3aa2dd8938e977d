import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { contractItems } from '../../functions/adapters/dynamo/contract/contract-items.ts';
import {
  dynamoCommitLedgers,
  dynamoLedgers,
  dynamoUsageLedgers,
  ledgerItems,
} from '../../functions/adapters/dynamo/ledger/ledger-store.ts';
import type { CommitLedgers, Ledgers, UsageLedgers } from '../../functions/ports.ts';
import { MARCH, newHead, profileOf, UsageWorld, usageMessage, usageProduct } from '../support/usage-world.ts';
import { freshTable } from './fresh-table.ts';

const DATA = usageProduct('data', { model: 'per-unit', unitPrice: '0.02' }, { tax: 'VAT22' });

let connection: Connection;
let ledgers: Ledgers & UsageLedgers;
let commitLedgers: CommitLedgers;
beforeAll(async () => {
  connection = await freshTable();
  const { client, table } = connection;
  ledgers = { ...dynamoLedgers(client, table), ...dynamoUsageLedgers(client, table) };
  commitLedgers = dynamoCommitLedgers(connection);
});

async function openAccount(group: string): Promise<void> {
  const { client, table } = connection;
  await client.send(
    new TransactWriteCommand({
      TransactItems: [
        ...ledgerItems(table, { before: null, after: newHead(group) }),
        ...contractItems(table, { value: { ...profileOf([DATA], group), version: 0 }, before: null }),
      ],
    }),
  );
}

/** The worker on the real table; everything else of the world stays in memory. */
const workerOf = (world: UsageWorld) => ({ ...world.ports(), ledgers, commitLedgers });

async function everything(group: string) {
  const account = await ledgers.load('demo', group);
  if (account === null) throw new Error(`no account ${group}`);
  const sealed = await ledgers.sealedEntries('demo', group, { from: MARCH.from, to: MARCH.to });
  return { account, entries: [...sealed, ...account.head.tail], sealed };
}

test('head and contract come back in one read, as they were written', async () => {
  await openAccount('1');
  const account = await ledgers.load('demo', '1');
  expect(account?.head).toEqual({ ...newHead('1'), version: 1 });
  expect(account?.profile).toEqual({ ...profileOf([DATA], '1'), version: 1 });
  expect(await ledgers.load('demo', '999')).toBeNull();
  expect(await ledgers.load('other', '1')).toBeNull();
});

test('sixteen workers that feed one balance group lose and double nothing, and none of them starves', async () => {
  await openAccount('2');
  const world = new UsageWorld([DATA], { groups: 2 });
  const worker = workerOf(world);
  const events = Array.from({ length: 1600 }, (_, index) =>
    usageMessage({
      id: `event-${(index * 2654435761) % 4294967296}-${index}`,
      identifier: 'data-2',
      at: MARCH.from + index * 1000,
      fields: { volume: '1' },
    }),
  );
  const workers = Array.from({ length: 16 }, async (_, place) => {
    // Every worker gets a hundred events of its own and fifty of its neighbour's, in batches of thirty.
    const mine = [...events.slice(place * 100, place * 100 + 150)];
    for (let from = 0; from < mine.length; from += 30) {
      const outcome = await world.rate(mine.slice(from, from + 30), worker);
      expect(outcome.faults).toEqual([]);
    }
  });
  await Promise.all(workers);
  const { account, entries, sealed } = await everything('2');
  expect(verifyHead(account.head, entries)).toBeNull();
  expect(account.head.usageCount).toBe(1600);
  expect(sealed.length).toBeGreaterThan(0);
  const [line] = account.head.unbilled.values();
  expect([line?.net.toFixed(), line?.tax.toFixed(), line?.events]).toEqual(['32', '7.04', 1600]);
  expect(world.tally).toMatchObject({ rated: 1600, duplicate: 16 * 50 - 50, suspended: 0 });
});

test('a commit on an old version writes nothing, neither head nor chunks', async () => {
  await openAccount('3');
  const world = new UsageWorld([DATA], { groups: 3 });
  const stale = await ledgers.load('demo', '3');
  const batch = (prefix: string) =>
    Array.from({ length: 200 }, (_, index) =>
      usageMessage({
        id: `${prefix}-${(index * 40503) % 65521}-${index}`,
        identifier: 'data-3',
        at: MARCH.from + index,
      }),
    );
  await world.rate(batch('first'), workerOf(world));
  const before = await everything('3');
  const outcome = await commitLedgers({ ledgers: [{ before: stale?.head ?? null, after: before.account.head }] });
  expect(outcome).toBe('conflict');
  expect(await everything('3')).toEqual(before);
});

test('late usage finds its repeat in the chunk of its time, also across months', async () => {
  await openAccount('4');
  const world = new UsageWorld([DATA], { groups: 4 });
  const spread = Array.from({ length: 120 }, (_, index) =>
    usageMessage({
      id: `spread-${(index * 48271) % 2147483647}-${index}`,
      identifier: 'data-4',
      at: MARCH.from - 60 * 86_400_000 + index * 12 * 3_600_000,
    }),
  );
  const worker = workerOf(world);
  for (let from = 0; from < spread.length; from += 20) await world.rate(spread.slice(from, from + 20), worker);
  const account = await ledgers.load('demo', '4');
  expect(account?.head.sealedThrough).toBeGreaterThan(0);
  expect(await world.rate(spread, worker)).toMatchObject({ rated: 0, duplicate: 120, suspended: 0 });
});

test('a read that falls between the two writes of a transaction is repeated until ledger and contract agree', async () => {
  await openAccount('5');
  const before = await ledgers.load('demo', '5');
  if (before === null) throw new Error('no account');
  const commit = dynamoCommit(connection);
  const outcome = await commit([
    { put: 'ledger', value: { before: before.head, after: before.head } },
    { put: 'ratingProfile', value: { ...before.profile, name: 'Changed' }, before: before.profile },
  ]);
  expect(outcome).toBe('done');

  // Plays a query that saw the transaction's head and not yet its contract, once.
  const [first] = contractItems(connection.table, { value: { ...before.profile, version: 0 }, before: null });
  const old = first?.Put?.Item ?? {};
  let torn = 0;
  const client = new Proxy(connection.client, {
    get: (target, name, receiver) =>
      name !== 'send'
        ? Reflect.get(target, name, receiver)
        : async (command: QueryCommand) => {
            const answer = await target.send(command);
            if (torn++ > 0) return answer;
            return { ...answer, Items: (answer.Items ?? []).map((item) => (item['sk'] === 'profile' ? old : item)) };
          },
  });
  const account = await dynamoLedgers(client, connection.table).load('demo', '5');
  expect(account?.profile.name).toBe('Changed');
  expect(account?.head.contractVersion).toBe(account?.profile.version);
  expect(torn).toBe(2);
});

test('a late event reads the chunks of its hour, however many there are of its month', async () => {
  await openAccount('6');
  const world = new UsageWorld([DATA], { groups: 6 });
  const worker = workerOf(world);
  const MINUTE = 60_000;
  const usage = (index: number) =>
    usageMessage({
      id: `${(index * 48271) % 2147483647}-${(index * 40503) % 65521}-${index}`,
      identifier: 'data-6',
      at: MARCH.from + index * MINUTE,
    });
  // Two days, and now and then an event that comes many hours late.
  for (let from = 0; from < 2880; from += 40) {
    const batch = Array.from({ length: 40 }, (_, index) => usage(from + index));
    await world.rate(from > 1200 ? [...batch.slice(1), usage(from - 1200)] : batch, worker);
  }
  const all = await ledgers.sealedEntries('demo', '6', { from: MARCH.from, to: MARCH.to });
  expect(all.length).toBeGreaterThan(2500);
  const at = MARCH.from + 864 * MINUTE;
  const found = await ledgers.sealedEntries('demo', '6', { from: at, to: at });
  expect(found.map((entry) => entry.at)).toContain(at);
  expect(found.length).toBeLessThan(150);
  expect(await world.rate([usage(864)], worker)).toMatchObject({ duplicate: 1, rated: 0 });
});

test('usage of a month in no order at all is looked for in few requests, and each chunk is read once', async () => {
  await openAccount('7');
  const world = new UsageWorld([DATA], { groups: 7 });
  const { client, table } = connection;
  let requests = 0;
  const watched = new Proxy(client, {
    get: (target, name, receiver) =>
      name !== 'send'
        ? Reflect.get(target, name, receiver)
        : (command: Parameters<typeof target.send>[0]) => {
            if (command instanceof QueryCommand) requests += 1;
            return target.send(command);
          },
  });
  const usage = dynamoUsageLedgers(watched, table);
  const worker = { ...workerOf(world), ledgers: usage };
  const messages = Array.from({ length: 600 }, (_, index) =>
    usageMessage({
      id: `${(index * 48271) % 2147483647}-${(index * 40503) % 65521}-${index}`,
      identifier: 'data-7',
      at: MARCH.from + ((index * 7919) % 20_000) * 60_000,
    }),
  );
  for (let from = 0; from < 600; from += 50) {
    requests = 0;
    expect(await world.rate(messages.slice(from, from + 50), worker)).toMatchObject({ rated: 50 });
    // The account, and of eight ranges: eight of the hours', eight of the half days' at most, one of the months' chunks.
    expect(requests).toBeLessThanOrEqual(1 + 8 + 8 + 1);
  }
  const at = (index: number) => MARCH.from + ((index * 7919) % 20_000) * 60_000;
  const ranges = [3, 40, 77, 300].map((index) => ({ from: at(index), to: at(index) }));
  const found = await usage.sealedEntries('demo', '7', ...ranges);
  expect(new Set(found.map(({ seq }) => seq)).size).toBe(found.length);
  for (const range of ranges) {
    const alone = await usage.sealedEntries('demo', '7', range);
    expect(found.map(({ seq }) => seq)).toEqual(expect.arrayContaining(alone.map(({ seq }) => seq)));
  }
  const again = await world.rate([...messages.slice(100, 130), ...messages.slice(400, 420)], worker);
  expect(again).toMatchObject({ duplicate: 50, rated: 0 });
});
