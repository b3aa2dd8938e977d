import { expect, test } from 'vitest';
import type { Price } from '../../../domain/catalog/price.ts';
import { dec, decimalText, sum, ZERO } from '../../../domain/money/decimal.ts';
import { divided } from '../../../domain/money/fraction.ts';
import { explainPrice, type PricePart } from '../../../domain/rating/explain/explain-price.ts';
import { priceFunctionOf } from '../../../domain/rating/price-models/price-function-of.ts';
import { fc } from '../../support/chance.ts';

const TIERS = [
  { upTo: '100', unitPrice: '0.10' },
  { upTo: '500', unitPrice: '0.08', flatFee: '1' },
  { upTo: null, unitPrice: '0.05' },
];
const STEPS = [
  { upTo: '10', amount: '5' },
  { upTo: null, amount: '8' },
];

const inWords = ({ what, tier, quantity, unitPrice, amount }: PricePart): string => {
  const range = tier === null ? '' : ` (${decimalText(tier.from)}, ${tier.to === null ? '∞' : decimalText(tier.to)}]`;
  const of = quantity === null || unitPrice === null ? '' : ` ${decimalText(quantity)} × ${decimalText(unitPrice)}`;
  return `${what}${range}${of} = ${decimalText(amount)}`;
};

test.for<{ price: Price; quantity: string; counted?: string; parts: readonly string[]; because: string }>([
  {
    price: { model: 'graduated', basis: 'event', tiers: TIERS },
    quantity: '620',
    parts: [
      'units (0, 100] 100 × 0.1 = 10',
      'units (100, 500] 400 × 0.08 = 32',
      'fee (100, 500] = 1',
      'units (500, ∞] 120 × 0.05 = 6',
    ],
    because: 'each tier has its own units, and a fee when it is entered',
  },
  {
    price: { model: 'graduated', basis: 'cycle', tiers: TIERS },
    quantity: '50',
    counted: '80',
    parts: ['units (0, 100] 20 × 0.1 = 2', 'units (100, 500] 30 × 0.08 = 2.4', 'fee (100, 500] = 1'],
    because: 'the 80 units before have used up most of the first tier',
  },
  {
    price: { model: 'graduated', basis: 'cycle', tiers: TIERS },
    quantity: '50',
    counted: '120',
    parts: ['units (100, 500] 50 × 0.08 = 4'],
    because: 'the tier was entered before: no fee',
  },
  {
    price: { model: 'volume', basis: 'event', tiers: TIERS },
    quantity: '620',
    parts: ['units (500, ∞] 620 × 0.05 = 31'],
    because: 'all units cost what the tier of the whole costs',
  },
  {
    price: { model: 'volume', basis: 'cycle', tiers: TIERS },
    quantity: '50',
    counted: '80',
    parts: ['units (100, 500] 130 × 0.08 = 10.4', 'fee (100, 500] = 1', 'before = -8'],
    because: 'the 80 units before had cost 8.00',
  },
  {
    price: { model: 'stair-step', basis: 'event', steps: STEPS },
    quantity: '11',
    parts: ['whole (10, ∞] = 8'],
    because: 'one amount for the step',
  },
  {
    price: { model: 'package', size: '20', amount: '3', basis: 'cycle' },
    quantity: '30',
    counted: '15',
    parts: ['packages 2 × 3 = 6'],
    because: '45 units are three packages, of which one was begun before',
  },
  {
    price: { model: 'percentage', percent: '2', fee: '0.1', maximumCharge: '5' },
    quantity: '1000',
    parts: ['units 1000 × 2 = 20', 'fee = 0.1', 'maximum = -15.1'],
    because: 'no more than the most charge',
  },
  {
    price: { model: 'per-unit', unitPrice: '0.02', minimumCharge: '1' },
    quantity: '10',
    parts: ['units 10 × 0.02 = 0.2', 'minimum = 0.8'],
    because: 'no less than the least charge',
  },
  { price: { model: 'flat', amount: '3' }, quantity: '7', parts: ['whole = 3'], because: 'the same for any quantity' },
  { price: { model: 'flat', amount: '3' }, quantity: '0', parts: [], because: 'nothing used costs nothing' },
])('$price.model of $quantity after $counted: $because', ({ price, quantity, counted = '0', parts }) => {
  expect(explainPrice(price, dec(quantity), dec(counted)).map(inWords)).toEqual(parts);
});

test('the parts always add up to the price', () => {
  const basis = fc.constantFrom('event' as const, 'cycle' as const);
  const price: fc.Arbitrary<Price> = fc.oneof(
    fc.record({ model: fc.constant('graduated' as const), basis, tiers: fc.constant(TIERS), per: fc.constant('3') }),
    fc.record({
      model: fc.constant('volume' as const),
      basis,
      tiers: fc.constant(TIERS),
      minimumCharge: fc.constant('2'),
    }),
    fc.record({ model: fc.constant('stair-step' as const), basis, steps: fc.constant(STEPS) }),
    fc.record({ model: fc.constant('package' as const), basis, size: fc.constant('7'), amount: fc.constant('1.1') }),
    fc.constant<Price>({ model: 'per-unit', unitPrice: '1', per: '60', minimumCharge: '0.3' }),
    fc.constant<Price>({ model: 'percentage', percent: '1.9', minimumCharge: '0.5', maximumCharge: '4' }),
  );
  const quantities = fc.integer({ min: 0, max: 9000 }).map((tenths) => dec(`${tenths}`).div(10));
  fc.assert(
    fc.property(price, quantities, quantities, (one, quantity, counted) => {
      const parts = sum(explainPrice(one, quantity, counted).map(({ amount }) => amount));
      const expected = divided(priceFunctionOf(one)(quantity, counted));
      expect(parts.toDecimalPlaces(15).toFixed()).toBe(expected.toDecimalPlaces(15).toFixed());
    }),
    { numRuns: 500 },
  );
});

test('a part of an event says what its minimum lacked, and what the parts before had paid of it', () => {
  const price: Price = { model: 'per-unit', unitPrice: '1', per: '300', minimumCharge: '0.5' };
  const told = (amount: string) =>
    explainPrice(price, dec('10'), ZERO, { amount: dec(amount), scale: 6 }).map((part) => [
      part.what,
      part.amount.toFixed(6),
    ]);
  expect(told('0.5')).toEqual([
    ['units', '0.033333'],
    ['minimum', '0.466667'],
  ]);
  expect(told('0')).toEqual([
    ['units', '0.033333'],
    ['before', '-0.033333'],
  ]);
  expect(told('0.033333')).toEqual([['units', '0.033333']]);
});
