import { expect, test } from 'vitest';
import { addUpBill } from '../../../domain/billing/add-up-bill.ts';
import { turnCycle } from '../../../domain/billing/turn-cycle.ts';
import type { Product } from '../../../domain/catalog/catalog.ts';
import type { Discount, DiscountEffect } from '../../../domain/catalog/discount.ts';
import { workOn } from '../../../domain/ledger/append-entries.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { indexContract } from '../../../domain/rating/contract-index.ts';
import { rateUsage } from '../../../domain/rating/rate-usage.ts';
import { endPurchases } from '../../../domain/subscription/end-purchases.ts';
import { startPurchases } from '../../../domain/subscription/start-purchases.ts';
import type { PurchasedDiscount, RatingProfile } from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { allowed } from '../../support/billing-world.ts';
import {
  APRIL,
  at,
  bookOf,
  EUR,
  grant,
  MARCH,
  MB,
  newHead,
  profileOf,
  usageProduct,
} from '../../support/usage-world.ts';

/** Two lines of a family: the same products, bought by two subscriptions of one balance group. */
const FEE: Product = {
  ...usageProduct('fee', { model: 'flat', amount: '30' }),
  code: 'fee',
  type: 'recurring',
  cycle: 'forward',
  eventType: 'monthly',
  billItem: 'subscription',
  prorationOnPurchase: 'prorate',
  prorationOnCancel: 'prorate',
};
const DATA_USAGE = usageProduct('data', { model: 'per-unit', unitPrice: '1' });
const MAY = { from: APRIL.to, to: at('2026-06-01T00:00:00Z') };

const billed = (code: string, effect: DiscountEffect): Discount => ({
  code,
  name: code,
  mode: 'advanced',
  validFrom: 0,
  validTo: FOREVER,
  priority: 1,
  combination: 'sequential',
  appliesAt: 'billing',
  rules: [{ filter: {}, effect }],
});
const BOOK = bookOf(
  [FEE, DATA_USAGE],
  [EUR, MB],
  [
    { kind: 'eventType', object: { code: 'monthly', name: 'Monthly', interval: { unit: 'month', count: 1 } } },
    { kind: 'discount', object: billed('FIFTH', { type: 'percentage', value: '20' }) },
    { kind: 'discount', object: billed('ALL', { type: 'percentage', value: '100' }) },
    {
      kind: 'discount',
      object: {
        ...billed('FREE-MB', { type: 'consume', resource: 'MB' }),
        rules: [{ filter: { products: ['data-usage'] }, effect: { type: 'consume', resource: 'MB' } }],
      },
    },
  ],
);

function march({
  discounts,
  used,
  leave,
}: {
  /** By subscription. */
  readonly discounts: Readonly<Record<string, string>>;
  /** Units, by subscription. */
  readonly used: Readonly<Record<string, string>>;
  /** A subscription that leaves on 16 March. */
  readonly leave?: string;
}) {
  const template = profileOf([DATA_USAGE]);
  const bought = { bundle: 'b', validFrom: MARCH.from, validTo: FOREVER, status: 'pending' } as const;
  const profile: RatingProfile = {
    ...template,
    services: ['1', '2'].flatMap((subscriptionId) =>
      template.services.map((service) => ({
        ...service,
        serviceId: `s-${subscriptionId}`,
        identifier: `data-${subscriptionId}`,
        subscriptionId,
      })),
    ),
    purchases: ['1', '2'].flatMap((subscriptionId) =>
      ['fee', 'data-usage'].map((product) => ({
        ...{ ...bought, purchaseId: `${product}-${subscriptionId}`, subscriptionId, product, quantity: '1' },
        chargedThrough: MARCH.from,
        ...(product === 'fee' ? {} : { serviceId: `s-${subscriptionId}` }),
      })),
    ),
    discounts: Object.entries(discounts).map(
      ([subscriptionId, discount]): PurchasedDiscount => ({
        ...{ ...bought, purchaseId: `d-${subscriptionId}`, subscriptionId, discount },
      }),
    ),
  };
  const opened = newHead();
  const time = { book: BOOK, now: MARCH.from };
  let { contract } = allowed(startPurchases({ head: opened, profile }, time));
  const work = workOn(contract.head);
  const index = indexContract(contract.profile);
  for (const [subscriptionId, volume] of Object.entries(used)) {
    const event = {
      id: subscriptionId,
      at: at('2026-03-10T12:00:00Z'),
      serviceType: 'data',
      identifier: `data-${subscriptionId}`,
      fields: { volume },
    };
    const rated = rateUsage({ state: work.state, contract: index, book: BOOK, now: event.at }, event);
    if (!rated.ok) throw new Error(rated.error.detail);
    work.append(rated.value.entry);
  }
  work.append(grant('MB', '-10', MARCH));
  contract = { ...contract, head: work.finish() };
  if (leave !== undefined) {
    const left = at('2026-03-16T00:00:00Z');
    contract = allowed(
      endPurchases(contract, { book: BOOK, now: left }, ({ subscriptionId }) =>
        subscriptionId === leave ? { at: left, as: 'cancelled' } : null,
      ),
    );
  }
  const turned = allowed(
    turnCycle(contract, {
      book: BOOK,
      billId: '1',
      ended: MARCH,
      cycles: { active: APRIL, next: MAY },
      now: APRIL.from,
    }),
  );
  const { head } = turned.after;
  expect(verifyHead(head, head.tail)).toBeNull();
  const bill = allowed(addUpBill(turned.charges, { book: BOOK, digits: 2 }));
  return { bill, left: [...head.buckets.values()].find(({ resource }) => resource === 'MB')?.amount.toFixed() };
}

test.for([
  {
    because: '20 % of each: 12 of 60, not of what the other one pays, too',
    discounts: { '1': 'FIFTH', '2': 'FIFTH' },
    used: {},
    net: '48',
  },
  { because: 'all of each is nothing, and not less', discounts: { '1': 'ALL', '2': 'ALL' }, used: {}, net: '0' },
  { because: 'one has it, the other has not', discounts: { '1': 'FIFTH' }, used: {}, net: '54' },
  {
    because: 'the same of what they used: 20 % of 30 + 10, nothing of 30 + 5',
    discounts: { '1': 'FIFTH' },
    used: { '1': '10', '2': '5' },
    net: '67',
  },
  {
    because: 'who leaves has it on what is left: 30 − 15.48, less 6.00 − 3.10, and 30',
    discounts: { '1': 'FIFTH' },
    used: {},
    leave: '1',
    net: '41.62',
  },
])('$net: $because', ({ because: _, net, ...told }) => {
  expect(march(told).bill.net).toBe(net);
});

test('units that both could use up are used once: 10 of 16', () => {
  const { bill, left } = march({ discounts: { '1': 'FREE-MB', '2': 'FREE-MB' }, used: { '1': '8', '2': '8' } });
  expect(left).toBe('0');
  expect(dataOf(bill)).toBe(6);
});

test('a bill shows one line for what both bought', () => {
  const { bill } = march({ discounts: { '1': 'FIFTH' }, used: { '1': '10', '2': '5' } });
  expect(bill.lines.map(({ product, discount, net }) => [product, discount, net])).toEqual([
    ['fee', undefined, '60'],
    ['fee', 'FIFTH', '-6'],
    ['data-usage', undefined, '15'],
    ['data-usage', 'FIFTH', '-2'],
  ]);
});

const dataOf = ({ lines }: ReturnType<typeof march>['bill']): number =>
  lines.filter(({ product }) => product === 'data-usage').reduce((total, { net }) => total + parseFloat(net), 0);
