import type { Product } from '../domain/catalog/catalog.ts';
import { type CatalogObject, compilePriceBook } from '../domain/catalog/compile-price-book.ts';
import type { Discount } from '../domain/catalog/discount.ts';
import type { Price } from '../domain/catalog/price.ts';
import type { PriceBook } from '../domain/catalog/price-book.ts';
import { appendEntries } from '../domain/ledger/append-entries.ts';
import { bucketKey } from '../domain/ledger/bucket-key.ts';
import type { Head } from '../domain/ledger/head.ts';
import { draftEntry, openLedger } from '../domain/ledger/open-ledger.ts';
import { dec } from '../domain/money/decimal.ts';
import { type ContractIndex, indexContract } from '../domain/rating/contract-index.ts';
import type { UsageFacts } from '../domain/rating/usage-facts.ts';
import type { RatingProfile } from '../domain/subscription/subscription.ts';
import { FOREVER, type Instant } from '../domain/time/instant.ts';
import { BENCH_CATALOG, SITE } from './bench-site.ts';

/** Three ways to price a call, from the simplest to the richest, on one catalog. */
export const CASES = ['flat', 'graduated', 'rich'] as const;
export type Case = (typeof CASES)[number];

const START: Instant = Date.parse('2026-03-01T00:00:00Z');
const MARCH = { from: START, to: Date.parse('2026-04-01T00:00:00Z') };
const APRIL = { from: MARCH.to, to: Date.parse('2026-05-01T00:00:00Z') };
export const NOW: Instant = Date.parse('2026-03-31T12:00:00Z');

const always = { validFrom: 0, validTo: FOREVER };

const product = (code: Case, price: Price, more: Partial<Product['versions'][number]> = {}): CatalogObject => ({
  kind: 'product',
  object: {
    code,
    name: code,
    type: 'usage',
    resource: 'EUR',
    billItem: 'usage',
    serviceType: 'call',
    prorationOnPurchase: 'none',
    prorationOnCancel: 'none',
    versions: [{ validFrom: 0, price, tax: 'VAT22', ...more }],
  },
});

const discount = (code: string, priority: number, rule: Discount['rules'][number]): CatalogObject => ({
  kind: 'discount',
  object: {
    code,
    name: code,
    mode: 'advanced',
    ...always,
    priority,
    combination: 'sequential',
    appliesAt: 'rating',
    rules: [rule],
  },
});

const unit = (code: string): CatalogObject => ({
  kind: 'resource',
  object: {
    code,
    name: code,
    kind: 'unit',
    ratingScale: 6,
    billingScale: 0,
    consumptionOrder: 'earliest-end',
  },
});

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** As many rows as a carrier's price list of the world. */
const PREFIXES = 2_000;

const RICH_CATALOG: readonly CatalogObject[] = [
  unit('MIN-HOME'),
  unit('MIN-ANY'),
  {
    kind: 'serviceType',
    object: {
      code: 'call',
      name: 'Call',
      mandatoryFields: [
        { name: 'to', type: 'text' },
        { name: 'end', type: 'instant' },
      ],
      optionalFields: [],
      quantity: { from: 'duration', endField: 'end' },
      unit: 'min',
      unitSize: '60',
      increment: '1',
      quarantineDays: 0,
    },
  },
  {
    kind: 'ratingSet',
    object: {
      code: 'world',
      name: 'World',
      serviceType: 'call',
      fields: [{ name: 'to', match: 'prefix' }],
      rows: Array.from({ length: PREFIXES }, (_, index) => ({
        match: { to: `${1000 + index}` },
        zone: `zone-${index % 10}`,
      })),
    },
  },
  {
    kind: 'tariffCalendar',
    object: {
      code: 'day-and-night',
      name: 'Day and night',
      bands: [
        { band: 'day', days: EVERY_DAY, from: '07:00', to: '19:00' },
        { band: 'night', days: EVERY_DAY, from: '19:00', to: '24:00' },
        { band: 'night', days: EVERY_DAY, from: '00:00', to: '07:00' },
      ],
      holidays: ['12-25'],
    },
  },
  product('flat', { model: 'per-unit', unitPrice: '0.05' }),
  product('graduated', {
    model: 'graduated',
    basis: 'cycle',
    tiers: [
      { upTo: '1000', unitPrice: '0.10' },
      { upTo: '5000', unitPrice: '0.08' },
      { upTo: null, unitPrice: '0.05' },
    ],
  }),
  product(
    'rich',
    { model: 'per-unit', unitPrice: '0.05' },
    {
      ratePlan: {
        ratingSet: 'world',
        calendar: 'day-and-night',
        otherwise: 'price',
        rates: Array.from({ length: 10 }, (_, zone) =>
          ['day', 'night'].map((timeBand) => ({
            zone: `zone-${zone}`,
            timeBand,
            chargeTag: 'CALLS',
            allowances: ['MIN-HOME', 'MIN-ANY'],
            details: [{ price: { model: 'per-unit', unitPrice: timeBand === 'day' ? '0.10' : '0.04' } as const }],
          })),
        ).flat(),
      },
    },
  ),
  discount('TEN', 1, { filter: { chargeTags: ['CALLS'] }, effect: { type: 'percentage', value: '10' } }),
  discount('CENT', 2, { filter: { chargeTags: ['CALLS'] }, effect: { type: 'flat', value: '0.01' } }),
  discount('FIVE', 3, { filter: { products: ['rich'] }, effect: { type: 'percentage', value: '5' } }),
];

export const PIPELINE_BOOK: PriceBook = compilePriceBook({ siteId: SITE, version: 1, zone: 'Europe/Ljubljana' }, [
  ...BENCH_CATALOG,
  ...RICH_CATALOG,
]);

/** A contract with one service, priced by the case's product; the rich one has three discounts. */
export function contractOf(name: Case): ContractIndex {
  const discounts = ['TEN', 'CENT', 'FIVE'].map((code) => ({
    purchaseId: code,
    subscriptionId: '1',
    bundle: 'b',
    discount: code,
    ...always,
    status: 'active' as const,
  }));
  const profile: RatingProfile = {
    version: 1,
    siteId: SITE,
    customerId: '1',
    billingProfileId: '1',
    balanceGroupId: '1',
    name: 'Main',
    status: 'active',
    resource: 'EUR',
    paymentType: 'postpaid',
    cycleRule: {
      interval: { unit: 'month', count: 1 },
      day: 1,
      zone: 'UTC',
      anchor: { year: 2026, month: 3, day: 1 },
    },
    services: [
      { serviceId: 's', subscriptionId: '1', serviceType: 'call', identifier: '1', status: 'active', ...always },
    ],
    purchases: [
      {
        purchaseId: '1',
        subscriptionId: '1',
        bundle: 'b',
        product: name,
        quantity: '1',
        serviceId: 's',
        status: 'active',
        chargedThrough: 0,
        ...always,
      },
    ],
    ...(name === 'rich' ? { discounts } : {}),
  };
  return indexContract(profile);
}

/** A ledger with two allowances that cover part of every call: what is left of each is small, and refilled for every call. */
export function headOf(name: Case): Head {
  const head = openLedger({
    siteId: SITE,
    balanceGroupId: '1',
    resource: 'EUR',
    cycles: { active: MARCH, next: APRIL },
    at: START,
    now: START,
  });
  if (name !== 'rich') return head;
  return appendEntries(
    head,
    ['MIN-HOME', 'MIN-ANY'].map((resource) =>
      draftEntry({
        kind: 'purchase',
        id: resource,
        at: START,
        recordedAt: START,
        impacts: [
          {
            resource,
            bucket: bucketKey({ resource, ...MARCH, origin: 'grant:1' }),
            amount: dec('-1'),
            charge: null,
          },
        ],
      }),
    ),
  );
}

const LAST_NUMBER = 99_999;

/** A thousand calls a day, five minutes each; one of ten runs over the edge of the night. */
export function callNumber(index: number): UsageFacts {
  const isOverEdge = index % 10 === 0;
  const day = START + (Math.floor(index / 1000) % 28) * 86_400_000;
  // Seven in the evening in Ljubljana is six, UTC.
  const at = isOverEdge ? day + 18 * 3_600_000 - 150_000 : day + 10 * 3_600_000 + (index % 1000) * 1_000;
  return {
    id: `call-${index}`,
    at,
    serviceType: 'call',
    identifier: '1',
    fields: {
      to: `${1000 + (index % PREFIXES)}${String(index % LAST_NUMBER).padStart(5, '0')}`,
      end: new Date(at + 300_000).toISOString(),
    },
  };
}
