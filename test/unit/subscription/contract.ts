import type { Product, ProductVersion, Resource } from '../../../domain/catalog/catalog.ts';
import { type CatalogObject, compilePriceBook } from '../../../domain/catalog/compile-price-book.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import type { DraftEntry, OpenCycles } from '../../../domain/ledger/entry.ts';
import { decimalText, roundTo, sum } from '../../../domain/money/decimal.ts';
import type { PurchasedProduct, RatingProfile } from '../../../domain/subscription/subscription.ts';
import { cycleAt, cycleRuleFrom, nextCycle } from '../../../domain/time/cycle.ts';
import type { CycleRule, Interval } from '../../../domain/time/cycle-rule.ts';
import { FOREVER, type Instant, type Period, parseInstant } from '../../../domain/time/instant.ts';
import { startOfDay } from '../../../domain/time/zone-calendar.ts';

export const ZONE = 'Europe/Ljubljana';

/** Midnight in Ljubljana for `2026-03-10`, or any RFC 3339 instant. */
export function at(text: string): Instant {
  const instant = parseInstant(text.length === 10 ? `${text}T12:00:00Z` : text);
  if (instant === null) throw new Error(`not a time: ${text}`);
  return text.length === 10 ? startOfDay(ZONE, instant) : instant;
}

export const EUR: Resource = {
  code: 'EUR',
  name: 'Euro',
  kind: 'monetary',
  currency: 'EUR',
  ratingScale: 6,
  billingScale: 2,
  consumptionOrder: 'earliest-end',
};
const MB: Resource = { ...EUR, code: 'MB', name: 'Megabyte', kind: 'unit', billingScale: 6 };

export const version = (amount: string, tax?: string, validFrom = 0): ProductVersion => ({
  validFrom,
  price: { model: 'flat', amount },
  ...(tax === undefined ? {} : { tax }),
});

/** A monthly forward fee of 30.00 unless said otherwise. */
export const product = (changes: Partial<Product> & Pick<Product, 'code'>): Product => ({
  name: changes.code,
  type: 'recurring',
  resource: 'EUR',
  billItem: 'FEES',
  cycle: 'forward',
  eventType: 'MONTHLY',
  prorationOnPurchase: 'prorate',
  prorationOnCancel: 'prorate',
  versions: [version('30', 'VAT')],
  ...changes,
});

const eventType = (code: string, unit: Interval['unit'], count = 1): CatalogObject => ({
  kind: 'eventType',
  object: { code, name: code, interval: { unit, count } },
});

export function bookOf(...products: readonly Product[]): PriceBook {
  return compilePriceBook({ siteId: 'demo', version: 1, zone: ZONE }, [
    { kind: 'resource', object: EUR },
    { kind: 'resource', object: MB },
    {
      kind: 'tax',
      object: { code: 'VAT', name: 'VAT', percent: '22', inclusive: false, validFrom: 0, validTo: FOREVER },
    },
    eventType('MONTHLY', 'month'),
    eventType('YEARLY', 'year'),
    eventType('WEEKLY', 'week'),
    eventType('DAILY', 'day'),
    ...products.map((object) => ({ kind: 'product', object }) as const),
  ]);
}

export const monthlyRule = (day = 1, zone = ZONE): CycleRule =>
  cycleRuleFrom({ interval: { unit: 'month', count: 1 }, day, zone, at: at('2026-01-15') });

export const purchaseOf = (
  code: string,
  validFrom: Instant,
  changes: Partial<PurchasedProduct> = {},
): PurchasedProduct => ({
  purchaseId: `of-${code}`,
  subscriptionId: '1001',
  bundle: 'BASE',
  product: code,
  quantity: '1',
  validFrom,
  validTo: FOREVER,
  status: 'pending',
  chargedThrough: validFrom,
  ...changes,
});

export const profileOf = (rule: CycleRule | null, ...purchases: readonly PurchasedProduct[]): RatingProfile => ({
  siteId: 'demo',
  customerId: '1001',
  billingProfileId: '1001',
  balanceGroupId: '1001',
  version: 1,
  name: 'Main',
  status: 'active',
  resource: 'EUR',
  paymentType: 'postpaid',
  cycleRule: rule,
  services: [],
  purchases,
});

export function cyclesAt(rule: CycleRule, instant: Instant): OpenCycles {
  const active = cycleAt(rule, instant);
  return { active, next: nextCycle(rule, active) };
}

/** Net and tax of all charges at cents, as a bill with one line and one tax would show them. */
export function totals(drafts: readonly DraftEntry[]): { net: string; tax: string } {
  const impacts = drafts.flatMap(({ impacts }) => impacts).filter(({ charge }) => charge !== null);
  return {
    net: decimalText(roundTo(sum(impacts.map(({ amount, charge }) => amount.minus(charge?.tax ?? 0))), 2)),
    tax: decimalText(roundTo(sum(impacts.flatMap(({ charge }) => charge?.tax ?? [])), 2)),
  };
}

/** Starts of the bill periods that collect the charges. */
export const billedOn = (drafts: readonly DraftEntry[]): (Instant | undefined)[] =>
  drafts.flatMap(({ impacts }) => impacts.map(({ charge }) => charge?.cycle));

export const periodsOf = (drafts: readonly DraftEntry[]): (Period | null | undefined)[] =>
  drafts.flatMap(({ impacts }) => impacts.map(({ charge }) => charge?.period));

/** The value of a decision that must have been possible. */
export function allowed<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
