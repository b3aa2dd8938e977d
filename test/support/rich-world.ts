import type { Product } from '../../domain/catalog/catalog.ts';
import type { CatalogObject } from '../../domain/catalog/compile-price-book.ts';
import type { Discount } from '../../domain/catalog/discount.ts';
import type { Price } from '../../domain/catalog/price.ts';
import type { PriceBook } from '../../domain/catalog/price-book.ts';
import { FOREVER } from '../../domain/time/instant.ts';
import { APRIL, bookOf, EUR, grant, MARCH, MB, UsageWorld, usageProduct } from './usage-world.ts';

/**
 * A member (group 1) and the owner who stands in for it (group 2): allowances of both, tiers, money paid ahead, a fee once a day, a discount that
 * begins when a counter has counted enough, a shared allowance, and a part of the voice charges taken over.
 */

export type RichPrices = { readonly data: Price; readonly voice: Price; readonly percent: string };

const always = { validFrom: 0, validTo: FOREVER };
const discount = (code: string, rules: Discount['rules'], priority = 1): CatalogObject => ({
  kind: 'discount',
  object: {
    code,
    name: code,
    mode: 'advanced',
    ...always,
    priority,
    combination: 'sequential',
    appliesAt: 'rating',
    rules,
  },
});
const COUNTER = { ...MB, code: 'VOLUME', name: 'Volume', counter: true };

const catalogOf = ({ percent }: RichPrices): readonly CatalogObject[] => [
  discount('LOYAL', [
    { filter: { products: ['data-usage'] }, effect: { type: 'count', counter: 'VOLUME', what: 'quantity' } },
    {
      filter: { products: ['data-usage'] },
      when: { counter: 'VOLUME', above: '100', upTo: null },
      effect: { type: 'percentage', value: '10' },
    },
  ]),
  discount('FAMILY', [
    { filter: { chargeTags: ['VOICE'] }, effect: { type: 'percentage', value: percent } },
    { filter: {}, effect: { type: 'consume', resource: 'MB' } },
  ]),
];

const productsOf = ({ data, voice }: RichPrices): readonly Product[] => [
  usageProduct('data', data, { allowance: 'MB', tax: 'VAT22' }),
  {
    ...usageProduct('voice', voice, { chargeTag: 'VOICE' }),
    versions: [
      {
        validFrom: 0,
        price: voice,
        tax: 'VAT22',
        ratePlan: {
          otherwise: 'price',
          rates: [
            {
              chargeTag: 'VOICE',
              details: [{ price: voice }, { price: { model: 'flat', amount: '0.5', once: 'day' } }],
            },
          ],
        },
      },
    ],
  },
];

const RESOURCES = [EUR, MB, COUNTER];

export const richBook = (prices: RichPrices, version: number): PriceBook => ({
  ...bookOf(productsOf(prices), RESOURCES, catalogOf(prices)),
  version,
});

const membership = { ...MARCH, from: 0, to: FOREVER, joinedAt: 0, status: 'active' } as const;

export const richWorld = (prices: RichPrices): UsageWorld =>
  new UsageWorld(productsOf(prices), {
    groups: 2,
    resources: RESOURCES,
    catalog: catalogOf(prices),
    grantsOf: (id) =>
      id === '2'
        ? [grant('MB', '-80', MARCH), grant('EUR', '-4', MARCH, 'top-up:2')]
        : [grant('MB', '-50', { from: MARCH.from, to: APRIL.to }), grant('EUR', '-6', MARCH, 'top-up:1')],
    contract: (id) =>
      id === '1'
        ? {
            customerId: 'member',
            discounts: [
              { purchaseId: '8', subscriptionId: '1', bundle: 'b', discount: 'LOYAL', status: 'active', ...always },
            ],
            memberships: [{ ...membership, groupId: '7', ownerCustomerId: 'owner', ownerBalanceGroupId: '2' }],
          }
        : {
            customerId: 'owner',
            discounts: [
              {
                purchaseId: '9',
                subscriptionId: 'family',
                bundle: 'b',
                discount: 'FAMILY',
                status: 'active',
                ...always,
              },
            ],
            sharingGroups: [
              {
                ...{ groupId: '7', name: 'Family', subscriptionId: 'family', status: 'active', from: 0, to: FOREVER },
                policy: { name: 'All for one', discounts: ['FAMILY'] },
                members: [{ ...membership, customerId: 'member', balanceGroupId: '1' }],
              },
            ],
          },
  });
