import type { PaymentType, Product } from '../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../domain/catalog/compile-price-book.ts';
import type { CreditProfile } from '../../domain/catalog/credit-profile.ts';
import type { Discount, DiscountEffect, DiscountRule } from '../../domain/catalog/discount.ts';
import type { Price } from '../../domain/catalog/price.ts';
import type { PriceBook } from '../../domain/catalog/price-book.ts';
import type { Rollover } from '../../domain/catalog/rollover.ts';
import type { PurchasedProduct, RatingProfile } from '../../domain/subscription/subscription.ts';
import { FOREVER } from '../../domain/time/instant.ts';
import { fc } from './chance.ts';
import { bookOf, EUR, MARCH, MB, profileOf, usageProduct } from './usage-world.ts';

/** Any mixture of prices, taxes, discounts, sharing, limits and ways to pay. */

export const money = fc.integer({ min: 0, max: 300 }).map((cents) => (cents / 100).toFixed(2));
const tiers = fc.tuple(money, money, fc.constantFrom('10', '40')).map(([low, high, upTo]) => [
  { upTo, unitPrice: low },
  { upTo: null, unitPrice: high },
]);
const basis = fc.constantFrom('event', 'cycle');
const price: fc.Arbitrary<Price> = fc.oneof(
  money.map((amount): Price => ({ model: 'flat', amount })),
  fc.tuple(money, fc.constantFrom('day', 'cycle')).map(([amount, once]): Price => ({ model: 'flat', amount, once })),
  fc.tuple(money, money).map(([unitPrice, minimumCharge]): Price => ({ model: 'per-unit', unitPrice, minimumCharge })),
  fc.tuple(tiers, basis).map(([rows, of]): Price => ({ model: 'graduated', basis: of, tiers: rows })),
  fc.tuple(tiers, basis).map(([rows, of]): Price => ({ model: 'volume', basis: of, tiers: rows })),
  fc.tuple(money, money, basis).map(
    ([low, high, of]): Price => ({
      model: 'stair-step',
      basis: of,
      steps: [
        { upTo: '20', amount: low },
        { upTo: null, amount: high },
      ],
    }),
  ),
  fc.tuple(money, basis).map(([amount, of]): Price => ({ model: 'package', size: '7', amount, basis: of })),
  fc.tuple(money, money).map(([percent, fee]): Price => ({ model: 'percentage', percent, fee, maximumCharge: '5' })),
);
const tax = fc.constantFrom(undefined, 'VAT22', 'IN22');
const unitAmount = fc.constantFrom('-3', '2');

const filter = fc.constantFrom<DiscountRule['filter']>({}, { products: ['data-usage'] }, { chargeTags: ['VOICE'] });
const effect: fc.Arbitrary<DiscountEffect> = fc.oneof(
  fc.constantFrom('10', '33', '100').map((value): DiscountEffect => ({ type: 'percentage', value })),
  fc.constantFrom('0.5', '3').map((value): DiscountEffect => ({ type: 'flat', value })),
  fc.constant<DiscountEffect>({ type: 'consume', resource: 'MB' }),
  fc
    .constantFrom('event', 'quantity')
    .map((per): DiscountEffect => ({ type: 'grant', resource: 'MB', amount: '2', per })),
  fc
    .constantFrom('quantity', 'amount', 'events')
    .map((what): DiscountEffect => ({ type: 'count', counter: 'N', what })),
);
const rules = fc.array(
  fc
    .tuple(filter, effect, fc.constantFrom(undefined, { counter: 'N', above: '3', upTo: null }))
    .map(([of, does, when]): DiscountRule => ({ filter: of, effect: does, ...(when === undefined ? {} : { when }) })),
  { minLength: 1, maxLength: 3 },
);
const discounts = fc.array(
  fc.record({
    rules,
    combination: fc.constantFrom('sequential', 'parallel'),
    appliesAt: fc.constantFrom('rating', 'billing'),
    priority: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 3, size: 'max' },
);
const paymentType = fc.constantFrom<PaymentType>('prepaid', 'postpaid');
export const anySold = fc.record({
  data: price,
  voice: price,
  extra: price,
  dataTax: tax,
  voiceTax: tax,
  unitAmount,
  discounts,
  share: fc.constantFrom('0', '25', '50', '100'),
  units: fc.boolean(),
  member: paymentType,
  owner: paymentType,
  limit: fc.constantFrom(null, '2', '10'),
  least: fc.boolean(),
  rollover: fc.constantFrom<Rollover | undefined>(
    undefined,
    { intervals: 1 },
    { intervals: 2, maximumPerInterval: '7', maximumTotal: '10' },
  ),
});
export type Sold = typeof anySold extends fc.Arbitrary<infer T> ? T : never;

const always = { validFrom: 0, validTo: FOREVER };
const listed = (code: string, rest: Pick<Discount, 'rules'> & Partial<Discount>): CatalogObject => ({
  kind: 'discount',
  object: {
    code,
    name: code,
    mode: 'advanced',
    ...always,
    priority: 1,
    combination: 'sequential',
    appliesAt: 'rating',
    ...rest,
  },
});
const FEE: Product = {
  ...usageProduct('none', { model: 'flat', amount: '4' }, { tax: 'VAT22' }),
  code: 'fee',
  type: 'recurring',
  cycle: 'forward',
  eventType: 'monthly',
};
const grantOf = ({ rollover }: Pick<Sold, 'rollover'>): Product => ({
  ...FEE,
  code: 'mb',
  resource: 'MB',
  versions: [{ validFrom: 0, price: { model: 'flat', amount: '-20' } }],
  ...(rollover === undefined ? {} : { rollover }),
});

const productsOf = ({ data, voice, extra, dataTax, voiceTax, unitAmount: units }: Sold): readonly Product[] => [
  usageProduct('data', data, { allowance: 'MB', ...(dataTax === undefined ? {} : { tax: dataTax }) }),
  {
    ...usageProduct('voice', voice, { chargeTag: 'VOICE' }),
    versions: [
      {
        validFrom: 0,
        price: voice,
        ...(voiceTax === undefined ? {} : { tax: voiceTax }),
        ratePlan: {
          otherwise: 'price',
          rates: [
            {
              chargeTag: 'VOICE',
              details: [
                { price: voice, increment: '5' },
                { price: extra },
                { resource: 'PTS', price: { model: 'per-unit', unitPrice: units } },
                { resource: 'N', price: { model: 'flat', amount: '1' } },
              ],
            },
          ],
        },
      },
    ],
  },
];
/** 15 a cycle at least. */
const LEAST: Product = {
  ...FEE,
  code: 'least',
  cycle: 'arrear',
  versions: [{ validFrom: 0, price: { model: 'minimum-commitment', minimum: '15' }, tax: 'VAT22' }],
};

const hardLimit = (limit: string): CatalogObject => {
  const thresholds = [{ type: 'percent', value: '50' }] as const;
  const object: CreditProfile = {
    code: 'C',
    name: 'C',
    paymentTypes: ['postpaid'],
    isDefault: true,
    limits: [{ resource: 'EUR', limit, hard: true, thresholds }],
  };
  return { kind: 'creditProfile', object };
};

export const bookOfSold = (sold: Sold): PriceBook =>
  bookOf(
    [...productsOf(sold), FEE, grantOf(sold), LEAST],
    [EUR, MB, { ...MB, code: 'PTS' }, { ...MB, code: 'N', counter: true }],
    [
      { kind: 'eventType', object: { code: 'monthly', name: 'Monthly', interval: { unit: 'month', count: 1 } } },
      {
        kind: 'tax',
        object: { code: 'IN22', name: 'In', percent: '22', inclusive: true, validFrom: 0, validTo: FOREVER },
      },
      ...sold.discounts.map((rest, index) => listed(`D${index}`, rest)),
      listed('FAMILY', {
        rules: [
          { filter: { chargeTags: ['VOICE'] }, effect: { type: 'percentage', value: sold.share } },
          ...(sold.units ? [{ filter: {}, effect: { type: 'consume', resource: 'MB' } } as const] : []),
        ],
      }),
      ...(sold.limit === null ? [] : [hardLimit(sold.limit)]),
    ],
  );

/** Group 1 is a member, group 2 the owner. Both have all discounts, a fee, an allowance and perhaps a minimum. */
export function contractOf(sold: Sold, group: string): RatingProfile {
  const base = profileOf(productsOf(sold), group);
  const membership = { from: 0, to: FOREVER, joinedAt: 0, status: 'active', groupId: '7' } as const;
  return {
    ...base,
    customerId: group,
    paymentType: group === '1' ? sold.member : sold.owner,
    purchases: [
      ...base.purchases,
      ...['fee', 'mb', ...(sold.least ? ['least'] : [])].map(
        (product): PurchasedProduct => ({
          ...{ purchaseId: `p-${product}`, subscriptionId: '1', bundle: 'b', product, quantity: '1' },
          ...{ validFrom: MARCH.from, validTo: FOREVER, status: 'active' },
          chargedThrough: product === 'least' ? MARCH.from : MARCH.to,
        }),
      ),
    ],
    discounts: [
      ...sold.discounts.map(
        (_, index) =>
          ({
            purchaseId: `d${index}`,
            subscriptionId: '1',
            bundle: 'b',
            discount: `D${index}`,
            status: 'active',
            ...always,
          }) as const,
      ),
      ...(group === '2'
        ? [
            {
              purchaseId: 'f',
              subscriptionId: '9',
              bundle: 'b',
              discount: 'FAMILY',
              status: 'active',
              ...always,
            } as const,
          ]
        : []),
    ],
    ...(group === '1'
      ? { memberships: [{ ...membership, ownerCustomerId: '2', ownerBalanceGroupId: '2' }] }
      : {
          sharingGroups: [
            {
              ...{ groupId: '7', name: 'F', subscriptionId: '9', status: 'active', from: 0, to: FOREVER },
              policy: { name: 'P', discounts: ['FAMILY'] },
              members: [{ ...membership, customerId: '1', balanceGroupId: '1' }],
            } as const,
          ],
        }),
  };
}
