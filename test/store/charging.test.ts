import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { appendEntries } from '../../domain/ledger/append-entries.ts';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import { dec, sum } from '../../domain/money/decimal.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { contractItems } from '../../functions/adapters/dynamo/contract/contract-items.ts';
import {
  dynamoCommitLedgers,
  dynamoLedgers,
  dynamoUsageLedgers,
  ledgerItems,
} from '../../functions/adapters/dynamo/ledger/ledger-store.ts';
import type { CommitLedgers, Ledgers, UsageLedgers } from '../../functions/ports.ts';
import { chargingIn, topUp } from '../functions/charging/charging-world.ts';
import { MARCH, newHead, profileOf, UsageWorld, usageMessage, usageProduct } from '../support/usage-world.ts';
import { freshTable } from './fresh-table.ts';

const DATA = usageProduct('data', { model: 'per-unit', unitPrice: '1' });

let connection: Connection;
let ledgers: Ledgers & UsageLedgers;
let commitLedgers: CommitLedgers;
beforeAll(async () => {
  connection = await freshTable();
  const { client, table } = connection;
  ledgers = { ...dynamoLedgers(client, table), ...dynamoUsageLedgers(client, table) };
  commitLedgers = dynamoCommitLedgers(connection);
});

/** A prepaid account with 100 EUR on the real table; everything else of the world stays in memory. */
async function prepaid(group: string) {
  const { client, table } = connection;
  const head = appendEntries(newHead(group), [topUp('100')]);
  const profile = { ...profileOf([DATA], group), paymentType: 'prepaid' as const, version: 0 };
  const contract = contractItems(table, { value: profile, before: null });
  const TransactItems = [...ledgerItems(table, { before: null, after: head }), ...contract];
  await client.send(new TransactWriteCommand({ TransactItems }));
  const world = new UsageWorld([DATA], { groups: Number(group) });
  const ports = { ...world.ports(), ledgers, commitLedgers };
  return { world, ports, charge: chargingIn(world, ports), at: world.now };
}

async function everything(group: string) {
  const account = await ledgers.load('demo', group);
  if (account === null) throw new Error(`no account ${group}`);
  const sealed = await ledgers.sealedEntries('demo', group, { from: MARCH.from, to: MARCH.to });
  return { head: account.head, entries: [...sealed, ...account.head.tail] };
}

test('of sixteen that reserve 10 of 100 at once ten get them, and the rest is told that nothing is left', async () => {
  const { charge, at } = await prepaid('1');
  const asked = Array.from({ length: 16 }, (_, place) => ({ id: `s${place}`, group: '1', at, quantity: '10' }));
  const outcomes = await Promise.all(asked.map((one) => charge.reserve(one)));
  expect(outcomes.filter((outcome) => outcome['granted'] === '10')).toHaveLength(10);
  expect(outcomes.filter((outcome) => outcome['refused'] === 'charging.limit_reached')).toHaveLength(6);
  const { head, entries } = await everything('1');
  const held = [...head.holds.values()].flatMap(({ impacts }) => impacts.map(({ amount }) => amount));
  expect(sum(held).toFixed()).toBe('100');
  expect(verifyHead(head, entries)).toBeNull();
  // Asked again they get what they got, and write nothing.
  const again = await Promise.all(asked.map((one) => charge.reserve(one)));
  expect(again.map((outcome) => outcome['granted'])).toEqual(
    outcomes.map((outcome) => ('refused' in outcome ? '0' : outcome['granted'])),
  );
  expect((await everything('1')).head.version).toBe(head.version);
});

test('sixteen whole sessions, each commit sent twice, beside a worker that rates: one charge each, and not a cent beyond', async () => {
  const { world, ports, charge, at } = await prepaid('2');
  const sessions = Array.from({ length: 16 }, async (_, place) => {
    const named = { id: `s${place}`, group: '2', at };
    const reserved = await charge.reserve({ ...named, quantity: '9', partial: true });
    const granted = dec(String(reserved['granted']));
    if ('refused' in reserved) return granted.times(0);
    if (place % 4 === 0) {
      await charge.release(named);
      return granted.times(0);
    }
    const quantity = granted.times('0.75').toFixed();
    const [one, other] = await Promise.all([1, 2].map(() => charge.commit({ ...named, quantity })));
    expect([one?.['outcome'], other?.['outcome']].toSorted()).toEqual(['committed', 'duplicate']);
    expect(one?.['drawn']).toEqual(other?.['drawn']);
    return dec(quantity);
  });
  const rated = Array.from({ length: 8 }, async (_, place) => {
    const message = usageMessage({ id: `e${place}`, identifier: 'data-2', at, fields: { volume: '3' } });
    const outcome = await world.rate([message], ports);
    expect(outcome.faults).toEqual([]);
    return dec(outcome.rated === 1 ? '3' : '0');
  });
  const used = sum(await Promise.all([...sessions, ...rated]));
  const { head, entries } = await everything('2');
  const money = sum([...head.buckets.values()].map(({ amount }) => amount));
  expect(money.toFixed()).toBe(used.minus(100).toFixed());
  expect(money.lte(0)).toBe(true);
  expect(head.holds.size).toBe(0);
  expect(verifyHead(head, entries)).toBeNull();
});
