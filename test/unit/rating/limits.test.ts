import { describe, expect, test } from 'vitest';
import type { CreditLimit, CreditProfile } from '../../../domain/catalog/credit-profile.ts';
import type { DraftEntry } from '../../../domain/ledger/entry.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { at, grant, MARCH, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

const DATA_USAGE = usageProduct('data', { model: 'per-unit', unitPrice: '1' }, { allowance: 'MB' });

const worldWith = (
  limits: readonly CreditLimit[],
  contract: Partial<RatingProfile> = {},
  grants: readonly DraftEntry[] = [],
) => {
  const profile: CreditProfile = { code: 'LIMITS', name: 'Limits', paymentTypes: [], isDefault: true, limits };
  return new UsageWorld([DATA_USAGE], {
    grants,
    catalog: limits.length === 0 ? [] : [{ kind: 'creditProfile', object: profile }],
    contract: () => contract,
  });
};
const use = (id: string, volume: string) => usageMessage({ id, fields: { volume } });
const topUp = (amount: string) => grant('EUR', amount, { from: MARCH.from, to: FOREVER }, 'grant:top-up');
const alarmsOf = (world: UsageWorld) => world.entries().map(({ alarms }) => alarms?.raised ?? []);
const bucket = (world: UsageWorld, origin: string): string | undefined =>
  [...world.head().buckets.values()].find((one) => one.origin === origin)?.amount.toFixed();

describe('prepaid', () => {
  test('50 topped up and 12 used leave 38, and nothing is owed', async () => {
    const world = worldWith([], { paymentType: 'prepaid' }, [topUp('-50')]);
    await world.rate([use('1', '12')]);
    expect(bucket(world, 'grant:top-up')).toBe('-38');
    expect(bucket(world, 'charges')).toBe('0');
    const [line] = world.head().unbilled.values();
    expect(line?.net.toFixed()).toBe('12');
    expect(world.verify()).toBeNull();
  });

  test('what would cost more than there is waits in suspense, with the reason; what fits goes on', async () => {
    const world = worldWith([], { paymentType: 'prepaid' }, [topUp('-50')]);
    const outcome = await world.rate([use('1', '30'), use('2', '30'), use('3', '20')]);
    expect(outcome).toMatchObject({ rated: 2, suspended: 1 });
    expect([...world.suspended.values()]).toMatchObject([{ reason: 'LIMIT_REACHED' }]);
    expect(bucket(world, 'grant:top-up')).toBe('0');
  });

  test('a credit limit of 5 lets prepaid go to 5', async () => {
    const limit: CreditLimit = { resource: 'EUR', limit: '5', hard: false, thresholds: [] };
    const world = worldWith([limit], { paymentType: 'prepaid' });
    expect(await world.rate([use('1', '5')])).toMatchObject({ rated: 1 });
    expect(await world.rate([use('2', '0.000001')])).toMatchObject({ suspended: 1 });
  });

  test('two top-ups: the one that ends first pays first', async () => {
    const soon = grant('EUR', '-10', MARCH, 'grant:soon');
    const world = worldWith([], { paymentType: 'prepaid' }, [topUp('-50'), soon]);
    await world.rate([use('1', '12')]);
    expect([bucket(world, 'grant:soon'), bucket(world, 'grant:top-up')]).toEqual(['0', '-48']);
  });
});

describe('postpaid', () => {
  test.for([
    { hard: true, rated: 1, because: 'a hard limit refuses' },
    { hard: false, rated: 2, because: 'a soft limit only tells' },
  ])('$because', async ({ hard, rated }) => {
    const world = worldWith([{ resource: 'EUR', limit: '10', hard, thresholds: [] }]);
    expect(await world.rate([use('1', '10'), use('2', '1')])).toMatchObject({ rated });
  });

  test('money that a voucher granted pays before anything is owed', async () => {
    const world = worldWith([], {}, [topUp('-5')]);
    await world.rate([use('1', '12')]);
    expect([bucket(world, 'grant:top-up'), bucket(world, 'charges')]).toEqual(['0', '7']);
  });

  test('a limit on units holds, too', async () => {
    const world = worldWith([{ resource: 'MB', limit: '0', hard: true, thresholds: [] }], {}, [
      grant('MB', '-10', MARCH),
    ]);
    expect(await world.rate([use('1', '12')])).toMatchObject({ rated: 1 });
    expect(bucket(world, 'grant:1')).toBe('0');
  });
});

describe('thresholds', () => {
  const MB_LIMIT: CreditLimit = {
    resource: 'MB',
    limit: '0',
    hard: false,
    thresholds: [
      { type: 'percent', value: '90' },
      { type: 'percent', value: '80' },
    ],
  };

  test('of 1000 MB, going from 250 to 150 left rings at 80 % only; once', async () => {
    const world = worldWith([MB_LIMIT], {}, [grant('MB', '-1000', MARCH)]);
    await world.rate([use('1', '750')]);
    expect(alarmsOf(world).flat()).toEqual([]);
    await world.rate([use('2', '100')]);
    expect(alarmsOf(world).flat()).toEqual(['MB|percent|80']);
    await world.rate([use('3', '10')]);
    expect(alarmsOf(world).flat()).toEqual(['MB|percent|80']);
  });

  test('one event that jumps over several rings each, lowest first', async () => {
    const world = worldWith([MB_LIMIT], {}, [grant('MB', '-1000', MARCH)]);
    await world.rate([use('1', '950')]);
    expect(alarmsOf(world).flat()).toEqual(['MB|percent|80', 'MB|percent|90']);
  });

  test('exactly at the threshold is reached; one unit before it is not', async () => {
    const world = worldWith([MB_LIMIT], {}, [grant('MB', '-1000', MARCH)]);
    await world.rate([use('1', '799')]);
    expect(alarmsOf(world).flat()).toEqual([]);
    await world.rate([use('2', '1')]);
    expect(alarmsOf(world).flat()).toEqual(['MB|percent|80']);
  });

  test('2000 MB more move the floor: 80 % is at 600 left now, and rings again', async () => {
    const world = worldWith([MB_LIMIT], {}, [grant('MB', '-1000', MARCH)]);
    await world.rate([use('1', '850')]);
    world.append([grant('MB', '-2000', MARCH, 'grant:add-on')]);
    await world.rate([use('2', '1500')]);
    expect(world.head().alarms).toEqual(new Set());
    await world.rate([use('3', '50')]);
    expect(alarmsOf(world).flat()).toEqual(['MB|percent|80', 'MB|percent|80']);
    expect(world.verify()).toBeNull();
  });

  test('of a money limit of 100, 80 % is 80; a value is itself', async () => {
    const world = worldWith([
      {
        resource: 'EUR',
        limit: '100',
        hard: false,
        thresholds: [
          { type: 'percent', value: '80' },
          { type: 'value', value: '50' },
        ],
      },
    ]);
    await world.rate([use('1', '79.99')]);
    expect(alarmsOf(world).flat()).toEqual(['EUR|value|50']);
    await world.rate([use('2', '0.01')]);
    expect(alarmsOf(world).flat()).toEqual(['EUR|value|50', 'EUR|percent|80']);
  });

  test('whoever was granted nothing has no share of it to use up', async () => {
    const world = worldWith([MB_LIMIT]);
    await world.rate([use('1', '5')]);
    expect(alarmsOf(world).flat()).toEqual([]);
  });

  test('what is granted later rings when it is used up, and what ended does not ring by ending', async () => {
    const world = worldWith([MB_LIMIT], {}, [
      grant('MB', '-1000', { from: MARCH.from, to: at('2026-03-20T00:00:00Z') }),
    ]);
    world.now = at('2026-03-21T00:00:00Z');
    await world.rate([usageMessage({ id: '1', at: world.now, fields: { volume: '5' } })]);
    expect(alarmsOf(world).flat()).toEqual([]);
    world.append([grant('MB', '-100', MARCH, 'grant:add-on')]);
    await world.rate([usageMessage({ id: '2', at: world.now, fields: { volume: '85' } })]);
    expect(alarmsOf(world).flat()).toEqual(['MB|percent|80']);
  });

  test('a threshold reached in another way rings with the next event', async () => {
    const world = worldWith([MB_LIMIT], {}, [grant('MB', '-1000', MARCH)]);
    world.append([grant('MB', '900', MARCH)]);
    await world.rate([use('1', '1')]);
    expect(alarmsOf(world).flat()).toEqual(['MB|percent|80', 'MB|percent|90']);
  });
});
