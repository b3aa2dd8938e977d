import { expect, test } from 'vitest';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { billedLines } from '../../../domain/ledger/billed-lines.ts';
import { expireBuckets } from '../../../domain/ledger/expire-buckets.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { dec } from '../../../domain/money/decimal.ts';
import { APRIL, at, grant, MARCH, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

const MAY = { from: APRIL.to, to: at('2026-06-01T00:00:00Z') };
const DATA = usageProduct('data', { model: 'per-unit', unitPrice: '0.02' }, { allowance: 'MB', tax: 'VAT22' });
const bill = draftEntry({
  kind: 'bill',
  id: '110',
  at: MARCH.to,
  recordedAt: MARCH.to,
  cycles: { active: APRIL, next: MAY },
  bill: { billId: '110', cycle: MARCH.from },
});

async function usedLedger(): Promise<Head> {
  const world = new UsageWorld([DATA], { grants: [grant('MB', '-1000', MARCH)] });
  world.now = at('2026-04-10T00:00:00Z');
  await world.rate([
    usageMessage({ id: '1', fields: { volume: '1200' } }),
    usageMessage({ id: '2', at: at('2026-04-03T00:00:00Z'), fields: { volume: '50' } }),
  ]);
  return world.head();
}

test('a bill entry takes the charges of its cycle, opens the next and leaves the others', async () => {
  const head = await usedLedger();
  const billed = appendEntries(head, [bill]);
  expect(
    billedLines(billed.tail)
      .get('110')
      ?.map(({ net, tax }) => [net.toFixed(), tax.toFixed()]),
  ).toEqual([['4', '0.88']]);
  expect([...billed.unbilled.values()].map(({ cycle, net }) => [cycle, net.toFixed()])).toEqual([[APRIL.from, '1']]);
  expect(
    [...billed.buckets.values()]
      .filter(({ resource }) => resource === 'EUR')
      .map(({ from, amount }) => [from, amount.toFixed()]),
  ).toEqual([[APRIL.from, '1.22']]);
  expect(billed.cycles).toEqual({ active: APRIL, next: MAY });
  expect(verifyHead(billed, billed.tail)).toBeNull();
});

test('what is left of a grant expires by an entry, and spent buckets go', async () => {
  const world = new UsageWorld([DATA], { grants: [grant('MB', '-1000', MARCH)] });
  await world.rate([usageMessage({ id: '1', fields: { volume: '300' } })]);
  const expired = appendEntries(world.head(), expireBuckets(world.head(), MARCH.to, APRIL.from));
  expect([...expired.buckets.values()].filter(({ resource }) => resource === 'MB')).toEqual([]);
  expect(expired.tail.at(-1)?.impacts.map(({ amount }) => amount.toFixed())).toEqual(['700']);
  expect(verifyHead(expired, expired.tail)).toBeNull();
  expect(expireBuckets(expired, MARCH.to, APRIL.from)).toEqual([]);
});

test.for([
  { damage: 'a balance', tamper: (head: Head): Head => ({ ...head, buckets: new Map([...head.buckets].slice(1)) }) },
  {
    damage: 'a cent of a charge',
    tamper: (head: Head): Head => ({
      ...head,
      unbilled: new Map([...head.unbilled].map(([key, line]) => [key, { ...line, net: line.net.plus(dec('0.01')) }])),
    }),
  },
  { damage: 'the count of usage', tamper: (head: Head): Head => ({ ...head, usageCount: head.usageCount - 1 }) },
  { damage: 'the open cycle', tamper: (head: Head): Head => ({ ...head, cycles: { active: APRIL, next: MAY } }) },
  { damage: 'an entry', tamper: (head: Head): Head => ({ ...head, tail: head.tail.slice(0, -1) }) },
  { damage: 'an entry in the middle', tamper: (head: Head): Head => ({ ...head, tail: head.tail.toSpliced(1, 1) }) },
])('verification finds that $damage was lost', async ({ tamper }) => {
  const head = await usedLedger();
  expect(verifyHead(head, head.tail)).toBeNull();
  const damaged = tamper(head);
  expect(verifyHead(damaged, damaged.tail)).not.toBeNull();
});
