import { expect, test } from 'vitest';
import type { Price } from '../../../domain/catalog/price.ts';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { expireBuckets } from '../../../domain/ledger/expire-buckets.ts';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import { decimalText } from '../../../domain/money/decimal.ts';
import { nextCycle } from '../../../domain/time/cycle.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { rerateGroup, standingOf } from '../../support/rerate-world.ts';
import {
  APRIL,
  at,
  bookOf,
  grant,
  MARCH,
  profileOf,
  UsageWorld,
  usageMessage,
  usageProduct,
} from '../../support/usage-world.ts';

const perUnit = (unitPrice: string): Price => ({ model: 'per-unit', unitPrice });
const data = (price: Price) => usageProduct('data', price, { allowance: 'MB', tax: 'VAT22' });
const GRANT = grant('MB', '-100', { from: MARCH.from, to: APRIL.to });
const worldOf = (price: Price) => new UsageWorld([data(price)], { grants: [GRANT] });
const rightBook = (price: Price) => ({ ...bookOf([data(price)]), version: 2 });
const use = (id: string, volume: string, day = '2026-03-10') =>
  usageMessage({ id, at: at(`${day}T12:00:00Z`), fields: { volume } });

/** The bill of March is made: its charges leave the ledger and April is open. */
async function billMarch(world: UsageWorld): Promise<void> {
  const head = world.head();
  const rule = profileOf([data(perUnit('1'))]).cycleRule;
  if (rule === null) throw new Error('a cycle was expected');
  const cycles = { active: APRIL, next: nextCycle(rule, APRIL) };
  const bill = draftEntry({
    ...{ kind: 'bill', id: '900', at: MARCH.to, recordedAt: MARCH.to, cycles },
    bill: { billId: '900', cycle: MARCH.from },
  });
  const after = appendEntries(head, [...expireBuckets(head, MARCH.from, MARCH.to), bill]);
  await world.ports().commitLedgers({ ledgers: [{ before: head, after }] });
}

test('0.20 instead of 0.02: the difference is charged with its tax, and the ledger is as if it had been right', async () => {
  const wrong = worldOf(perUnit('0.20'));
  const right = worldOf(perUnit('0.02'));
  const messages = [use('1', '150'), use('2', '50', '2026-03-11')];
  await wrong.rate(messages);
  await right.rate(messages);
  const rerated = await rerateGroup(wrong, rightBook(perUnit('0.02')));
  expect(rerated).toMatchObject({ events: 2, corrected: 2, unrated: [] });
  // 50 MB at −0.18 net and 22 % of it, each time.
  const drafts = rerated.corrections.flat().map(({ draft }) => draft);
  expect(
    drafts.map(({ id, corrects, impacts }) => [id, corrects, ...impacts.map(({ amount }) => decimalText(amount))]),
  ).toEqual([
    ['rerating:3:1', 3, '-10.98'],
    ['rerating:4:1', 4, '-10.98'],
  ]);
  expect(drafts[0]).toMatchObject({ at: at('2026-03-10T12:00:00Z'), recordedAt: wrong.now, note: 'a price mistake' });
  expect(standingOf(wrong.head())).toEqual(standingOf(right.head()));
  expect(wrong.verify()).toBeNull();
});

test('the second time nothing is posted; a third price corrects what the first correction left', async () => {
  const world = worldOf(perUnit('0.20'));
  await world.rate([use('1', '200')]);
  await rerateGroup(world, rightBook(perUnit('0.02')));
  const before = world.head();
  expect(await rerateGroup(world, rightBook(perUnit('0.02')))).toMatchObject({
    corrections: [],
    corrected: 0,
    events: 1,
  });
  expect(world.head()).toEqual(before);
  const [correction] = (await rerateGroup(world, rightBook(perUnit('0.03')))).corrections;
  // 100 MB from 0.02 to 0.03, and 22 %.
  expect(correction?.[0]?.draft).toMatchObject({ id: 'rerating:3:2', corrects: 3 });
  expect(decimalText(correction?.[0]?.draft.impacts[0]?.amount ?? (null as never))).toBe('1.22');
});

test('nothing differs when the prices are the same, however events were late and out of order', async () => {
  const tiers: Price = {
    model: 'graduated',
    basis: 'cycle',
    tiers: [
      { upTo: '100', unitPrice: '0.10' },
      { upTo: null, unitPrice: '0.05' },
    ],
  };
  const world = worldOf(tiers);
  await world.rate([use('1', '150', '2026-03-20')]);
  await world.rate([use('2', '60', '2026-03-05'), use('3', '60', '2026-03-25')]);
  await billMarch(world);
  world.now = at('2026-04-20T00:00:00Z');
  await world.rate([use('late', '30', '2026-03-06'), use('5', '10', '2026-04-10')]);
  expect(await rerateGroup(world, rightBook(tiers))).toMatchObject({ corrections: [], events: 5 });
});

test('what was billed is corrected on the bill that is open now, with the event’s own time', async () => {
  const world = worldOf(perUnit('0.20'));
  await world.rate([use('1', '200')]);
  await billMarch(world);
  world.now = at('2026-04-20T00:00:00Z');
  const { corrections } = await rerateGroup(world, rightBook(perUnit('0.02')));
  const [impact] = corrections.flat()[0]?.draft.impacts ?? [];
  expect(impact).toMatchObject({ bucket: `EUR|${APRIL.from}|${APRIL.to}|charges`, charge: { cycle: APRIL.from } });
  // 100 MB at −0.18; the quantity was billed and stays.
  expect(standingOf(world.head()).lines).toEqual([
    `${APRIL.from}|usage|data-usage|VAT22| net -18 tax -3.96 quantity 0`,
  ]);
  expect(world.verify()).toBeNull();
  expect(await rerateGroup(world, rightBook(perUnit('0.02')))).toMatchObject({ corrections: [] });
});

test('a product that loses its allowance gives the grant back, and its tiers count what is charged now', async () => {
  const tiers: Price = {
    model: 'graduated',
    basis: 'cycle',
    tiers: [
      { upTo: '100', unitPrice: '0.10' },
      { upTo: null, unitPrice: '0.05' },
    ],
  };
  const world = worldOf(tiers);
  const messages = [use('1', '80'), use('2', '80', '2026-03-11'), use('3', '80', '2026-03-12')];
  await world.rate(messages);
  const bare = usageProduct('data', tiers, { tax: 'VAT22' });
  const right = new UsageWorld([bare], { grants: [GRANT] });
  await right.rate(messages);
  await rerateGroup(world, { ...bookOf([bare]), version: 2 });
  expect(standingOf(world.head())).toEqual(standingOf(right.head()));
  expect(world.verify()).toBeNull();
});

test('what a grant that is over would have had left does not come back to life', async () => {
  const march = grant('MB', '-100', MARCH);
  const half = { ...data(perUnit('0.20')), serviceType: 'data' };
  const world = new UsageWorld([half], { grants: [march] });
  await world.rate([use('1', '70')]);
  // Billing March expires nothing of March yet; billing April does.
  await billMarch(world);
  const head = world.head();
  await world.ports().commitLedgers({
    ledgers: [{ before: head, after: appendEntries(head, expireBuckets(head, APRIL.from, APRIL.from)) }],
  });
  world.now = at('2026-04-20T00:00:00Z');
  const bare = usageProduct('data', perUnit('0.20'), { tax: 'VAT22' });
  const rerated = await rerateGroup(world, { ...bookOf([bare]), version: 2 });
  // 70 MB come back to the event's own time and expire with the other 30.
  expect(rerated.corrections).toHaveLength(2);
  expect(standingOf(world.head()).buckets.filter((text) => text.startsWith('MB'))).toEqual([]);
  expect(world.verify()).toBeNull();
  expect(await rerateGroup(world, { ...bookOf([bare]), version: 2 })).toMatchObject({ corrections: [] });
});

test('what comes back to a grant without an end that had left the ledger is there again, to be used', async () => {
  const endless = grant('MB', '-100', { from: MARCH.from, to: FOREVER });
  const bare = usageProduct('data', perUnit('0.20'), { tax: 'VAT22' });
  const world = new UsageWorld([data(perUnit('0.20'))], { grants: [endless] });
  await world.rate([use('1', '70'), use('2', '30', '2026-03-11')]);
  await billMarch(world);
  const inHand = () => standingOf(world.head()).buckets.filter((text) => text.startsWith('MB'));
  expect([...world.head().buckets.values()].filter(({ resource }) => resource === 'MB')).toEqual([]);
  world.now = at('2026-04-20T00:00:00Z');
  expect((await rerateGroup(world, { ...bookOf([bare]), version: 2 })).corrections).toHaveLength(2);
  expect(inHand()).toEqual([`${endless.impacts[0]?.bucket} -100`]);
  await world.rate([use('3', '60', '2026-04-10')]);
  expect(inHand()).toEqual([`${endless.impacts[0]?.bucket} -40`]);
  expect(world.verify()).toBeNull();
  // The last event, too: the whole grant is in hand, whatever of it had left.
  expect(await rerateGroup(world, { ...bookOf([bare]), version: 2 })).toMatchObject({ events: 3, corrected: 1 });
  expect(inHand()).toEqual([`${endless.impacts[0]?.bucket} -100`]);
  expect(world.verify()).toBeNull();
});

test('an allowance that was bought late, for a time that is over, is used up by the usage of that time', async () => {
  const world = new UsageWorld([data(perUnit('0.20'))]);
  await world.rate([use('1', '150'), use('2', '50', '2026-03-11')]);
  const head = world.head();
  await world.ports().commitLedgers({ ledgers: [{ before: head, after: appendEntries(head, [GRANT]) }] });
  const rerated = await rerateGroup(world, rightBook(perUnit('0.20')));
  expect(rerated).toMatchObject({ corrected: 1 });
  const right = worldOf(perUnit('0.20'));
  await right.rate([use('1', '150'), use('2', '50', '2026-03-11')]);
  expect(standingOf(world.head())).toEqual(standingOf(right.head()));
});

test('what the catalog cannot rate any more stays as it was, and is told', async () => {
  const world = worldOf(perUnit('0.20'));
  await world.rate([use('1', '150'), use('2', '10')]);
  const rerated = await rerateGroup(world, { ...bookOf([]), version: 2 });
  expect(rerated).toMatchObject({ corrections: [], corrected: 0, events: 2 });
  expect(rerated.unrated.map(({ seq, reason }) => [seq, reason])).toEqual([
    [3, 'NO_RATE'],
    [4, 'NO_RATE'],
  ]);
});

test('only what is wanted is corrected; the rest counts for tiers as it stands', async () => {
  const world = worldOf(perUnit('0.20'));
  await world.rate([use('1', '200'), use('2', '100', '2026-03-11')]);
  const rerated = await rerateGroup(world, rightBook(perUnit('0.02')), {
    isWanted: (entry) => entry.at >= at('2026-03-11T00:00:00Z'),
  });
  expect(rerated).toMatchObject({ events: 1, corrected: 1 });
  expect(rerated.corrections.flat()[0]?.draft.corrects).toBe(4);
});
