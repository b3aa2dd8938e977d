import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { RUNNING } from '../../domain/ledger/bucket-key.ts';
import { dec, sum } from '../../domain/money/decimal.ts';
import type { RateUsagePorts } from '../../functions/use-cases/usage/rate-usage-ports.ts';
import { fc } from '../support/chance.ts';
import { APRIL, at, grant, MARCH, UsageWorld, usageMessage, usageProduct } from '../support/usage-world.ts';

const GRADUATED = usageProduct(
  'data',
  {
    model: 'graduated',
    basis: 'cycle',
    tiers: [
      { upTo: '100', unitPrice: '0.10' },
      { upTo: '500', unitPrice: '0.08' },
      { upTo: null, unitPrice: '0.05' },
    ],
  },
  { allowance: 'MB', tax: 'VAT22' },
);
/** Tiers that count over the cycle and a grant: both depend on what came before, and still only the sum may matter. */
const newWorld = () =>
  new UsageWorld([GRADUATED], { groups: 3, grants: [grant('MB', '-50', { from: MARCH.from, to: APRIL.to })] });

const events = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 1000 }).map(String),
    group: fc.constantFrom('1', '2', '3'),
    minute: fc.integer({ min: 0, max: 60 * 24 * 30 }),
    volume: fc.integer({ min: 0, max: 4000 }).map((tenths) => dec(`${tenths}`).div(10).toFixed()),
  }),
  { minLength: 1, maxLength: 60, selector: ({ id }) => id },
);
type Generated = { id: string; group: string; minute: number; volume: string };

/** Ids like real ones, which deflate cannot shrink: so that tails fill and chunks are sealed within a few dozen events. */
const realId = (id: string) => createHash('sha256').update(id).digest('base64').repeat(2);

const messageOf = ({ id, group, minute, volume }: Generated) =>
  usageMessage({ id: realId(id), identifier: `data-${group}`, at: MARCH.from + minute * 60_000, fields: { volume } });

/** Everything that must not depend on how the events came. */
function sums(world: UsageWorld) {
  return ['1', '2', '3'].map((group) => {
    const { buckets, unbilled, counters, usageCount } = world.head(group);
    return {
      usageCount,
      money: sum([...buckets.values()].filter(({ origin }) => origin === RUNNING).map(({ amount }) => amount)).toFixed(
        2,
      ),
      allowance: [...buckets]
        .filter(([key]) => key.startsWith('MB'))
        .map(([key, { amount }]) => `${key} ${amount.toFixed()}`),
      counters: [...counters].map(([key, amount]) => `${key} ${amount.toFixed()}`),
      quantity: [...unbilled.values()].map(({ quantity, events }) => `${quantity.toFixed()} in ${events}`),
    };
  });
}

async function inOneBatch(list: readonly Generated[]) {
  const world = newWorld();
  await world.rate(list.map(messageOf));
  return sums(world);
}

test('any order, duplication and batching of the same events gives the same sums, and every head is the fold of its entries', async () => {
  await fc.assert(
    fc.asyncProperty(
      events.chain((list) =>
        fc.record({
          list: fc.constant(list),
          arrivals: fc.shuffledSubarray([...list, ...list, ...list], { minLength: list.length * 3 }),
          cuts: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 10 }),
        }),
      ),
      async ({ list, arrivals, cuts }) => {
        const world = newWorld();
        let taken = 0;
        for (let batch = 0; taken < arrivals.length; batch++) {
          const size = cuts[batch % cuts.length] ?? 1;
          const part = arrivals.slice(taken, taken + size);
          // Every second batch comes as one message that holds an array.
          await world.rate(batch % 2 === 0 ? part.map(messageOf) : [part.map(messageOf)]);
          taken += size;
        }
        expect(sums(world)).toEqual(await inOneBatch(list));
        expect(world.verify()).toBeNull();
        expect(world.tally).toEqual({
          received: list.length * 3,
          rated: list.length,
          duplicate: list.length * 2,
          suspended: 0,
        });
      },
    ),
    { numRuns: 60 },
  );
});

test('workers that race for the same balance groups lose and double nothing', async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.scheduler(), async (list, scheduler) => {
      const world = newWorld();
      const ports: RateUsagePorts = {
        ...world.ports(),
        ledgers: {
          loadForUsage: scheduler.scheduleFunction(world.ledgers.loadForUsage),
          sealedEntries: scheduler.scheduleFunction(world.ledgers.sealedEntries),
        },
        commitLedgers: scheduler.scheduleFunction(world.commitLedgers),
      };
      // Three workers get overlapping thirds: every event twice, at two workers.
      const third = Math.ceil(list.length / 3);
      const twice = [...list, ...list];
      const work = [0, 1, 2].map((worker) =>
        world.rate(twice.slice(worker * third, (worker + 2) * third).map(messageOf), ports),
      );
      let done = false;
      const all = Promise.all(work).finally(() => {
        done = true;
      });
      while (!done) {
        await scheduler.waitIdle();
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      const outcomes = await all;
      expect(outcomes.flatMap(({ faults }) => faults)).toEqual([]);
      expect(sums(world)).toEqual(await inOneBatch(list));
      expect(world.verify()).toBeNull();
    }),
    { numRuns: 25 },
  );
});

/** Throws at the k-th call of any port, before or after the call took effect. */
function crashingPorts(world: UsageWorld, crashAt: number, when: 'before' | 'after') {
  let calls = 0;
  const guard =
    <A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      calls += 1;
      const crash = calls === crashAt;
      if (crash && when === 'before') throw new Error('crash');
      const result = await run(...args);
      if (crash) throw new Error('crash');
      return result;
    };
  const ports = world.ports();
  const guarded: RateUsagePorts = {
    ...ports,
    ledgers: { loadForUsage: guard(ports.ledgers.loadForUsage), sealedEntries: guard(ports.ledgers.sealedEntries) },
    commitLedgers: guard(ports.commitLedgers),
    priceBooks: {
      current: guard(ports.priceBooks.current),
      fresh: guard(ports.priceBooks.fresh),
      forCustomer: guard(ports.priceBooks.forCustomer),
    },
    services: { ...ports.services, holders: guard(ports.services.holders) },
    suspense: { suspend: guard(ports.suspense.suspend) },
    tallies: { ...ports.tallies, add: guard(ports.tallies.add) },
  };
  return { guarded, calls: () => calls };
}

test('a crash before or after any port call, then redelivery of what was not acknowledged, loses and doubles nothing', async () => {
  const list: Generated[] = Array.from({ length: 40 }, (_, index) => ({
    id: `${index}`,
    group: `${(index % 3) + 1}`,
    minute: (index * 7919) % 40_000,
    volume: `${index * 3}.5`,
  }));
  const expected = await inOneBatch(list);
  const batches = [list.slice(0, 15), list.slice(10, 30), list.slice(25)];
  const wrong = usageMessage({ id: 'wrong', identifier: 'data-99' });
  for (const when of ['before', 'after'] as const) {
    for (let crashAt = 1; ; crashAt++) {
      const world = newWorld();
      const { guarded, calls } = crashingPorts(world, crashAt, when);
      for (const batch of batches) {
        const messages = [...batch.map(messageOf), wrong];
        const first = await world.rate(messages, guarded);
        // What the queue would deliver again: exactly the messages that were reported.
        const again = messages.filter((_, index) => first.failedMessageIds.includes(`m${index}`));
        if (again.length > 0) expect((await world.rate(again)).failedMessageIds).toEqual([]);
      }
      expect(sums(world)).toEqual(expected);
      expect(world.verify()).toBeNull();
      expect([...world.suspended.values()].map(({ reason }) => reason)).toEqual(['UNKNOWN_SERVICE']);
      if (crashAt > calls()) break;
    }
  }
});

test('late usage is found in the chunks of its own time, and newer usage reads none', async () => {
  const world = new UsageWorld([GRADUATED]);
  const list = Array.from({ length: 300 }, (_, index) =>
    usageMessage({ id: realId(`${index}`), at: MARCH.from + index * 60_000 }),
  );
  for (let from = 0; from < list.length; from += 20) await world.rate(list.slice(from, from + 20));
  expect(world.chunksRead).toBe(0);
  expect(world.chunks().length).toBeGreaterThan(5);
  const outcome = await world.rate([list[3], list[4]]);
  expect(outcome).toMatchObject({ rated: 0, duplicate: 2 });
  expect(world.chunksRead).toBeLessThan(3);
});

test('usage after the boundary waits on the prepared bill, usage of a billed cycle goes to the active one', async () => {
  const world = new UsageWorld([GRADUATED]);
  world.now = at('2026-06-20T00:00:00Z');
  await world.rate([
    usageMessage({ id: 'late', at: at('2026-02-10T00:00:00Z') }),
    usageMessage({ id: 'now', at: MARCH.from }),
    usageMessage({ id: 'edge', at: MARCH.to }),
    usageMessage({ id: 'ahead', at: at('2026-06-10T00:00:00Z') }),
  ]);
  expect(
    [...world.head().unbilled.values()].map(({ cycle, events: count }) => [new Date(cycle).toISOString(), count]),
  ).toEqual([
    ['2026-03-01T00:00:00.000Z', 2],
    ['2026-04-01T00:00:00.000Z', 1],
    ['2026-06-01T00:00:00.000Z', 1],
  ]);
});
