import type { PriceBook } from '../../catalog/price-book.ts';
import type { DraftEntry } from '../../ledger/entry.ts';
import type { Head } from '../../ledger/head.ts';
import { applyCoupons } from '../../promotion/apply-coupons.ts';
import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import type { Instant, Period } from '../../time/instant.ts';
import { earlier } from '../../time/order.ts';
import type { ChargeContext } from '../charges/charge-context.ts';
import { grantOrigin } from '../charges/charge-draft.ts';
import { chargePurchase } from '../charges/charge-purchase.ts';
import { type Charged, chargeRecurring, productOf } from '../charges/charge-recurring.ts';
import { rolloverOrigin } from '../charges/roll-over.ts';
import type { PurchasedProduct, RatingProfile } from '../subscription.ts';
import { type Funds, takeFrom } from './funds.ts';
import { isWaiting } from './suspension.ts';
import type { Unit } from './units.ts';

/** What charging ahead goes by: the contract, its prices, the bills that collect, the buckets that usage has met already. */
export type Ahead = {
  readonly profile: RatingProfile;
  readonly book: PriceBook;
  readonly billPeriodOf: (at: Instant) => Period;
  readonly now: Instant;
  readonly buckets: Head['buckets'];
};

/** How far it has come: the purchases, what they cost, what money is left. */
export type Progress = {
  readonly purchases: readonly PurchasedProduct[];
  readonly drafts: readonly DraftEntry[];
  readonly funds: Funds;
};

/** `stoppedAt`: when the time begins that the money does not cover; null: it covers all. */
export type Renewed = Progress & { readonly stoppedAt: Instant | null };

/**
 * Charges a unit's forward renewals that begin before `until`, one time after the other, as far as the money goes: all that begins at a
 * time is covered, or none of it is charged and granted.
 */
export function renewUnit(ahead: Ahead, before: Progress, unit: Unit, until: Instant): Result<Renewed, Refusal> {
  let progress = before;
  for (;;) {
    const next = nextRenewal(ahead.book, progress.purchases, { unit, until });
    if (!next.ok) return next;
    const from = next.value;
    if (from === null) return ok({ ...progress, stoppedAt: null });
    const charged = chargeEach(ahead, progress, unit, (context, purchase) =>
      purchase.status === 'active' &&
      !isWaiting(purchase) &&
      purchase.chargedThrough === from &&
      isForward(ahead.book, purchase)
        ? chargeRecurring(context, purchase, { until: from + 1, kind: 'cycle' })
        : null,
    );
    if (!charged.ok) return charged;
    const covered = cover(ahead, progress, { ...charged.value, unit, from });
    if (covered === null) return ok({ ...progress, stoppedAt: from });
    progress = covered;
  }
}

/** Starts a unit's purchases that wait for their time and are due; null: the money does not cover them all. */
export function startUnit(ahead: Ahead, before: Progress, unit: Unit): Result<Progress | null, Refusal> {
  const charged = chargeEach(ahead, before, unit, (context, purchase) =>
    purchase.status === 'pending' && purchase.validFrom <= ahead.now && !isWaiting(purchase)
      ? chargePurchase(context, purchase)
      : null,
  );
  return charged.ok ? ok(cover(ahead, before, { ...charged.value, unit, from: 0 })) : charged;
}

type Charging = (context: ChargeContext, purchase: PurchasedProduct) => Result<Charged, Refusal> | null;

function chargeEach(
  { profile, book, billPeriodOf, now }: Ahead,
  { purchases: before }: Progress,
  { places }: Unit,
  charge: Charging,
): Result<Pick<Progress, 'purchases' | 'drafts'>, Refusal> {
  let purchases = before;
  const drafts: DraftEntry[] = [];
  for (const place of places) {
    const purchase = purchases[place];
    const charged = purchase === undefined ? null : charge({ profile, book, billPeriodOf, now }, purchase);
    if (charged === null) continue;
    if (!charged.ok) return charged;
    const reduced = applyCoupons(charged.value, { book, purchases });
    drafts.push(...reduced.drafts);
    purchases = purchases.with(place, reduced.purchase);
  }
  return ok({ purchases, drafts });
}

function cover(
  ahead: Ahead,
  before: Progress,
  { purchases, drafts, ...what }: Pick<Progress, 'purchases' | 'drafts'> & Grants,
): Progress | null {
  const { funds, isCovered } = takeFrom(before.funds, drafts, ahead);
  return isCovered || isUsedAlready(ahead.buckets, purchases, what)
    ? { purchases, drafts: [...before.drafts, ...drafts], funds }
    : null;
}

/** What a unit grants from some time on. */
type Grants = { readonly unit: Unit; readonly from: Instant };

/**
 * An allowance that usage met before the job that grants it came by was to be had then: it is granted, with all that comes before it, and costs
 * what it costs. So is one that is over by now and was met as what would be rolled over of it.
 */
function isUsedAlready(
  buckets: Ahead['buckets'],
  purchases: Progress['purchases'],
  { unit: { places }, from }: Grants,
): boolean {
  const origins = new Set(
    places.flatMap((place) => {
      const { purchaseId = '' } = purchases[place] ?? {};
      return [grantOrigin(purchaseId), rolloverOrigin(purchaseId)];
    }),
  );
  for (const bucket of buckets.values()) {
    if (bucket.amount.gt(0) && bucket.from >= from && origins.has(bucket.origin)) return true;
  }
  return false;
}

/** When the unit's next forward renewal begins; null: none before `until`. A product that is missing refuses. */
function nextRenewal(
  book: PriceBook,
  purchases: readonly PurchasedProduct[],
  { unit, until }: { readonly unit: Unit; readonly until: Instant },
): Result<Instant | null, Refusal> {
  let next: Instant | null = null;
  for (const place of unit.places) {
    const purchase = purchases[place];
    if (purchase?.status !== 'active' || isWaiting(purchase)) continue;
    const product = productOf(book, purchase);
    if (!product.ok) return product;
    const { chargedThrough, validTo } = purchase;
    if (!isForward(book, purchase) || chargedThrough >= earlier(validTo, until)) continue;
    if (next === null || chargedThrough < next) next = chargedThrough;
  }
  return ok(next);
}

const isForward = (book: PriceBook, { product: code }: PurchasedProduct): boolean => {
  const product = book.products.get(code);
  return product?.type === 'recurring' && product.cycle !== 'arrear';
};
