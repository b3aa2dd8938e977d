import type { Bill, BillingProfile } from '../../domain/billing/bill.ts';
import type { BillingFacts } from '../../domain/billing/bill-cycle.ts';
import { emptyBill } from '../../domain/billing/empty-bill.ts';
import type { BillableAccount } from '../../domain/billing/turn-cycle.ts';
import type { Product } from '../../domain/catalog/catalog.ts';
import { type CatalogObject, compilePriceBook } from '../../domain/catalog/compile-price-book.ts';
import type { PriceBook } from '../../domain/catalog/price-book.ts';
import { appendEntries } from '../../domain/ledger/append-entries.ts';
import { bucketKey, RUNNING } from '../../domain/ledger/bucket-key.ts';
import type { DraftEntry } from '../../domain/ledger/entry.ts';
import { draftEntry, openLedger } from '../../domain/ledger/open-ledger.ts';
import { dec } from '../../domain/money/decimal.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Result } from '../../domain/result.ts';
import { chargeContext } from '../../domain/subscription/charges/charge-context.ts';
import { chargePurchase } from '../../domain/subscription/charges/charge-purchase.ts';
import type { PurchasedProduct, RatingProfile } from '../../domain/subscription/subscription.ts';
import { cycleRuleFrom, firstCycle, nextCycle } from '../../domain/time/cycle.ts';
import { FOREVER, type Instant, type Period, parseInstant } from '../../domain/time/instant.ts';
import { startOfDay } from '../../domain/time/zone-calendar.ts';

/** One customer with a postpaid, monthly billing profile in Ljubljana: what billing and paying is tried on. */

export const ZONE = 'Europe/Ljubljana';

/** Midnight in Ljubljana for `2026-03-10`, or any RFC 3339 instant. */
export function at(text: string): Instant {
  const instant = parseInstant(text.length === 10 ? `${text}T12:00:00Z` : text);
  if (instant === null) throw new Error(`not a time: ${text}`);
  return text.length === 10 ? startOfDay(ZONE, instant) : instant;
}

const fee: Product = {
  code: 'FEE',
  name: 'Monthly fee',
  type: 'recurring',
  resource: 'EUR',
  billItem: 'FEES',
  cycle: 'forward',
  eventType: 'MONTHLY',
  prorationOnPurchase: 'prorate',
  prorationOnCancel: 'prorate',
  versions: [{ validFrom: 0, price: { model: 'flat', amount: '30' }, tax: 'VAT' }],
};
const support: Product = {
  ...fee,
  code: 'SUPPORT',
  name: 'Support',
  cycle: 'arrear',
  versions: [{ validFrom: 0, price: { model: 'flat', amount: '12' }, tax: 'VAT' }],
};
const voice: Product = {
  code: 'VOICE',
  name: 'Calls',
  type: 'usage',
  resource: 'EUR',
  billItem: 'USAGE',
  serviceType: 'voice',
  prorationOnPurchase: 'none',
  prorationOnCancel: 'none',
  versions: [{ validFrom: 0, price: { model: 'per-unit', unitPrice: '0.05' }, tax: 'VAT' }],
};

export const CATALOG: readonly CatalogObject[] = [
  {
    kind: 'resource',
    object: {
      code: 'EUR',
      name: 'Euro',
      kind: 'monetary',
      currency: 'EUR',
      ratingScale: 6,
      billingScale: 2,
      consumptionOrder: 'earliest-end',
    },
  },
  {
    kind: 'tax',
    object: { code: 'VAT', name: 'VAT 22 %', percent: '22', inclusive: false, validFrom: 0, validTo: FOREVER },
  },
  { kind: 'eventType', object: { code: 'MONTHLY', name: 'Monthly', interval: { unit: 'month', count: 1 } } },
  {
    kind: 'serviceType',
    object: {
      code: 'voice',
      name: 'Voice',
      mandatoryFields: [{ name: 'minutes', type: 'decimal' }],
      optionalFields: [],
      quantity: { from: 'field', field: 'minutes' },
      unit: 'min',
      unitSize: '1',
      increment: null,
      quarantineDays: 0,
    },
  },
  { kind: 'billItem', object: { code: 'FEES', name: 'Subscription', type: 'subscription' } },
  { kind: 'billItem', object: { code: 'USAGE', name: 'Usage', type: 'usage' } },
  { kind: 'product', object: fee },
  { kind: 'product', object: support },
  { kind: 'product', object: voice },
];

export const BOOK: PriceBook = compilePriceBook({ siteId: 'demo', version: 1, zone: ZONE }, CATALOG);

/** Money onto the bill of a cycle: `net` with `tax` on top. */
export const charge = (
  cycle: Period,
  line: {
    readonly id: string;
    readonly net: string;
    readonly tax?: string;
    readonly taxCode?: string | null;
    readonly product?: string;
    readonly at?: Instant;
    readonly kind?: DraftEntry['kind'];
  },
): DraftEntry =>
  draftEntry({
    kind: line.kind ?? 'usage',
    id: line.id,
    at: line.at ?? cycle.from,
    recordedAt: line.at ?? cycle.from,
    service: 's-1',
    product: line.product ?? 'VOICE',
    quantity: dec('1'),
    impacts: [
      {
        resource: 'EUR',
        bucket: bucketKey({ resource: 'EUR', from: cycle.from, to: cycle.to, origin: RUNNING }),
        amount: dec(line.net).plus(line.tax ?? '0'),
        charge: {
          cycle: cycle.from,
          billItem: 'USAGE',
          product: line.product ?? 'VOICE',
          taxCode: line.taxCode === undefined ? 'VAT' : line.taxCode,
          tax: dec(line.tax ?? '0'),
          quantity: dec('1'),
          period: null,
        },
      },
    ],
  });

export const purchaseOf = (product: string, validFrom: Instant, changes: Partial<PurchasedProduct> = {}) =>
  ({
    purchaseId: `of-${product}`,
    subscriptionId: '1001',
    bundle: 'BASE',
    product,
    quantity: '1',
    validFrom,
    validTo: FOREVER,
    status: 'pending',
    chargedThrough: validFrom,
    ...changes,
  }) satisfies PurchasedProduct;

/** The value of a decision that must have been possible. */
export function allowed<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

export type World = Omit<BillingFacts, 'now' | 'newBillId'>;

/**
 * A profile that was opened at `opened` with bills 110 (active) and 111 (prepared), one or more balance groups, and the given
 * purchases on the first of them, already charged.
 */
export function billingWorld(
  options: {
    readonly opened?: Instant;
    readonly day?: number;
    readonly groups?: number;
    readonly purchases?: readonly PurchasedProduct[];
    readonly paymentType?: BillingProfile['paymentType'];
  } = {},
): World {
  const { opened = at('2026-03-10'), day = 1, groups = 1, purchases = [], paymentType = 'postpaid' } = options;
  const rule = cycleRuleFrom({ interval: { unit: 'month', count: 1 }, day, zone: ZONE, at: opened });
  const active = firstCycle(rule, opened);
  const next = nextCycle(rule, active);
  const ids = { siteId: 'demo', customerId: '1001', billingProfileId: '1001' };
  const balanceGroups = Array.from({ length: groups }, (_, index) => `${1001 + index}`);
  const profile: BillingProfile = {
    ...ids,
    version: 0,
    code: 'main',
    name: 'Main',
    paymentType,
    resource: 'EUR',
    currency: 'EUR',
    eventType: 'MONTHLY',
    cycleRule: rule,
    status: 'active',
    validFrom: opened,
    validTo: FOREVER,
    balanceGroups,
    activeBill: { billId: '110', ...active },
    nextBill: { billId: '111', ...next },
    creditBalance: '0',
    parked: null,
  };
  const accounts = balanceGroups.map((balanceGroupId, index): BillableAccount => {
    const contract: RatingProfile = {
      ...ids,
      version: 0,
      balanceGroupId,
      name: 'Main',
      status: 'active',
      resource: 'EUR',
      paymentType,
      cycleRule: rule,
      services: [
        {
          serviceId: 's-1',
          subscriptionId: '1001',
          serviceType: 'voice',
          identifier: `041-${balanceGroupId}`,
          status: 'active',
          validFrom: opened,
          validTo: FOREVER,
        },
      ],
      purchases: [],
    };
    const cycles = { active, next };
    const head = openLedger({ siteId: 'demo', balanceGroupId, resource: 'EUR', cycles, at: opened, now: opened });
    if (index > 0) return { head, profile: contract };
    const context = chargeContext({ profile: contract, book: BOOK, cycles, now: opened });
    const bought = purchases.map((purchase) => allowed(chargePurchase(context, purchase)));
    return {
      head: appendEntries(
        head,
        bought.flatMap(({ drafts }) => drafts),
      ),
      profile: { ...contract, purchases: bought.map(({ purchase }) => purchase) },
    };
  });
  return {
    profile,
    active: emptyBill(profile, { billId: '110', status: 'active', ...active }),
    next: emptyBill(profile, { billId: '111', status: 'inactive', ...next }),
    accounts,
    book: BOOK,
    dueDays: 14,
    zone: ZONE,
    collect: null,
  };
}

/** The world with more entries in one of its ledgers. */
export const withEntries = (world: World, drafts: readonly DraftEntry[], group = 0): World => ({
  ...world,
  accounts: world.accounts.map((account, index) =>
    index === group ? { ...account, head: appendEntries(account.head, drafts) } : account,
  ),
});

/** A finalised bill, unpaid unless said otherwise. */
export const openBill = (changes: Partial<Bill> & Pick<Bill, 'billId'>): Bill => ({
  ...emptyBill(billingWorld().profile, {
    billId: changes.billId,
    status: 'active',
    from: at('2026-03-01'),
    to: at('2026-04-01'),
  }),
  status: 'billing',
  finalisedAt: at('2026-04-01'),
  dueAt: at('2026-04-15'),
  ...changes,
});
