import { expect, test } from 'vitest';
import { addUpBill } from '../../../domain/billing/add-up-bill.ts';
import { turnCycle } from '../../../domain/billing/turn-cycle.ts';
import type { Product } from '../../../domain/catalog/catalog.ts';
import { compilePriceBook } from '../../../domain/catalog/compile-price-book.ts';
import { appendEntries, workOn } from '../../../domain/ledger/append-entries.ts';
import { openLedger } from '../../../domain/ledger/open-ledger.ts';
import { indexContract } from '../../../domain/rating/contract-index.ts';
import { rateUsage } from '../../../domain/rating/rate-usage.ts';
import type { Result } from '../../../domain/result.ts';
import { startPurchases } from '../../../domain/subscription/start-purchases.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import { cycleAt } from '../../../domain/time/cycle.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { startOfDay } from '../../../domain/time/zone-calendar.ts';
import { DATA, EUR, MB, usageProduct, VAT, VOICE } from '../../support/usage-world.ts';

const ZONE = 'Europe/Ljubljana';
const day = (text: string) => startOfDay(ZONE, Date.parse(`${text}T12:00:00Z`));
const allowed = <T>(result: Result<T, { readonly detail: string }>): T => {
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
};

const monthly = (code: string, resource: string, amount: string): Product => ({
  code,
  name: code,
  type: 'recurring',
  cycle: 'forward',
  eventType: 'monthly',
  resource,
  billItem: 'subscription',
  prorationOnPurchase: 'prorate',
  prorationOnCancel: 'prorate',
  versions: [{ validFrom: 0, price: { model: 'flat', amount }, ...(resource === 'EUR' ? { tax: 'VAT22' } : {}) }],
});
const PRODUCTS = [
  monthly('fee', 'EUR', '30.00'),
  monthly('allowance', 'MB', '-1000'),
  usageProduct('data', { model: 'per-unit', unitPrice: '0.02' }, { allowance: 'MB', tax: 'VAT22' }),
  usageProduct('voice', { model: 'per-unit', unitPrice: '0.05' }, { tax: 'VAT22' }),
];
const BOOK = compilePriceBook({ siteId: 'demo', version: 1, zone: ZONE }, [
  { kind: 'resource', object: EUR },
  { kind: 'resource', object: MB },
  { kind: 'tax', object: VAT },
  { kind: 'serviceType', object: DATA },
  { kind: 'serviceType', object: VOICE },
  { kind: 'eventType', object: { code: 'monthly', name: 'Monthly', interval: { unit: 'month', count: 1 } } },
  ...PRODUCTS.map((object) => ({ kind: 'product', object }) as const),
]);

test('bought on 10 March with 1000 MB: the first bill is 21.29 + 4.00 + 1.00, with tax 32.07', () => {
  const bought = day('2026-03-10');
  const cycleRule = {
    interval: { unit: 'month', count: 1 },
    day: 1,
    zone: ZONE,
    anchor: { year: 2026, month: 3, day: 1 },
  } as const;
  const march = { ...cycleAt(cycleRule, bought), from: bought };
  const april = cycleAt(cycleRule, march.to);
  const may = cycleAt(cycleRule, april.to);
  const profile: RatingProfile = {
    version: 1,
    siteId: 'demo',
    customerId: '1',
    billingProfileId: '1',
    balanceGroupId: '1',
    name: 'Main',
    status: 'active',
    resource: 'EUR',
    paymentType: 'postpaid',
    cycleRule,
    services: ['data', 'voice'].map((serviceType) => ({
      serviceId: serviceType,
      subscriptionId: '1',
      serviceType,
      identifier: serviceType,
      status: 'active',
      validFrom: bought,
      validTo: FOREVER,
    })),
    purchases: PRODUCTS.map(({ code, serviceType }) => ({
      purchaseId: code,
      subscriptionId: '1',
      bundle: 'b',
      product: code,
      quantity: '1',
      ...(serviceType === undefined ? {} : { serviceId: serviceType }),
      validFrom: bought,
      validTo: FOREVER,
      status: 'pending',
      chargedThrough: bought,
    })),
  };
  const opened = openLedger({
    siteId: 'demo',
    balanceGroupId: '1',
    resource: 'EUR',
    cycles: { active: march, next: april },
    at: bought,
    now: bought,
  });
  const { contract } = allowed(startPurchases({ head: opened, profile }, { book: BOOK, now: bought }));
  const at = Date.parse('2026-03-15T10:00:00Z');
  let { head } = contract;
  for (const event of [
    { id: '1', at, serviceType: 'data', identifier: 'data', fields: { volume: '1200' } },
    { id: '2', at, serviceType: 'voice', identifier: 'voice', fields: { end: '2026-03-15T10:20:00Z' } },
  ]) {
    const { state } = workOn(head);
    const rated = allowed(rateUsage({ state, contract: indexContract(contract.profile), book: BOOK, now: at }, event));
    head = appendEntries(head, [rated.entry]);
  }
  const left = [...head.buckets.values()].find(({ resource }) => resource === 'MB');
  expect(left?.amount.toFixed()).toBe('0');

  const turned = allowed(
    turnCycle(
      { head, profile: contract.profile },
      { book: BOOK, billId: '110', ended: march, cycles: { active: april, next: may }, now: april.from },
    ),
  );
  const bill = allowed(addUpBill(turned.charges, { book: BOOK, digits: 2 }));
  expect(bill.lines.map(({ product, net }) => [product, net])).toEqual([
    ['fee', '21.29'],
    ['data-usage', '4'],
    ['voice-usage', '1'],
  ]);
  expect(bill).toMatchObject({ net: '26.29', tax: '5.78', total: '32.07' });
  // The new month's fee and allowance are on the ledger already.
  const next = [...turned.after.head.unbilled.values()].map(({ net, tax }) => [net.toFixed(), tax.toFixed()]);
  expect(next).toEqual([['30', '6.6']]);
});
