import { expect, test } from 'vitest';
import type { Head } from '../../domain/ledger/head.ts';
import { type Dec, dec, sum, ZERO } from '../../domain/money/decimal.ts';
import type { CommitLedgers } from '../../functions/ports.ts';
import type { ChargingPorts } from '../../functions/use-cases/charging/charging-ports.ts';
import { chargingIn, topUp } from '../functions/charging/charging-world.ts';
import { fc } from '../support/chance.ts';
import { grant, MARCH, UsageWorld, usageMessage, usageProduct } from '../support/usage-world.ts';

/** Everything owed and set aside, less what was paid ahead: below zero while the limit holds. */
function exposure({ buckets, holds }: Head): Dec {
  const ofMoney = [...holds.values()].flatMap(({ impacts }) => impacts).filter(({ resource }) => resource === 'EUR');
  const total = [...buckets.values()].filter(({ resource }) => resource === 'EUR');
  return sum([...total, ...ofMoney].map(({ amount }) => amount));
}

const session = fc.record({
  requested: fc.integer({ min: 1, max: 60 }),
  partial: fc.boolean(),
  extension: fc.option(fc.integer({ min: 1, max: 80 }), { nil: null }),
  end: fc.constantFrom('commit', 'commit', 'release', 'leave'),
  usedPercent: fc.integer({ min: 0, max: 100 }),
  isTwice: fc.boolean(),
});

type Life = typeof session extends fc.Arbitrary<infer S> ? S : never;

type Outcome = Readonly<Record<string, unknown>>;
const told = (outcome: Outcome, name: string): string => {
  const value = outcome[name];
  return typeof value === 'string' ? value : '0';
};

/** One session from its reservation to its end, never more than was granted; twice at once, if it is so. */
async function live(
  charge: ReturnType<typeof chargingIn>,
  id: string,
  at: number,
  { requested, partial, extension, end, usedPercent, isTwice }: Life,
): Promise<Dec> {
  const twice = async (run: () => Promise<Outcome>): Promise<Outcome> => {
    const [first = {}, second = first] = await Promise.all(isTwice ? [run(), run()] : [run()]);
    // Of two that ask at once the one may be too early, the other not.
    return 'refused' in first ? second : first;
  };
  const reserved = await twice(() => charge.reserve({ id, at, quantity: `${requested}`, partial }));
  let granted = dec(told(reserved, 'granted'));
  if ('refused' in reserved) return ZERO;
  if (extension !== null) {
    const extended = await charge.extend({ id, at, quantity: `${extension}`, partial: true });
    if (!('refused' in extended)) granted = dec(told(extended, 'granted'));
  }
  if (end === 'release') await twice(() => charge.release({ id, at }));
  if (end !== 'commit') return ZERO;
  const used = granted.times(usedPercent).div(100).toDecimalPlaces(6, 'down');
  const committed = await twice(() => charge.commit({ id, at, quantity: used.toFixed() }));
  expect(committed).not.toHaveProperty('refused');
  expect(committed).toMatchObject({ quantity: used.toFixed() });
  return used;
}

/** Fails in the very commit that would bring the exposure above what was paid ahead. */
const watched =
  (world: UsageWorld): CommitLedgers =>
  async (changes) => {
    const outcome = await world.commitLedgers(changes);
    expect(exposure(world.head()).lte(0), `exposure ${exposure(world.head()).toFixed()}`).toBe(true);
    return outcome;
  };

test('sessions and events that race for one prepaid account never pass what was paid, and every unit is charged once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(session, { minLength: 2, maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 4 }),
      fc.scheduler(),
      async (sessions, volumes, scheduler) => {
        const product = usageProduct(
          'data',
          { model: 'per-unit', unitPrice: '0.7' },
          { tax: 'VAT22', allowance: 'MB' },
        );
        const world = new UsageWorld([product], {
          grants: [topUp('80'), grant('MB', '-20', MARCH)],
          contract: () => ({ paymentType: 'prepaid' }),
        });
        const ports: ChargingPorts = {
          ...world.ports(),
          ledgers: { ...world.ledgers, loadForUsage: scheduler.scheduleFunction(world.ledgers.loadForUsage) },
          commitLedgers: scheduler.scheduleFunction(watched(world)),
        };
        const charge = chargingIn(world, ports);
        const at = world.now;
        let isDone = false;
        const all = Promise.all([
          ...sessions.map((one, place) => live(charge, `s${place}`, at, one)),
          ...volumes.map(async (volume, place) => {
            const message = usageMessage({ id: `e${place}`, at, fields: { volume: `${volume}` } });
            const outcome = await world.rate([message], { ...world.ports(), ...ports });
            return outcome.rated === 1 ? dec(`${volume}`) : ZERO;
          }),
        ]).finally(() => {
          isDone = true;
        });
        while (!isDone) {
          await scheduler.waitIdle();
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
        const used = sum(await all);
        expect(world.verify()).toBeNull();
        const entries = world.entries().filter(({ kind }) => kind === 'usage');
        expect(sum(entries.map(({ quantity }) => quantity ?? ZERO)).toFixed()).toBe(used.toFixed());
        expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
        const held = sessions.flatMap((one, place) => (one.end === 'leave' ? [`s-data|s${place}`] : []));
        for (const id of world.head().holds.keys()) expect(held).toContain(id);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

test('where tiers count over the cycle, sessions within their grants keep the limit in whatever order they end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(['0.2', '1.5'], ['1.5', '0.2'], ['0', '1']),
      fc.array(session, { minLength: 2, maxLength: 8 }),
      fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
      async ([first = '0', rest = '0'], sessions, order) => {
        const tiers = [
          { upTo: '30', unitPrice: first },
          { upTo: null, unitPrice: rest },
        ];
        const product = usageProduct('data', { model: 'graduated', basis: 'cycle', tiers });
        const world = new UsageWorld([product], {
          grants: [topUp('60')],
          contract: () => ({ paymentType: 'prepaid' }),
        });
        const charge = chargingIn(world, { ...world.ports(), commitLedgers: watched(world) });
        const open: { readonly id: string; readonly turn: number; readonly granted: number; readonly by: Life }[] = [];
        for (const [place, by] of sessions.entries()) {
          const reserved = await charge.reserve({ id: `s${place}`, quantity: `${by.requested}`, partial: by.partial });
          const granted = Math.floor(Number(told(reserved, 'granted')));
          if (!('refused' in reserved)) open.push({ id: `s${place}`, turn: order[place] ?? 0, granted, by });
        }
        for (const { id, granted, by } of open.toSorted((a, b) => a.turn - b.turn)) {
          if (by.end === 'release') await charge.release({ id });
          else await charge.commit({ id, quantity: `${Math.floor((granted * by.usedPercent) / 100)}` });
        }
        expect(world.head().holds.size).toBe(0);
        expect(world.verify()).toBeNull();
      },
    ),
    { numRuns: 150 },
  );
});

/** Throws at the k-th call of a port, before or after the call took effect. */
function crashing(world: UsageWorld, crashAt: number, when: 'before' | 'after') {
  let calls = 0;
  const guard =
    <A extends unknown[], R>(run: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      calls += 1;
      const isNow = calls === crashAt;
      if (isNow && when === 'before') throw new Error('crash');
      const result = await run(...args);
      if (isNow) throw new Error('crash');
      return result;
    };
  const ports = world.ports();
  const guarded: ChargingPorts = {
    ledgers: { loadForUsage: guard(ports.ledgers.loadForUsage), sealedEntries: guard(ports.ledgers.sealedEntries) },
    commitLedgers: guard(ports.commitLedgers),
    priceBooks: {
      current: guard(ports.priceBooks.current),
      fresh: guard(ports.priceBooks.fresh),
      forCustomer: guard(ports.priceBooks.forCustomer),
    },
    siteTime: { ...ports.siteTime, site: guard(ports.siteTime.site) },
    services: { ...ports.services, holders: guard(ports.services.holders) },
  };
  return { guarded, calls: () => calls };
}

test('a crash before or after any call, then the same request again, sets aside and charges once', async () => {
  for (const when of ['before', 'after'] as const) {
    for (let crashAt = 1; ; crashAt++) {
      const world = new UsageWorld([usageProduct('data', { model: 'per-unit', unitPrice: '1' })], {
        grants: [topUp('50')],
        contract: () => ({ paymentType: 'prepaid' }),
      });
      const { guarded, calls } = crashing(world, crashAt, when);
      const charge = chargingIn(world, guarded);
      const again = <T>(run: () => Promise<T>) => run().catch(run);
      const at = world.now;
      await again(() => charge.reserve({ id: 'a', at, quantity: '20' }));
      await again(() => charge.reserve({ id: 'b', at, quantity: '20' }));
      await again(() => charge.extend({ id: 'a', at, quantity: '25' }));
      expect(exposure(world.head()).toFixed()).toBe('-5');
      await again(() => charge.commit({ id: 'a', at, quantity: '24' }));
      await again(() => charge.release({ id: 'b', at }));
      expect(exposure(world.head()).toFixed()).toBe('-26');
      expect(world.head()).toMatchObject({ usageCount: 1, holds: new Map() });
      expect(world.verify()).toBeNull();
      if (crashAt > calls()) break;
    }
  }
});
