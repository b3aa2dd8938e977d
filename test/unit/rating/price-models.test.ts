import { describe, expect, test } from 'vitest';
import type { Price } from '../../../domain/catalog/price.ts';
import { dec, decimalText } from '../../../domain/money/decimal.ts';
import { divided } from '../../../domain/money/fraction.ts';
import { priceFunctionOf } from '../../../domain/rating/price-models/price-function-of.ts';

type PriceOf<M extends Price['model']> = Extract<Price, { model: M }>;

/** What `quantity` costs after `counted`; to twenty digits where a division does not end. */
type Case<P extends Price = Price> = {
  readonly price: P;
  readonly quantity: string;
  readonly counted?: string;
  readonly costs: string;
  readonly because: string;
};

const TIERS = [
  { upTo: '100', unitPrice: '0.10' },
  { upTo: '500', unitPrice: '0.08' },
  { upTo: null, unitPrice: '0.05' },
];
const GRADUATED: PriceOf<'graduated'> = { model: 'graduated', basis: 'event', tiers: TIERS };
const WITH_FEES: PriceOf<'graduated'> = {
  model: 'graduated',
  basis: 'cycle',
  tiers: [
    { upTo: '10', unitPrice: '1', flatFee: '5' },
    { upTo: '20', unitPrice: '0.5', flatFee: '2' },
    { upTo: null, unitPrice: '0' },
  ],
};
/** The published tariff of the charging stations: minutes, four hours free, then 1.00 an hour, at least 0.50. */
const CHARGING: PriceOf<'graduated'> = {
  model: 'graduated',
  basis: 'event',
  per: '60',
  minimumCharge: '0.50',
  tiers: [
    { upTo: '240', unitPrice: '0' },
    { upTo: null, unitPrice: '1.00' },
  ],
};
const VOLUME: PriceOf<'volume'> = { model: 'volume', basis: 'event', tiers: TIERS };
const STEPS: PriceOf<'stair-step'> = {
  model: 'stair-step',
  basis: 'event',
  steps: [
    { upTo: '5', amount: '10' },
    { upTo: '50', amount: '30' },
    { upTo: null, amount: '90' },
  ],
};
const PACKAGE: PriceOf<'package'> = { model: 'package', basis: 'event', size: '100', amount: '3' };
const CARD: PriceOf<'percentage'> = {
  model: 'percentage',
  percent: '1.4',
  fee: '0.25',
  minimumCharge: '0.50',
  maximumCharge: '20',
};

/** A table for every model: a new one does not compile until it has its own here. */
const CASES: { readonly [M in Price['model']]: readonly Case<PriceOf<M>>[] } = {
  flat: [
    { price: { model: 'flat', amount: '50' }, quantity: '7', costs: '50', because: 'flat is flat' },
    { price: { model: 'flat', amount: '50' }, quantity: '0', costs: '0', because: 'nothing used, nothing charged' },
    { price: { model: 'flat', amount: '-5' }, quantity: '1', costs: '-5', because: 'a grant is negative' },
    {
      price: { model: 'flat', amount: '0.686', once: 'day' },
      quantity: '5',
      costs: '0.686',
      because: 'the standing charge comes with the first reading of a day',
    },
    {
      price: { model: 'flat', amount: '0.686', once: 'day' },
      quantity: '3',
      counted: '1',
      costs: '0',
      because: 'the second reading of the day is free of it',
    },
  ],
  'per-unit': [
    {
      price: { model: 'per-unit', unitPrice: '2.50' },
      quantity: '20',
      costs: '50',
      because: '20 minutes at 2.50 a minute',
    },
    {
      price: { model: 'per-unit', unitPrice: '0.124' },
      quantity: '5',
      costs: '0.62',
      because: '5 kWh; with a standing charge of 0.686 they are 1.306',
    },
    { price: { model: 'per-unit', unitPrice: '0.124' }, quantity: '3', costs: '0.372', because: 'three decimals stay' },
    {
      price: { model: 'per-unit', unitPrice: '48.99', per: '30' },
      quantity: '5',
      costs: '8.165',
      because: '48.99 × 5 ÷ 30 in one division, which rounds to 8.17; a ratio cut before it would give 8.16',
    },
    {
      price: { model: 'per-unit', unitPrice: '0.01', minimumCharge: '0.10' },
      quantity: '3',
      costs: '0.1',
      because: '0.03 is lifted to the minimum charge',
    },
    {
      price: { model: 'per-unit', unitPrice: '0', minimumCharge: '0.10' },
      quantity: '3',
      costs: '0',
      because: 'a minimum charges nothing by itself',
    },
    {
      price: { model: 'per-unit', unitPrice: '-1', minimumCharge: '0.10' },
      quantity: '3',
      costs: '-3',
      because: 'a minimum leaves grants alone',
    },
    {
      price: { model: 'per-unit', unitPrice: '1', per: '60', minimumCharge: '0.50' },
      quantity: '30',
      costs: '0.5',
      because: 'exactly the minimum, per 60, is the minimum',
    },
    {
      price: { model: 'per-unit', unitPrice: '0.000000000001' },
      quantity: '999999999999999999999',
      costs: '999999999.999999999999',
      because: 'the hugest quantity at the smallest price loses no digit',
    },
  ],
  graduated: [
    { price: GRADUATED, quantity: '620', costs: '48', because: '100 × 0.10 + 400 × 0.08 + 120 × 0.05' },
    { price: GRADUATED, quantity: '100', costs: '10', because: 'a tier includes its upper bound' },
    { price: GRADUATED, quantity: '101', costs: '10.08', because: 'one unit spills into the second tier' },
    { price: GRADUATED, quantity: '100.5', costs: '10.04', because: 'half a unit spills as half a unit' },
    { price: GRADUATED, quantity: '0', costs: '0', because: 'nothing used, nothing charged' },
    { price: GRADUATED, quantity: '50', counted: '80', costs: '5', because: 'tiers of an event start anew' },
    {
      price: { ...GRADUATED, basis: 'cycle' },
      quantity: '50',
      counted: '80',
      costs: '4.4',
      because: '20 left at 0.10, 30 at 0.08: the tiers count on over the cycle',
    },
    {
      price: { ...GRADUATED, basis: 'cycle' },
      quantity: '450',
      counted: '80',
      costs: '35.5',
      because: '20 × 0.10 + 400 × 0.08 + 30 × 0.05: one event crosses two edges',
    },
    { price: WITH_FEES, quantity: '10', costs: '15', because: 'the fee of the tier is added when it is entered' },
    { price: WITH_FEES, quantity: '1', counted: '9', costs: '1', because: 'the tier had been entered before' },
    { price: WITH_FEES, quantity: '1', counted: '10', costs: '2.5', because: 'the second tier is entered: 0.5 and 2' },
    { price: WITH_FEES, quantity: '40', costs: '22', because: '10 + 5, then 5 + 2, then nothing more' },
    {
      price: { model: 'graduated', basis: 'event', per: '3', tiers: [{ upTo: null, unitPrice: '1', flatFee: '2' }] },
      quantity: '3',
      costs: '3',
      because: '3 units at 1 per 3, and the flat fee of 2 is not divided',
    },
    {
      price: { ...GRADUATED, tiers: [{ upTo: '10', unitPrice: '1' }] },
      quantity: '11',
      costs: '11',
      because: 'what lies beyond the last tier belongs to it: nothing is free because a list ends',
    },
    { price: CHARGING, quantity: '240', costs: '0', because: 'four hours are free' },
    { price: CHARGING, quantity: '245', costs: '0.5', because: '5 minutes are 0.083…, lifted to the minimum' },
    { price: CHARGING, quantity: '300', costs: '1', because: 'one hour after the free ones' },
    { price: CHARGING, quantity: '3300', costs: '51', because: 'a session of 55 hours' },
    { price: CHARGING, quantity: '280', costs: '0.66666666666666666667', because: '40 ÷ 60 of an hour, undivided' },
  ],
  volume: [
    { price: VOLUME, quantity: '620', costs: '31', because: 'all 620 at 0.05' },
    { price: VOLUME, quantity: '100', costs: '10', because: 'a tier includes its upper bound' },
    { price: VOLUME, quantity: '101', costs: '8.08', because: 'one unit more makes all of them cheaper' },
    {
      price: { ...VOLUME, basis: 'cycle' },
      quantity: '1',
      counted: '100',
      costs: '-1.92',
      because: '101 cost 8.08 and 100 cost 10.00: money comes back',
    },
    {
      price: { ...VOLUME, tiers: [{ upTo: null, unitPrice: '2', flatFee: '7' }], per: '4' },
      quantity: '6',
      costs: '10',
      because: '6 × 2 ÷ 4, and the flat fee of 7 is not divided',
    },
    { price: { ...VOLUME, tiers: [] }, quantity: '2', costs: '0', because: 'no tier, no price' },
    { price: { ...VOLUME, minimumCharge: '1' }, quantity: '2', costs: '1', because: '0.20 is lifted to the minimum' },
  ],
  'stair-step': [
    { price: STEPS, quantity: '0.5', costs: '10', because: 'the first step begins above nothing' },
    { price: STEPS, quantity: '5', costs: '10', because: 'a step includes its upper bound' },
    { price: STEPS, quantity: '5.01', costs: '30', because: 'the whole next step' },
    { price: STEPS, quantity: '0', costs: '0', because: 'nothing used, nothing charged' },
    { price: { ...STEPS, steps: [] }, quantity: '2', costs: '0', because: 'no step, no price' },
    {
      price: { ...STEPS, steps: STEPS.steps.slice(0, 2) },
      quantity: '51',
      costs: '30',
      because: 'what lies beyond the last step belongs to it',
    },
    { price: STEPS, quantity: '1000', costs: '90', because: 'the last step has no end' },
    { price: { ...STEPS, basis: 'cycle' }, quantity: '2', counted: '2', costs: '0', because: 'the step is paid for' },
    {
      price: { ...STEPS, basis: 'cycle' },
      quantity: '2',
      counted: '4',
      costs: '20',
      because: 'only what 30 is over 10',
    },
  ],
  package: [
    { price: PACKAGE, quantity: '100', costs: '3', because: 'one package exactly' },
    { price: PACKAGE, quantity: '101', costs: '6', because: 'a started package counts' },
    { price: PACKAGE, quantity: '0.1', costs: '3', because: 'a started package counts' },
    { price: PACKAGE, quantity: '1', counted: '99', costs: '3', because: 'packages of an event start anew' },
    {
      price: { ...PACKAGE, basis: 'cycle' },
      quantity: '1',
      counted: '99',
      costs: '0',
      because: 'the rest of a package',
    },
    {
      price: { ...PACKAGE, basis: 'cycle' },
      quantity: '102',
      counted: '99',
      costs: '6',
      because: 'two more are started',
    },
    {
      price: { ...PACKAGE, size: '0.3' },
      quantity: '0.9',
      costs: '9',
      because: 'three packages exactly: a size that no binary fraction holds',
    },
  ],
  percentage: [
    { price: CARD, quantity: '100', costs: '1.65', because: '1.4 % of 100 and the fee of 0.25' },
    { price: CARD, quantity: '10', costs: '0.5', because: '0.14 + 0.25, lifted to the minimum' },
    { price: CARD, quantity: '5000', costs: '20', because: '70.25, held at the maximum, fee and all' },
    { price: CARD, quantity: '0', costs: '0', because: 'no payment, no fee' },
    { price: { model: 'percentage', percent: '0.05' }, quantity: '0.01', costs: '0.000005', because: 'nothing is cut' },
  ],
  'minimum-commitment': [
    {
      price: { model: 'minimum-commitment', minimum: '100' },
      quantity: '3',
      costs: '0',
      because: 'what it costs is known when the cycle is over',
    },
  ],
};

describe.for(Object.entries(CASES))('%s', ([, cases]) => {
  test.for<Case>(cases)('$quantity cost $costs: $because', ({ price, quantity, counted = '0', costs }) => {
    const cost = divided(priceFunctionOf(price)(dec(quantity), dec(counted)));
    expect(decimalText(cost.toDecimalPlaces(20))).toBe(costs);
  });
});
