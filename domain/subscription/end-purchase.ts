import type { Product } from '../catalog/catalog.ts';
import { parseBucketKey } from '../ledger/bucket-key.ts';
import type { DraftEntry } from '../ledger/entry.ts';
import type { Bucket } from '../ledger/head.ts';
import { draftEntry } from '../ledger/open-ledger.ts';
import { dec } from '../money/decimal.ts';
import { withImpacts } from '../rating/allowances/with-impacts.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import type { Instant } from '../time/instant.ts';
import { earlier, later } from '../time/order.ts';
import { daysIn } from '../time/zone-calendar.ts';
import { chargeArrear } from './charges/charge-arrear.ts';
import type { ChargeContext } from './charges/charge-context.ts';
import { chargeDraft, grantOrigin } from './charges/charge-draft.ts';
import { type Charged, chargeRecurring, productOf } from './charges/charge-recurring.ts';
import { chargeTermsAt } from './charges/charge-terms.ts';
import { purchasePrice } from './charges/purchase-price.ts';
import { asResumed, type ChargePeriod, type Recurrence, recurrenceOf, shareOf } from './charges/recurrence.ts';
import { rollOver, rolloverOrigin } from './charges/roll-over.ts';
import type { PurchasedProduct } from './subscription.ts';

/** When a purchase ends, and as what. */
export type PurchaseEnd = { readonly at: Instant; readonly as: 'cancelled' | 'expired' };

/**
 * A purchase ends. What was charged for the time after `at` comes back by the day on the open bill; what is due in arrear is
 * charged to `at`; allowances that are left expire. A purchase that never began costs nothing, whatever the product says, and the time of a
 * suspension neither.
 */
export function endPurchase(
  context: ChargeContext,
  buckets: ReadonlyMap<string, Bucket>,
  purchase: PurchasedProduct,
  { at, as }: PurchaseEnd,
): Result<Charged, Refusal> {
  const ended: PurchasedProduct = {
    ...purchase,
    status: as,
    validTo: later(purchase.validFrom, earlier(purchase.validTo, at)),
  };
  if (purchase.status === 'pending') return ok({ drafts: [], purchase: ended });
  const product = productOf(context.book, purchase);
  if (!product.ok) return product;
  const isSuspended = purchase.suspendedAt !== undefined;
  const usedGrants = isSuspended ? [] : grantsUsedAhead(context, buckets, { product: product.value, purchase, ended });
  const granted = withImpacts(
    buckets,
    usedGrants.flatMap(({ impacts }) => impacts),
  );
  const rolled = rolledAhead(context, granted, { purchase, ended });
  const left = withImpacts(
    granted,
    rolled.flatMap(({ impacts }) => impacts),
  );
  const lastGrants = [...usedGrants, ...rolled, ...expireGrants(context, left, ended)];
  if (product.value.type !== 'recurring') return ok({ drafts: lastGrants, purchase: ended });
  const settled =
    product.value.cycle === 'arrear' || (!isSuspended && isBehind(context, product.value, ended))
      ? chargeArrear(context, ended, ended.validTo)
      : refundForward(context, product.value, ended);
  if (!settled.ok) return settled;
  return ok({ drafts: [...settled.value.drafts, ...lastGrants], purchase: settled.value.purchase });
}

/**
 * Grants that billing is late with and that usage has met already, if only as what would be rolled over of them: they come as they would have.
 * Those that nobody used are of no use any more.
 */
function grantsUsedAhead(
  context: ChargeContext,
  buckets: ReadonlyMap<string, Bucket>,
  {
    product,
    purchase,
    ended,
  }: { readonly product: Product; readonly purchase: PurchasedProduct; readonly ended: PurchasedProduct },
): readonly DraftEntry[] {
  const isUnit = context.book.resources.get(product.resource)?.kind === 'unit';
  if (!isUnit || product.cycle === 'arrear' || purchase.chargedThrough >= ended.validTo) return [];
  const coming = chargeRecurring(context, purchase, { until: ended.validTo, kind: 'cycle' });
  if (!coming.ok) return [];
  const rolled = rolloverOrigin(purchase.purchaseId);
  const isMet = (bucket: string): boolean => {
    const { resource, from } = parseBucketKey(bucket);
    return (
      buckets.has(bucket) ||
      [...buckets.values()].some((one) => one.origin === rolled && one.resource === resource && one.from === from)
    );
  };
  return coming.value.drafts.filter(({ impacts }) => impacts.some(({ bucket }) => isMet(bucket)));
}

/** What billing has still to roll over and usage has met already is rolled over. What nobody used of it stays where it is, and ends there. */
function rolledAhead(
  context: ChargeContext,
  buckets: ReadonlyMap<string, Bucket>,
  { purchase, ended }: { readonly purchase: PurchasedProduct; readonly ended: PurchasedProduct },
): readonly DraftEntry[] {
  const rolled = rollOver(context, purchase, { buckets, after: 0, until: ended.validTo });
  if (!rolled.ok) return [];
  return rolled.value.filter(({ impacts }) => impacts.some(({ bucket }) => buckets.get(bucket)?.amount.gt(0) === true));
}

/** Billing is late and has not charged the last days yet. An allowance for days that are over is of no use and not made up for. */
const isBehind = ({ book }: ChargeContext, { resource }: Product, { chargedThrough, validTo }: PurchasedProduct) =>
  chargedThrough < validTo && book.resources.get(resource)?.kind === 'monetary';

/** Goes through the intervals that reach beyond the end and gives back their share, each at its own price. */
function refundForward(context: ChargeContext, product: Product, purchase: PurchasedProduct): Result<Charged, Refusal> {
  const recurrence = recurrenceOf(product, purchase, context);
  if (!recurrence.ok) return recurrence;
  const drafts: DraftEntry[] = [];
  let unused = purchase.validTo;
  while (unused < purchase.chargedThrough) {
    const whole = recurrence.value.wholeAt(unused);
    const charged: ChargePeriod = {
      from: later(later(whole.from, purchase.validFrom), purchase.resumedAt ?? whole.from),
      to: earlier(whole.to, purchase.chargedThrough),
      whole,
    };
    const refund = refundOf(context, { purchase, recurrence: recurrence.value, charged, unused });
    if (!refund.ok) return refund;
    if (refund.value !== null) drafts.push(refund.value);
    unused = charged.to;
  }
  return ok({ drafts, purchase: { ...purchase, chargedThrough: earlier(purchase.chargedThrough, purchase.validTo) } });
}

/** `charged × unused days ÷ charged days` in one division. A period of which no day was used is given back whole. */
function refundOf(
  context: ChargeContext,
  {
    purchase,
    recurrence,
    charged,
    unused,
  }: {
    readonly purchase: PurchasedProduct;
    readonly recurrence: Recurrence;
    readonly charged: ChargePeriod;
    readonly unused: Instant;
  },
): Result<DraftEntry | null, Refusal> {
  const terms = chargeTermsAt(context.book, purchase.product, charged.from);
  if (!terms.ok) return terms;
  const { product, version, resource } = terms.value;
  if (resource.kind === 'unit') return ok(null);
  const days = daysIn(recurrence.zone, charged);
  const unusedDays = daysIn(recurrence.zone, { from: unused, to: charged.to });
  const isUsed = unusedDays < days;
  if (unusedDays === 0 || (isUsed && product.prorationOnCancel === 'full')) return ok(null);
  const share = shareOf(asResumed(product, purchase, charged), recurrence, charged);
  const { amount, per } = purchasePrice(version.price, purchase);
  const paid = amount.times(share.days);
  const refund =
    isUsed && product.prorationOnCancel === 'prorate'
      ? paid.times(unusedDays).div(per.times(share.of).times(days))
      : paid.div(per.times(share.of));
  if (refund.isZero()) return ok(null);
  return ok(
    chargeDraft(context, terms.value, {
      subscriptionId: purchase.subscriptionId,
      kind: 'cycle',
      id: `${purchase.purchaseId}:${charged.from}:refund`,
      at: purchase.validTo,
      amount: refund.negated(),
      quantity: dec(purchase.quantity).negated(),
      period: { from: unused, to: charged.to },
    }),
  );
}

/** Allowances that the purchase granted and that would outlive it. Money paid ahead stays the customer's until its own end. */
function expireGrants(
  { now, book }: ChargeContext,
  buckets: ReadonlyMap<string, Bucket>,
  { purchaseId, product, validTo }: PurchasedProduct,
): readonly DraftEntry[] {
  const left = [...buckets].filter(
    ([, { origin, to, amount, resource }]) =>
      (origin === grantOrigin(purchaseId) || origin === rolloverOrigin(purchaseId)) &&
      to > validTo &&
      amount.isNegative() &&
      book.resources.get(resource)?.kind !== 'monetary',
  );
  if (left.length === 0) return [];
  const impacts = left.map(([bucket, { resource, amount }]) => ({
    resource,
    bucket,
    amount: amount.negated(),
    charge: null,
  }));
  return [
    draftEntry({
      kind: 'expiry',
      id: `${purchaseId}:${validTo}:expiry`,
      at: validTo,
      recordedAt: now,
      product,
      impacts,
    }),
  ];
}
