import { describe, expect, test } from 'vitest';
import type { Price } from '../../domain/catalog/price.ts';
import { type Dec, dec, roundTo, sum, ZERO } from '../../domain/money/decimal.ts';
import { divided } from '../../domain/money/fraction.ts';
import { priceFunctionOf } from '../../domain/rating/price-models/price-function-of.ts';
import { fc } from '../support/chance.ts';

/**
 * Prices here are whole thousandths and quantities whole units, so that the slow definitions below can count in BigInt, unit by unit or
 * step by step, and share nothing with what they judge.
 */
type Tier = { readonly upTo: number | null; readonly price: bigint; readonly fee: bigint };

const thousandths = (amount: bigint): string => dec(`${amount}`).div(1000).toFixed();

/** Ascending ceilings, the last one open. */
const tiersOf = (price: fc.Arbitrary<bigint>): fc.Arbitrary<readonly Tier[]> =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 4 }),
      fc.array(fc.tuple(price, price), { minLength: 5, maxLength: 5 }),
    )
    .map(([ceilings, prices]) =>
      [...ceilings.toSorted((a, b) => a - b), null].map((upTo, index) => {
        const [unit = 0n, fee = 0n] = prices[index] ?? [];
        return { upTo, price: unit, fee };
      }),
    );

const amount = fc.bigInt({ min: 0n, max: 5000n });
const tiers = tiersOf(amount);
const units = fc.integer({ min: 0, max: 400 });
const per = fc.constantFrom(undefined, '1', '7', '60');

const graduated = (rows: readonly Tier[], buys?: string): Price => ({
  model: 'graduated',
  basis: 'cycle',
  ...(buys === undefined ? {} : { per: buys }),
  tiers: rows.map(({ upTo, price, fee }) => ({
    upTo: upTo === null ? null : `${upTo}`,
    unitPrice: thousandths(price),
    flatFee: thousandths(fee),
  })),
});
const volume = (rows: readonly Tier[], buys?: string): Price =>
  ({ ...graduated(rows, buys), model: 'volume' }) as Price;
const stairStep = (rows: readonly Tier[]): Price => ({
  model: 'stair-step',
  basis: 'cycle',
  steps: rows.map(({ upTo, price }) => ({ upTo: upTo === null ? null : `${upTo}`, amount: thousandths(price) })),
});
const inPackages = (size: number, price: bigint): Price => ({
  model: 'package',
  basis: 'cycle',
  size: `${size}`,
  amount: thousandths(price),
});

/** Cost of so many units in thousandths times `per`, which leaves it whole. */
function costOf(price: Price, quantity: Dec, counted = ZERO): Dec {
  const { amount: cost, per: over } = priceFunctionOf(price)(quantity, counted);
  const buys = 'per' in price && price.per !== undefined ? price.per : '1';
  return cost.times(1000).times(buys).div(over);
}

const tierOfUnit = (rows: readonly Tier[], unit: number): number =>
  rows.findIndex(({ upTo }) => upTo === null || unit <= upTo);

describe('a price agrees with its slow definition', () => {
  test('graduated: each unit at its own tier’s price, and the tier’s fee with the first unit in it', () => {
    fc.assert(
      fc.property(tiers, units, per, (rows, quantity, buys) => {
        let cost = 0n;
        const entered = new Set<number>();
        for (let unit = 1; unit <= quantity; unit += 1) {
          const tier = tierOfUnit(rows, unit);
          cost += rows[tier]?.price ?? 0n;
          if (!entered.has(tier)) cost += (rows[tier]?.fee ?? 0n) * BigInt(buys ?? 1);
          entered.add(tier);
        }
        expect(costOf(graduated(rows, buys), dec(`${quantity}`)).toFixed()).toBe(`${cost}`);
      }),
    );
  });

  test('volume: each unit at the price of the last one’s tier', () => {
    fc.assert(
      fc.property(tiers, units, per, (rows, quantity, buys) => {
        const last = rows[tierOfUnit(rows, quantity)];
        let cost = quantity === 0 ? 0n : (last?.fee ?? 0n) * BigInt(buys ?? 1);
        for (let unit = 1; unit <= quantity; unit += 1) cost += last?.price ?? 0n;
        expect(costOf(volume(rows, buys), dec(`${quantity}`)).toFixed()).toBe(`${cost}`);
      }),
    );
  });

  test('stair-step: going up step by step, the price of the one where it ends', () => {
    fc.assert(
      fc.property(tiers, units, (rows, quantity) => {
        let cost = 0n;
        for (let unit = 1; unit <= quantity; unit += 1) cost = rows[tierOfUnit(rows, unit)]?.price ?? 0n;
        expect(costOf(stairStep(rows), dec(`${quantity}`)).toFixed()).toBe(`${cost}`);
      }),
    );
  });

  test('package: a new one is opened when the last one is empty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), amount, units, (size, price, quantity) => {
        let cost = 0n;
        let left = 0;
        for (let unit = 1; unit <= quantity; unit += 1) {
          if (left === 0) {
            cost += price;
            left = size;
          }
          left -= 1;
        }
        expect(costOf(inPackages(size, price), dec(`${quantity}`)).toFixed()).toBe(`${cost}`);
      }),
    );
  });

  test('percentage: the part and the fee, brought down to the most, then up to the least', () => {
    const bound = fc.option(fc.bigInt({ min: 1n, max: 50_000n }), { nil: null });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 }),
        amount,
        bound,
        bound,
        units,
        (percent, fee, least, most, quantity) => {
          // In hundred-thousandths: a percent of a unit is ten thousandths.
          let cost = quantity === 0 ? 0n : (BigInt(percent) * BigInt(quantity) * 10n + fee) * 100n;
          if (quantity > 0 && most !== null && cost > most * 100n) cost = most * 100n;
          if (cost > 0n && least !== null && cost < least * 100n) cost = least * 100n;
          const price: Price = {
            model: 'percentage',
            percent: `${percent}`,
            fee: thousandths(fee),
            ...(least === null ? {} : { minimumCharge: thousandths(least) }),
            ...(most === null ? {} : { maximumCharge: thousandths(most) }),
          };
          expect(
            costOf(price, dec(`${quantity}`))
              .times(100)
              .toFixed(),
          ).toBe(`${cost}`);
        },
      ),
    );
  });
});

/** Quantities to the thousandth: nothing below depends on whole units. */
const quantity = fc.integer({ min: 0, max: 400_000 }).map((number) => dec(`${number}`).div(1000));

const ofCycle = fc.oneof(
  fc.tuple(tiers, per).map(([rows, buys]) => graduated(rows, buys)),
  fc.tuple(tiers, per).map(([rows, buys]) => volume(rows, buys)),
  tiers.map(stairStep),
  fc.tuple(fc.integer({ min: 1, max: 60 }), amount).map(([size, price]) => inPackages(size, price)),
);

test('splitting a quantity over the events of a cycle changes nothing, whatever the model and the order', () => {
  fc.assert(
    fc.property(ofCycle, fc.array(quantity, { minLength: 1, maxLength: 8 }), (price, events) => {
      let counted = ZERO;
      const costs = events.map((each) => {
        const cost = costOf(price, each, counted);
        counted = counted.plus(each);
        return cost;
      });
      expect(sum(costs).toFixed()).toBe(costOf(price, sum(events)).toFixed());
    }),
  );
});

test('tiers of an event know nothing of the events before', () => {
  fc.assert(
    fc.property(ofCycle, quantity, quantity, (price, each, counted) => {
      if (!('basis' in price)) return;
      const anew: Price = { ...price, basis: 'event' };
      expect(costOf(anew, each, counted).toFixed()).toBe(costOf(price, each).toFixed());
    }),
  );
});

describe('using more never costs less', () => {
  /** Dearer from tier to tier. */
  const rising = tiers.map((rows) => {
    let floor = 0n;
    return rows.map((row) => {
      floor += row.price;
      return { ...row, price: floor, fee: 0n };
    });
  });
  const minimum = fc.constantFrom({}, { minimumCharge: '2.5' });

  const grows = (price: Price, less: Dec, more: Dec, counted = ZERO): void => {
    expect(costOf(price, less.plus(more), counted).gte(costOf(price, less, counted))).toBe(true);
  };

  test('for every model whose prices are not negative, but volume and stair-step, whose later tiers may be cheaper', () => {
    const steady = fc.oneof(
      fc.tuple(tiers, minimum).map(([rows, least]): Price => ({ ...graduated(rows), ...least })),
      fc
        .tuple(amount, minimum)
        .map(([price, least]): Price => ({ model: 'per-unit', unitPrice: thousandths(price), ...least })),
      fc.tuple(fc.integer({ min: 1, max: 60 }), amount).map(([size, price]) => inPackages(size, price)),
      fc.tuple(amount, amount, minimum).map(
        ([percent, fee, least]): Price => ({
          model: 'percentage',
          percent: thousandths(percent),
          fee: thousandths(fee),
          maximumCharge: '30',
          ...least,
        }),
      ),
      amount.map((flat): Price => ({ model: 'flat', amount: thousandths(flat) })),
    );
    fc.assert(fc.property(steady, quantity, quantity, quantity, grows));
  });

  test('for volume and stair-step, too, if every tier is dearer than the one before', () => {
    fc.assert(
      fc.property(
        rising.map((rows) => volume(rows)),
        quantity,
        quantity,
        quantity,
        grows,
      ),
    );
    fc.assert(fc.property(rising.map(stairStep), quantity, quantity, quantity, grows));
  });
});

test('amounts rounded apart differ from the whole by no more than half a digit each', () => {
  fc.assert(
    fc.property(ofCycle, fc.array(quantity, { minLength: 1, maxLength: 8 }), (price, events) => {
      const priced = priceFunctionOf(price);
      let counted = ZERO;
      const rounded = events.map((each) => {
        const cost = roundTo(divided(priced(each, counted)), 6);
        counted = counted.plus(each);
        return cost;
      });
      const error = sum(rounded)
        .minus(divided(priced(counted, ZERO)))
        .abs();
      expect(error.lte(dec('0.0000005').times(events.length))).toBe(true);
    }),
  );
});
