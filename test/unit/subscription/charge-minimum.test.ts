import { describe, expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import { type CatalogObject, compilePriceBook } from '../../../domain/catalog/compile-price-book.ts';
import type { Price } from '../../../domain/catalog/price.ts';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { bucketKey, RUNNING } from '../../../domain/ledger/bucket-key.ts';
import type { Charge, DraftEntry } from '../../../domain/ledger/entry.ts';
import { draftEntry, openLedger } from '../../../domain/ledger/open-ledger.ts';
import { dec } from '../../../domain/money/decimal.ts';
import { chargeCycle } from '../../../domain/subscription/charges/charge-cycle.ts';
import { chargeMinimums } from '../../../domain/subscription/charges/charge-minimum.ts';
import type { PurchasedProduct, RatingProfile } from '../../../domain/subscription/subscription.ts';
import { nextCycle } from '../../../domain/time/cycle.ts';
import { FOREVER, type Period } from '../../../domain/time/instant.ts';
import { allowed, at, EUR, monthlyRule, product, profileOf, purchaseOf, totals, ZONE } from './contract.ts';

const RULE = monthlyRule();
const MARCH: Period = { from: at('2026-03-01'), to: at('2026-04-01') };

/** 100.00 a month in arrear. */
const commitment = (
  price: Partial<Extract<Price, { model: 'minimum-commitment' }>> = {},
  changes: Partial<Product> = {},
): Product =>
  product({
    code: 'MINIMUM',
    cycle: 'arrear',
    versions: [{ validFrom: 0, tax: 'VAT', price: { model: 'minimum-commitment', minimum: '100', ...price } }],
    ...changes,
  });

const billItem = (code: string, type: 'subscription' | 'usage' | 'adjustment' | 'penalty'): CatalogObject => ({
  kind: 'billItem',
  object: { code, name: code, type },
});

const bookOf = (...products: readonly Product[]) =>
  compilePriceBook({ siteId: 'demo', version: 1, zone: ZONE }, [
    { kind: 'resource', object: EUR },
    {
      kind: 'tax',
      object: { code: 'VAT', name: 'VAT', percent: '22', inclusive: false, validFrom: 0, validTo: FOREVER },
    },
    {
      kind: 'tax',
      object: { code: 'IN', name: 'VAT', percent: '22', inclusive: true, validFrom: 0, validTo: FOREVER },
    },
    { kind: 'eventType', object: { code: 'MONTHLY', name: 'Monthly', interval: { unit: 'month', count: 1 } } },
    { kind: 'eventType', object: { code: 'YEARLY', name: 'Yearly', interval: { unit: 'year', count: 1 } } },
    billItem('FEES', 'subscription'),
    billItem('USAGE', 'usage'),
    billItem('CREDITS', 'adjustment'),
    billItem('PENALTIES', 'penalty'),
    ...products.map((object) => ({ kind: 'product', object }) as const),
  ]);

const charged = (net: string, changes: Partial<Charge> = {}, cycle = MARCH): DraftEntry => {
  const tax = dec(net).times('0.22');
  return draftEntry({
    kind: 'usage',
    id: `${net}-${JSON.stringify(changes)}`,
    at: cycle.from,
    recordedAt: cycle.from,
    impacts: [
      {
        resource: 'EUR',
        bucket: bucketKey({ resource: 'EUR', ...cycle, origin: RUNNING }),
        amount: dec(net).plus(tax),
        charge: {
          cycle: cycle.from,
          billItem: 'USAGE',
          product: 'VOICE',
          taxCode: 'VAT',
          tax,
          quantity: dec('1'),
          period: null,
          ...changes,
        },
      },
    ],
  });
};

const running = (changes: Partial<PurchasedProduct> = {}): PurchasedProduct =>
  purchaseOf('MINIMUM', at('2026-01-01'), { status: 'active', chargedThrough: MARCH.from, ...changes });

/** What the end of March charges for commitments, after what was charged during it. */
function marchEnds(options: {
  readonly minimum?: Product;
  readonly purchase?: PurchasedProduct;
  readonly charges?: readonly DraftEntry[];
  readonly profile?: Partial<RatingProfile>;
}) {
  const { minimum = commitment(), purchase = running(), charges = [], profile = {} } = options;
  const cycles = { active: MARCH, next: nextCycle(RULE, MARCH) };
  const opened = openLedger({
    siteId: 'demo',
    balanceGroupId: '1001',
    resource: 'EUR',
    cycles,
    at: MARCH.from,
    now: MARCH.from,
  });
  return allowed(
    chargeMinimums({
      head: appendEntries(opened, charges),
      profile: { ...profileOf(RULE, purchase), ...profile },
      book: bookOf(minimum),
      ended: MARCH,
      now: MARCH.to,
    }),
  );
}

const APRIL: Period = { from: MARCH.to, to: at('2026-05-01') };

test.for<{ charges: readonly DraftEntry[]; net: string; because: string }>([
  { charges: [], net: '100', because: 'nothing was used: all of it' },
  { charges: [charged('64.35')], net: '35.65', because: 'what is missing' },
  { charges: [charged('60'), charged('39.999999')], net: '0', because: 'a millionth is missing, which no bill shows' },
  { charges: [charged('60'), charged('39.995')], net: '0.01', because: 'half a cent is missing, which a bill shows' },
  { charges: [charged('60', { billItem: 'GONE' })], net: '40', because: 'a bill item that is gone still counts' },
  { charges: [charged('60'), charged('40')], net: '0', because: 'it is reached exactly' },
  { charges: [charged('160')], net: '0', because: 'more than the minimum gives nothing back' },
  {
    charges: [charged('100'), charged('-20', { discount: 'TEN' })],
    net: '20',
    because: 'discounts are taken off first',
  },
  { charges: [charged('100', {}, APRIL)], net: '100', because: 'April’s charges are April’s' },
  { charges: [charged('90'), charged('-50', { billItem: 'CREDITS' })], net: '10', because: 'a credit is not eaten up' },
  { charges: [charged('90'), charged('15', { billItem: 'PENALTIES' })], net: '10', because: 'a penalty is no use' },
])('$net is charged: $because', ({ charges, net }) => {
  expect(totals(marchEnds({ charges })).net).toBe(net);
});

test('it is one charge of the ended cycle, with tax, named after the purchase', () => {
  const drafts = marchEnds({ charges: [charged('64.35')] });
  expect(drafts).toMatchObject([
    {
      kind: 'cycle',
      id: `of-MINIMUM:${MARCH.from}:minimum`,
      at: MARCH.to - 1,
      product: 'MINIMUM',
      impacts: [{ charge: { cycle: MARCH.from, billItem: 'FEES', taxCode: 'VAT', period: MARCH } }],
    },
  ]);
  expect(totals(drafts)).toEqual({ net: '35.65', tax: '7.84' });
});

test('nothing is charged when nothing that a bill shows is missing', () => {
  expect(marchEnds({ charges: [charged('100')] })).toEqual([]);
  expect(marchEnds({ charges: [charged('99.999999')] })).toEqual([]);
});

test('only charges with its tags count, if it has some', () => {
  const minimum = commitment({ chargeTags: ['VOICE', 'DATA'] });
  const charges = [
    charged('30', { tag: 'VOICE' }),
    charged('20', { tag: 'DATA' }),
    charged('500', { tag: 'FEES' }),
    charged('500'),
  ];
  expect(totals(marchEnds({ minimum, charges })).net).toBe('50');
});

test('a minimum with tax inside is held against charges with their tax', () => {
  const [version] = commitment().versions;
  if (version === undefined) throw new Error('no version');
  const minimum = commitment({}, { versions: [{ ...version, tax: 'IN' }] });
  // 50.00 and 11.00 tax; 39.00 with tax are missing: 31.97 and 7.03.
  expect(totals(marchEnds({ minimum, charges: [charged('50')] }))).toEqual({ net: '31.97', tax: '7.03' });
});

describe('a minimum is bought by the unit', () => {
  test.for([
    { changes: { quantity: '3' }, net: '240', because: 'three times 100 less 60' },
    { changes: { value: '80' }, net: '20', because: 'a size of its own' },
    { changes: { value: '80', quantity: '2' }, net: '100', because: 'twice a size of its own' },
  ])('$net: $because', ({ changes, net }) => {
    expect(totals(marchEnds({ purchase: running(changes), charges: [charged('60')] })).net).toBe(net);
  });
});

describe('who joins or leaves in mid-cycle', () => {
  const joined = { validFrom: at('2026-03-10'), chargedThrough: at('2026-03-10') };
  const left = { status: 'cancelled', validTo: at('2026-03-20') } as const;

  test.for<{ purchase: Partial<PurchasedProduct>; product?: Partial<Product>; net: string; because: string }>([
    { purchase: joined, net: '70.97', because: '22 of 31 days' },
    { purchase: left, net: '61.29', because: '19 of 31 days: the day of the end does not count' },
    { purchase: { ...joined, ...left }, net: '32.26', because: '10 of 31 days' },
    { purchase: joined, product: { prorationOnPurchase: 'full' }, net: '100', because: 'the product does not prorate' },
    {
      purchase: joined,
      product: { prorationOnPurchase: 'none' },
      net: '0',
      because: 'the first part of a month is free',
    },
    { purchase: left, product: { prorationOnCancel: 'none' }, net: '0', because: 'so is the last one' },
    { purchase: { ...left, validTo: MARCH.from }, net: '0', because: 'it was over when the cycle began' },
    { purchase: { ...left, validFrom: at('2026-03-20') }, net: '0', because: 'it was cancelled when it was bought' },
    {
      purchase: { ...left, validFrom: at('2026-03-20T08:00:00Z'), validTo: at('2026-03-20T12:00:00Z') },
      net: '0',
      because: 'it lasted no whole day',
    },
    { purchase: { validFrom: MARCH.to }, net: '0', because: 'it has not begun' },
    { purchase: { status: 'pending' }, net: '0', because: 'nobody has started it' },
  ])('owes $net: $because', ({ purchase, product: changes = {}, net }) => {
    expect(totals(marchEnds({ minimum: commitment({}, changes), purchase: running(purchase) })).net).toBe(net);
  });
});

test('a yearly minimum is spread over the days of its year', () => {
  const minimum = commitment({ minimum: '365' }, { eventType: 'YEARLY' });
  expect(totals(marchEnds({ minimum })).net).toBe('31');
});

test.for<{ code: string; changes: Partial<Product> }>([
  { code: 'a fee in arrear', changes: { cycle: 'arrear' } },
  { code: 'a fee ahead', changes: {} },
  { code: 'a single charge', changes: { type: 'one-time' } },
  {
    code: 'a version yet to come',
    changes: { ...commitment(), versions: [{ validFrom: FOREVER, price: { model: 'flat', amount: '1' } }] },
  },
])('$code commits to nothing', ({ changes }) => {
  expect(marchEnds({ minimum: product({ ...changes, code: 'MINIMUM' }) })).toEqual([]);
});

test('what is no longer in the catalog is left to the ordinary charge to refuse', () => {
  expect(marchEnds({ purchase: running({ product: 'GONE' }) })).toEqual([]);
});

test.for<{ minimum: Product; words: string }>([
  { minimum: commitment({}, { eventType: 'NONE' }), words: 'no event type' },
  { minimum: commitment({}, { resource: 'NONE' }), words: 'unknown resource NONE' },
])('a commitment that cannot be charged is refused: $words', ({ minimum, words }) => {
  const cycles = { active: MARCH, next: APRIL };
  const head = openLedger({ siteId: 'demo', balanceGroupId: '1001', resource: 'EUR', cycles, at: 0, now: 0 });
  const book = bookOf(minimum);
  const refused = chargeMinimums({ head, profile: profileOf(RULE, running()), book, ended: MARCH, now: MARCH.to });
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'catalog.reference_missing', detail: expect.stringContaining(words) },
  });
});

test('an inactive customer is held to nothing', () => {
  expect(marchEnds({ profile: { status: 'inactive' } })).toEqual([]);
});

test('whoever closes the account owes the minimum for the days until it was cancelled', () => {
  const left = { status: 'cancelled', validTo: at('2026-03-16') } as const;
  const charges = marchEnds({ profile: { status: 'inactive' }, purchase: running(left) });
  expect(totals(charges)).toEqual(totals(marchEnds({ purchase: running(left) })));
  expect(charges).toHaveLength(1);
});

test('the ordinary charge in arrear costs nothing and passes on', () => {
  const profile = profileOf(RULE, running({ value: '200' }));
  const turned = allowed(
    chargeCycle({ profile, book: bookOf(commitment()), ended: MARCH, starting: APRIL, now: MARCH.to }),
  );
  expect(turned.arrear).toEqual([]);
  expect(turned.profile.purchases).toMatchObject([{ chargedThrough: MARCH.to }]);
});
