import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { type Dec, dec, sum } from '../../domain/money/decimal.ts';
import { splitByWeight } from '../../domain/money/split-by-weight.ts';
import type { Rounding } from '../../domain/money/whole-number.ts';
import { fc } from '../support/chance.ts';

/** A library that computes with any number of digits: slow, and written by others. */
const Reference = Decimal.clone({ precision: 500, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -500, toExpPos: 500 });
type Reference = Decimal;
const ROUNDINGS = {
  'half-up': Decimal.ROUND_HALF_UP,
  down: Decimal.ROUND_DOWN,
  floor: Decimal.ROUND_FLOOR,
  ceil: Decimal.ROUND_CEIL,
} as const satisfies Record<Rounding, Decimal.Rounding>;

const withPoint = (units: bigint, scale: number): string => {
  const digits = `${units < 0n ? -units : units}`.padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return units < 0n ? `-${text}` : text;
};
const scale = fc.integer({ min: 0, max: 12 });
const MOST = 2n ** 53n;
const decimal = fc
  .oneof(
    // What is charged.
    fc.tuple(fc.bigInt({ min: -10_000_000n, max: 10_000_000n }), scale),
    // Where doubles stop being exact, and where moving the point by a digit makes them.
    fc.tuple(
      fc
        .tuple(fc.constantFrom(MOST, -MOST, MOST / 10n, -MOST / 10n), fc.bigInt({ min: -9n, max: 9n }))
        .map(([edge, off]) => edge + off),
      scale,
    ),
    // Round, or in between: 1000, 0.5, 0.05.
    fc.tuple(
      fc
        .tuple(fc.constantFrom(0n, 1n, -1n, 2n, 5n, -5n, 15n), fc.integer({ min: 0, max: 14 }))
        .map(([n, zeros]) => n * 10n ** BigInt(zeros)),
      scale,
    ),
    // All that the system accepts.
    fc.tuple(fc.bigInt({ min: -(10n ** 33n) + 1n, max: 10n ** 33n - 1n }), fc.constant(12)),
  )
  .map(([units, digits]) => withPoint(units, digits));

/** Its text, and that it looks like the same number read anew: an equal number is the same object inside, however it came about. */
function expectSame(actual: Dec, expected: Reference): void {
  const text = expected.isZero() ? '0' : expected.toFixed();
  expect(actual.toFixed()).toBe(text);
  expect(actual).toStrictEqual(dec(text));
}

describe('decimals agree with a library of any number of digits', () => {
  test('in sums, differences, products, signs and order', () => {
    fc.assert(
      fc.property(decimal, decimal, (left, right) => {
        const [a, b] = [dec(left), dec(right)];
        const [x, y] = [new Reference(left), new Reference(right)];
        expectSame(a, x);
        expectSame(a.plus(b), x.plus(y));
        expectSame(a.minus(b), x.minus(y));
        expectSame(a.times(b), x.times(y));
        expectSame(a.negated(), x.negated());
        expectSame(a.abs(), x.abs());
        expect(a.cmp(b)).toBe(x.cmp(y));
        expect([a.lt(b), a.lte(b), a.eq(b), a.gte(b), a.gt(b)]).toEqual([
          x.lt(y),
          x.lte(y),
          x.eq(y),
          x.gte(y),
          x.gt(y),
        ]);
        expect([a.isZero(), a.isNegative(), a.isPositive()]).toEqual([x.isZero(), x.lt(0), x.gt(0)]);
        expect(a.toNumber()).toBe(Number(left) + 0);
      }),
      { numRuns: 5_000 },
    );
  });

  test('in quotients, exact or rounded anywhere in any way', () => {
    const rounding = fc.constantFrom(...(Object.keys(ROUNDINGS) as Rounding[]));
    fc.assert(
      fc.property(decimal, decimal, fc.integer({ min: 0, max: 20 }), rounding, (left, right, digits, way) => {
        fc.pre(!dec(right).isZero());
        const quotient = new Reference(left).div(right);
        expectSame(dec(left).div(right), quotient.toDecimalPlaces(60));
        expectSame(dec(left).quotient(dec(right), digits, way), quotient.toDecimalPlaces(digits, ROUNDINGS[way]));
      }),
      { numRuns: 5_000 },
    );
  });

  test('in rounding and in writing', () => {
    fc.assert(
      fc.property(decimal, scale, (text, digits) => {
        const [a, x] = [dec(text), new Reference(text)];
        for (const [way, mode] of Object.entries(ROUNDINGS)) {
          expectSame(a.toDecimalPlaces(digits, way as Rounding), x.toDecimalPlaces(digits, mode));
        }
        expectSame(a.floor(), x.floor());
        expectSame(a.ceil(), x.ceil());
        expect(a.decimalPlaces()).toBe(x.decimalPlaces());
        // Theirs writes nothing with a sign: −0.00.
        expect(a.toFixed(digits)).toBe(x.toFixed(digits).replace(/^-(0(\.0+)?)$/, '$1'));
      }),
      { numRuns: 5_000 },
    );
  });

  test('after many steps', () => {
    const step = fc.record({ with: decimal, does: fc.constantFrom('plus', 'minus', 'times', 'round') });
    fc.assert(
      fc.property(decimal, fc.array(step, { maxLength: 12 }), (first, steps) => {
        let [a, x] = [dec(first), new Reference(first)];
        for (const { with: other, does } of steps) {
          a = does === 'round' ? a.toDecimalPlaces(6) : a[does](other);
          x = does === 'round' ? x.toDecimalPlaces(6) : x[does](other);
        }
        expectSame(a, x);
      }),
    );
  });
});

test('what is split by weight adds up, however it is rounded', () => {
  fc.assert(
    fc.property(decimal, fc.array(decimal, { minLength: 1, maxLength: 8 }), scale, (amount, weights, digits) => {
      const parts = splitByWeight(dec(amount), weights.map(dec), digits);
      expect(sum(parts).eq(sum(weights.map(dec)).isZero() ? 0 : amount)).toBe(true);
    }),
  );
});
