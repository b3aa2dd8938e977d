import { beforeAll, expect, test } from 'vitest';
import type { RatingProfile } from '../../domain/subscription/subscription.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import { CommitTooLarge } from '../../functions/adapters/dynamo/commit-too-large.ts';
import type { Connection } from '../../functions/adapters/dynamo/connection.ts';
import { dynamoLedgers, dynamoUsageLedgers } from '../../functions/adapters/dynamo/ledger/ledger-store.ts';
import type { CommitOutcome, UsageNeeds } from '../../functions/ports.ts';
import { fc } from '../support/chance.ts';
import { contractWith, discountNumber, feeNumber, serviceNumber } from '../support/large-contract.ts';
import { InMemoryStore } from '../support/memory/in-memory-store.ts';
import { APRIL, MARCH, newHead } from '../support/usage-world.ts';
import { freshTable } from './fresh-table.ts';

/** However a contract changes, over the edges of what is kept together, the table gives what memory does. */
let connection: Connection;
let runs = 0;
beforeAll(async () => {
  connection = await freshTable();
});

const PRODUCTS = ['fee', 'units', 'pack'];
const STATUSES = ['pending', 'active', 'cancelled', 'expired'] as const;
const DAY = 86_400_000;

/** What happens to a contract: sold, changed or given up, by place. */
type Step = {
  readonly what: 'services' | 'fees' | 'discounts' | 'status' | 'all' | 'fewer' | 'name';
  readonly count: number;
  readonly place: number;
  readonly status: (typeof STATUSES)[number];
};
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    'services',
    'services',
    'fees',
    'fees',
    'discounts',
    'discounts',
    'status',
    'status',
    'all',
    'all',
    'fewer',
    'name',
  ),
  count: fc.integer({ min: 1, max: 35 }),
  place: fc.nat(1000),
  status: fc.constantFrom(...STATUSES),
});
const read = fc.record({
  services: fc.array(fc.nat(120), { maxLength: 4 }),
  asOwner: fc.boolean(),
  earliest: fc.nat(40),
  latest: fc.nat(40),
  grant: fc.constantFrom(...PRODUCTS),
});

function after(profile: RatingProfile, { what, count, place, status }: Step): RatingProfile {
  const { services, purchases, discounts = [] } = profile;
  const numbers = (from: number) => Array.from({ length: count }, (_, index) => from + index);
  const at = MARCH.from + (place % 40) * DAY;
  switch (what) {
    case 'services': {
      const sold = numbers(services.length).map(serviceNumber);
      return {
        ...profile,
        services: [...services, ...sold.map(({ service }) => service)],
        purchases: [...purchases, ...sold.map(({ purchase }) => purchase)],
      };
    }
    case 'fees': {
      const bought = numbers(purchases.length).map((number) => ({
        ...feeNumber(number, PRODUCTS[number % 3]),
        ...{ status, validFrom: at },
      }));
      return { ...profile, purchases: [...purchases, ...bought] };
    }
    case 'discounts': {
      const bought = numbers(discounts.length).map((number) => ({
        ...discountNumber(number, `${1 + (number % 3)}`),
        ...{ status, validTo: at },
      }));
      return { ...profile, discounts: [...discounts, ...bought] };
    }
    case 'status':
      return {
        ...profile,
        purchases: purchases.map((one, index) => ((index + place) % 9 === 0 ? { ...one, status } : one)),
        ...(profile.discounts === undefined
          ? {}
          : { discounts: discounts.map((one, index) => ((index + place) % 7 === 0 ? { ...one, status } : one)) }),
      };
    case 'all':
      return { ...profile, purchases: purchases.map((one) => ({ ...one, chargedThrough: at })) };
    case 'fewer':
      return { ...profile, services: services.slice(0, -count), purchases: purchases.slice(0, -2 * count) };
    case 'name':
      return {
        ...profile,
        name: `${place}`,
        sharingGroups: [
          {
            groupId: 'g',
            name: 'Group',
            subscriptionId: `${1 + (place % 3)}`,
            policy: { name: 'All', discounts: [] },
            status: 'active',
            members: [],
            from: at,
            to: APRIL.to,
          },
        ],
      };
  }
}

/** What usage must have: memory gives that and nothing else, the table of a small contract all of it. */
function expectEnough(given: RatingProfile, least: RatingProfile, whole: RatingProfile, isSmall: boolean): void {
  const { services, purchases, discounts, ...header } = given;
  const { services: _, purchases: __, discounts: ___, ...expected } = whole;
  expect(header).toEqual(expected);
  if (isSmall) {
    expect(given).toEqual(whole);
    return;
  }
  expect(services).toEqual(least.services);
  expect(purchases).toEqual(least.purchases);
  // Few discounts come along with the header, whoever's they are; of many, ended ones come by the page.
  const isGiven = new Set((discounts ?? []).map(({ purchaseId }) => purchaseId));
  expect(discounts).toEqual(whole.discounts?.filter(({ purchaseId }) => isGiven.has(purchaseId)));
  expect((least.discounts ?? []).filter(({ purchaseId }) => !isGiven.has(purchaseId))).toEqual([]);
}

/** A change that is too large is refused, and nothing of it is written: memory takes anything. */
async function fits(commit: () => Promise<CommitOutcome>): Promise<boolean> {
  try {
    expect(await commit()).toBe('done');
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(CommitTooLarge);
    return false;
  }
}

test('after any history of changes the table and the memory have the same contract, whole and for usage', async () => {
  const { client, table } = connection;
  const commit = dynamoCommit(connection);
  const whole = dynamoLedgers(client, table);
  const usage = dynamoUsageLedgers(client, table);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, read), { minLength: 1, maxLength: 8 }), async (history) => {
      const group = `${++runs}`;
      const memory = new InMemoryStore();
      const opened = [
        { put: 'ledger', value: { before: null, after: newHead(group) } },
        { put: 'ratingProfile', value: contractWith(group, { services: 1 }), before: null },
      ] as const;
      expect(await commit(opened)).toBe(await memory.commit(opened));
      for (const [happens, asks] of history) {
        const account = (await memory.ledgers.load('demo', group)) ?? expect.fail('no account');
        const changed = [
          { put: 'ledger', value: { before: account.head, after: account.head } },
          { put: 'ratingProfile', value: after(account.profile, happens), before: account.profile },
        ] as const;
        if (await fits(() => commit(changed))) expect(await memory.commit(changed)).toBe('done');

        const expected = (await memory.ledgers.load('demo', group)) ?? expect.fail('no account');
        expect((await whole.load('demo', group))?.profile).toEqual(expected.profile);
        const needs: UsageNeeds = {
          serviceIds: [...new Set(asks.services.map((number) => `${1000 + number}`))],
          asOwner: asks.asOwner,
          earliest: MARCH.from + asks.earliest * DAY,
          latest: MARCH.from + asks.latest * DAY,
          isGrant: (product) => product === asks.grant,
        };
        const given = (await usage.loadForUsage('demo', group, needs)) ?? expect.fail('no account');
        const least = (await memory.ledgers.loadForUsage('demo', group, needs)) ?? expect.fail('no account');
        const { services, purchases, discounts = [] } = expected.profile;
        const isSmall = services.length <= 32 && purchases.length <= 64 && discounts.length <= 64;
        expectEnough(given.profile, least.profile, expected.profile, isSmall);
      }
    }),
    { numRuns: 25 },
  );
});
