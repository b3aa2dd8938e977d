import { expect, test } from 'vitest';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { billedLines } from '../../../domain/ledger/billed-lines.ts';
import { RUNNING } from '../../../domain/ledger/bucket-key.ts';
import { expireBuckets } from '../../../domain/ledger/expire-buckets.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { dec } from '../../../domain/money/decimal.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
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

const ENDLESS = { from: MARCH.from, to: FOREVER };

test('a grant without an end leaves once it is used up and nothing of it is set aside; what it was granted is in its entries', async () => {
  const grants = [grant('MB', '-100', ENDLESS), grant('MB', '-50', { from: MARCH.from + 1, to: FOREVER })];
  const world = new UsageWorld([DATA], { grants });
  await world.rate([usageMessage({ id: '1', fields: { volume: '100' } })]);
  const used = world.head();
  const [spent] = [...used.buckets].filter(([, { amount, origin }]) => amount.isZero() && origin !== RUNNING);
  if (spent === undefined) throw new Error('a used up grant was expected');
  const reserve = draftEntry({
    ...{ kind: 'reserve', id: 'session', at: MARCH.from, recordedAt: MARCH.from },
    hold: {
      ...{ id: 'session', service: '1', at: MARCH.from, expiresAt: APRIL.to, quantity: dec('1'), counts: [] },
      impacts: [{ resource: 'MB', bucket: spent[0], amount: dec('0') }],
    },
  });
  expect(expireBuckets(appendEntries(used, [reserve]), MARCH.from, MARCH.to)).toEqual([]);
  const after = appendEntries(used, [...expireBuckets(used, MARCH.from, MARCH.to), bill]);
  expect(mbOf(after)).toEqual([['-50', '-50']]);
  expect(after.tail.at(-2)).toMatchObject({ kind: 'expiry', impacts: [], spent: [spent[0]] });
  expect(verifyHead(after, after.tail)).toBeNull();
  // What comes back to it comes back under its own name.
  const [resource, bucket] = ['MB', spent[0]];
  const back = draftEntry({
    ...{ kind: 'rerating', id: 'rerating:3:1', at: MARCH.from, recordedAt: APRIL.from, corrects: 3 },
    impacts: [{ resource, bucket, amount: dec('-30'), charge: null }],
  });
  const again = appendEntries(after, [back]);
  expect(again.buckets.get(bucket)).toMatchObject({ resource, ...ENDLESS, origin: spent[1].origin });
  expect(mbOf(again)).toEqual([
    ['-50', '-50'],
    ['-30', '-30'],
  ]);
  expect(verifyHead(again, again.tail)).toBeNull();
});

test('an account that tops up every month holds no more after ten years than after one', async () => {
  const world = new UsageWorld([DATA]);
  let head = world.head();
  let cycles = head.cycles;
  const sizes: number[] = [];
  for (let month = 0; month < 120; month++) {
    const { from } = cycles.active;
    const topUp = grant('MB', '-100', { from, to: FOREVER });
    const [impact] = topUp.impacts;
    if (impact === undefined) throw new Error('a grant was expected');
    const use = draftEntry({
      ...{ kind: 'usage', id: `${month}`, at: from, recordedAt: from },
      impacts: [{ ...impact, amount: dec('100') }],
    });
    const next = { from: cycles.next.to, to: cycles.next.to + (cycles.next.to - cycles.next.from) };
    const turn = draftEntry({
      ...{ kind: 'bill', id: `${month}`, at: cycles.active.to, recordedAt: cycles.active.to },
      cycles: { active: cycles.next, next },
      bill: { billId: `${month}`, cycle: from },
    });
    head = appendEntries(head, [topUp, use]);
    head = appendEntries(head, [...expireBuckets(head, from, cycles.active.to), turn]);
    cycles = head.cycles;
    sizes.push(head.buckets.size);
  }
  expect(new Set(sizes)).toEqual(new Set([sizes[0]]));
  expect(verifyHead(head, head.tail)).toBeNull();
});

const mbOf = ({ buckets }: Head) =>
  [...buckets.values()]
    .filter(({ resource }) => resource === 'MB')
    .map(({ amount, granted }) => [amount.toFixed(), granted.toFixed()]);

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
