import { expect, test } from 'vitest';
import type { Price } from '../../../domain/catalog/price.ts';
import { dec } from '../../../domain/money/decimal.ts';
import { divided } from '../../../domain/money/fraction.ts';
import { priceFunctionOf } from '../../../domain/rating/price-models/price-function-of.ts';
import { at, EUR, grant, MARCH, MB, UsageWorld, usageMessage, usageProduct } from '../../support/usage-world.ts';

const TIERS = [
  { upTo: '100', unitPrice: '0.10' },
  { upTo: '500', unitPrice: '0.08' },
  { upTo: null, unitPrice: '0.05' },
];
const GRADUATED: Price = { model: 'graduated', basis: 'event', tiers: TIERS };
/** The published tariff of the charging stations: minutes, four hours free, then 1.00 an hour, at least 0.50. */
const CHARGING: Price = {
  model: 'graduated',
  basis: 'event',
  per: '60',
  minimumCharge: '0.50',
  tiers: [
    { upTo: '240', unitPrice: '0' },
    { upTo: null, unitPrice: '1.00' },
  ],
};

test.for([
  { price: GRADUATED, quantity: '620', counter: '0', amount: '48', because: '100 × 0.10 + 400 × 0.08 + 120 × 0.05' },
  { price: GRADUATED, quantity: '100', counter: '0', amount: '10', because: 'a tier includes its upper bound' },
  { price: GRADUATED, quantity: '101', counter: '0', amount: '10.08', because: 'one unit spills into the second tier' },
  { price: GRADUATED, quantity: '0', counter: '0', amount: '0', because: 'nothing used, nothing charged' },
  {
    price: { ...GRADUATED, basis: 'cycle' } as const,
    quantity: '50',
    counter: '80',
    amount: '4.4',
    because: '20 left at 0.10, 30 at 0.08: the tiers count on over the cycle',
  },
  {
    price: { ...GRADUATED, tiers: [{ upTo: null, unitPrice: '1', flatFee: '2' }], per: '3' } as const,
    quantity: '3',
    counter: '0',
    amount: '3',
    because: '3 units at 1 per 3, and the flat fee of 2 is not divided',
  },
  { price: CHARGING, quantity: '240', counter: '0', amount: '0', because: 'four hours are free' },
  {
    price: CHARGING,
    quantity: '245',
    counter: '0',
    amount: '0.5',
    because: '5 minutes are 0.083…, lifted to the minimum',
  },
  { price: CHARGING, quantity: '300', counter: '0', amount: '1', because: 'one hour after the free ones' },
  { price: CHARGING, quantity: '3300', counter: '0', amount: '51', because: 'a session of 55 hours' },
  {
    price: { model: 'per-unit', unitPrice: '48.99', per: '30' } as const,
    quantity: '5',
    counter: '0',
    amount: '8.165',
    because: '48.99 × 5 ÷ 30 in one division: the ratio is never cut',
  },
  {
    price: { model: 'flat', amount: '50' } as const,
    quantity: '7',
    counter: '0',
    amount: '50',
    because: 'flat is flat',
  },
  {
    price: { model: 'flat', amount: '50' } as const,
    quantity: '0',
    counter: '0',
    amount: '0',
    because: 'nothing used',
  },
])('$quantity units cost $amount: $because', ({ price, quantity, counter, amount }) => {
  expect(
    divided(priceFunctionOf(price)(dec(quantity), dec(counter)))
      .toDecimalPlaces(20)
      .toFixed(),
  ).toBe(amount);
});

/** What the one event of a world came to: charge net and tax, and its buckets. */
async function rateOne(world: UsageWorld, message: unknown) {
  const outcome = await world.rate([message]);
  expect(outcome.faults).toEqual([]);
  const [line] = world.head().unbilled.values();
  return { outcome, net: line?.net.toFixed(), tax: line?.tax.toFixed(), quantity: line?.quantity.toFixed() };
}

test('a call of 20 minutes at 2.50 a minute costs 50', async () => {
  const world = new UsageWorld([usageProduct('voice', { model: 'per-unit', unitPrice: '2.50' })]);
  const call = { id: '1', serviceType: 'voice', identifier: 'voice-1', at: at('2026-03-29T11:59:00Z') };
  expect(await rateOne(world, usageMessage({ ...call, fields: { end: '2026-03-29T12:19:00Z' } }))).toMatchObject({
    net: '50',
    quantity: '20',
  });
});

test('61 seconds with steps of a minute are 2 minutes', async () => {
  const world = new UsageWorld([usageProduct('voice', { model: 'per-unit', unitPrice: '1' })]);
  const call = { id: '1', serviceType: 'voice', identifier: 'voice-1', at: at('2026-03-29T12:00:00Z') };
  expect(await rateOne(world, usageMessage({ ...call, fields: { end: '2026-03-29T12:01:01Z' } }))).toMatchObject({
    quantity: '2',
  });
});

const DATA_OVER_ALLOWANCE = usageProduct(
  'data',
  { model: 'per-unit', unitPrice: '0.02' },
  { allowance: 'MB', tax: 'VAT22' },
);

test('1200 MB against a grant of 1000 leave 200 MB to pay, with tax', async () => {
  const world = new UsageWorld([DATA_OVER_ALLOWANCE], { grants: [grant('MB', '-1000', MARCH)] });
  expect(await rateOne(world, usageMessage({ id: '1', fields: { volume: '1200' } }))).toMatchObject({
    net: '4',
    tax: '0.88',
  });
  const [bucket] = [...world.head().buckets.values()].filter(({ resource }) => resource === 'MB');
  expect(bucket?.amount.toFixed()).toBe('0');
});

test.for([
  { order: 'earliest-end', first: { A: '-300', B: '0' }, because: 'B ends on 20 March and is used up first' },
  { order: 'latest-end', first: { A: '0', B: '-300' }, because: 'A ends last and is used first' },
] as const)('two grants are used in the order $order: $because', async ({ order, first }) => {
  const A = grant('MB', '-1000', { from: MARCH.from, to: at('2026-03-31T00:00:00Z') }, 'grant:A');
  const B = grant('MB', '-500', { from: MARCH.from, to: at('2026-03-20T00:00:00Z') }, 'grant:B');
  const world = new UsageWorld([DATA_OVER_ALLOWANCE], {
    grants: [A, B],
    resources: [EUR, { ...MB, consumptionOrder: order }],
  });
  await world.rate([usageMessage({ id: '1', fields: { volume: '1200' } })]);
  const left = (origin: string) =>
    [...world.head().buckets.values()].find((bucket) => bucket.origin === origin)?.amount.toFixed();
  expect({ A: left('grant:A'), B: left('grant:B') }).toEqual(first);
  await world.rate([usageMessage({ id: '2', fields: { volume: '400' } })]);
  const [line] = world.head().unbilled.values();
  expect(line?.net.toFixed()).toBe('2');
});

test('a grant that is over, or not begun, when the event happens is not touched', async () => {
  const over = grant('MB', '-10', { from: MARCH.from, to: at('2026-03-15T12:00:00Z') }, 'grant:over');
  const tomorrow = grant('MB', '-10', { from: at('2026-03-16T00:00:00Z'), to: MARCH.to }, 'grant:tomorrow');
  const world = new UsageWorld([DATA_OVER_ALLOWANCE], { grants: [over, tomorrow] });
  expect(await rateOne(world, usageMessage({ id: '1', fields: { volume: '5' } }))).toMatchObject({ net: '0.1' });
});

test('seven events of 0.33 carry exact tax: 0.51 on the bill, not seven times 0.07', async () => {
  const world = new UsageWorld([usageProduct('data', { model: 'per-unit', unitPrice: '0.33' }, { tax: 'VAT22' })]);
  await world.rate(Array.from({ length: 7 }, (_, index) => usageMessage({ id: `${index}` })));
  const [line] = world.head().unbilled.values();
  expect(line?.tax.toFixed()).toBe('0.5082');
});

test('the same session twice is one event; the same id with another quantity is a conflict', async () => {
  const world = new UsageWorld([DATA_OVER_ALLOWANCE]);
  await world.rate([usageMessage({ id: '1', fields: { volume: '5' } })]);
  const again = await world.rate([
    usageMessage({ id: '1', fields: { volume: '5' } }),
    usageMessage({ id: '1', fields: { volume: '6' } }),
  ]);
  expect(again).toMatchObject({ rated: 0, duplicate: 1, suspended: 1 });
  expect([...world.suspended.values()].map(({ reason }) => reason)).toEqual(['CONFLICT']);
  expect(world.head().usageCount).toBe(1);
});
