import type { BillItem } from '../../catalog/catalog.ts';
import type { Price } from '../../catalog/price.ts';
import { type PriceBook, productVersionAt } from '../../catalog/price-book.ts';
import type { DraftEntry } from '../../ledger/entry.ts';
import type { Head } from '../../ledger/head.ts';
import { type Dec, dec, roundTo, ZERO } from '../../money/decimal.ts';
import { type Fraction, ONE } from '../../money/fraction.ts';
import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import type { Instant, Period } from '../../time/instant.ts';
import { earlier, later } from '../../time/order.ts';
import { daysIn } from '../../time/zone-calendar.ts';
import { toSuspension } from '../prepaid/suspension.ts';
import type { PurchasedProduct, RatingProfile } from '../subscription.ts';
import type { ChargeContext } from './charge-context.ts';
import { chargeDraft } from './charge-draft.ts';
import { chargeTermsAt } from './charge-terms.ts';
import { type ChargePeriod, type Recurrence, recurrenceOf, shareOf } from './recurrence.ts';

/** A balance group whose cycle is over, with everything on its ledger that the cycle's commitments look at. */
type Turn = {
  readonly head: Head;
  readonly profile: RatingProfile;
  readonly book: PriceBook;
  readonly ended: Period;
  readonly now: Instant;
};

type Commitment = Extract<Price, { model: 'minimum-commitment' }>;

/** What a customer asks for counts; what is put right, paid, moved or imposed does not. */
const COUNTED: ReadonlySet<BillItem['type']> = new Set(['subscription', 'usage', 'one-time']);

/**
 * What the ended cycle's charges fall short of the minimum that was agreed on, for each commitment by itself. Who leaves or joins in
 * mid-cycle owes the minimum for their days, as the product prorates. Charged after everything else of the cycle but bill discounts; an
 * inactive customer is held to nothing that is still running, as to nothing else: what had ended before is owed. So is what lies before a
 * suspension; after it, a minimum begins anew.
 */
export function chargeMinimums(turn: Turn): Result<readonly DraftEntry[], Refusal> {
  const { profile, ended } = turn;
  const drafts: DraftEntry[] = [];
  for (const purchase of profile.purchases) {
    if (purchase.status === 'active' && profile.status !== 'active') continue;
    const held = { ...purchase, validTo: toSuspension(purchase), validFrom: purchase.resumedAt ?? purchase.validFrom };
    if (held.status === 'pending' || held.validFrom >= ended.to || held.validTo <= ended.from) continue;
    const draft = chargeMinimum(turn, held);
    if (!draft.ok) return draft;
    if (draft.value !== null) drafts.push(draft.value);
  }
  return ok(drafts);
}

/** Null: the purchase commits to no minimum, or it is reached. */
function chargeMinimum(turn: Turn, purchase: PurchasedProduct): Result<DraftEntry | null, Refusal> {
  const { profile, book, ended, now } = turn;
  const product = book.products.get(purchase.product);
  // That an active purchase's product is there, its ordinary charge has seen to.
  if (product?.type !== 'recurring' || product.cycle !== 'arrear') return ok(null);
  const period = { from: later(purchase.validFrom, ended.from), to: earlier(purchase.validTo, ended.to) };
  const at = period.to - 1;
  const price = productVersionAt(product, at)?.price;
  if (price?.model !== 'minimum-commitment') return ok(null);
  const terms = chargeTermsAt(book, product.code, at);
  if (!terms.ok) return terms;
  const context: ChargeContext = { profile, book, billPeriodOf: () => ended, now };
  const recurrence = recurrenceOf(product, purchase, context);
  if (!recurrence.ok) return recurrence;

  const { amount, per } = shareCovered({
    product,
    recurrence: recurrence.value,
    purchase,
    period,
  });
  const minimum = dec(purchase.value ?? price.minimum).times(purchase.quantity);
  const due = minimum
    .times(amount)
    .div(per)
    .minus(charged(turn, price, terms.value.tax?.inclusive === true));
  // Less than a bill can show is not missing.
  if (roundTo(due, terms.value.resource.billingScale).lte(ZERO)) return ok(null);
  return ok(
    chargeDraft(context, terms.value, {
      subscriptionId: purchase.subscriptionId,
      kind: 'cycle',
      id: `${purchase.purchaseId}:${period.from}:minimum`,
      at,
      amount: due,
      quantity: dec(purchase.quantity),
      period,
    }),
  );
}

/**
 * The part of the product's intervals that the period covers. A minimum of another interval than the bill's is spread over its days: a
 * month owes 31 of 365 parts of a year's.
 */
function shareCovered({
  product,
  recurrence,
  purchase,
  period,
}: {
  readonly product: Parameters<typeof shareOf>[0];
  readonly recurrence: Recurrence;
  readonly purchase: PurchasedProduct;
  readonly period: Period;
}): Fraction {
  let covered: Fraction = { amount: ZERO, per: ONE };
  let { from } = period;
  while (from < period.to) {
    const whole = recurrence.wholeAt(from);
    const to = earlier(whole.to, period.to);
    const bought: ChargePeriod = {
      from: later(whole.from, purchase.validFrom),
      to: earlier(whole.to, purchase.validTo),
      whole,
    };
    const days = daysIn(recurrence.zone, { from, to });
    if (days > 0) {
      const share = shareOf(product, recurrence, bought);
      covered = plus(covered, {
        amount: ONE.times(share.days).times(days),
        per: ONE.times(share.of).times(daysIn(recurrence.zone, bought)),
      });
    }
    from = to;
  }
  return covered;
}

/** Of two fractions, with one denominator, so that nothing is divided yet. */
const plus = (left: Fraction, right: Fraction): Fraction => ({
  amount: left.amount.times(right.per).plus(right.amount.times(left.per)),
  per: left.per.times(right.per),
});

/** The cycle's charges that count, their discounts taken off; with their tax if the minimum contains its own. */
function charged({ head, book, ended }: Turn, { chargeTags }: Commitment, withTax: boolean): Dec {
  let total = ZERO;
  for (const { cycle, billItem, tag, net, tax } of head.unbilled.values()) {
    if (cycle !== ended.from || !COUNTED.has(book.billItems.get(billItem)?.type ?? 'usage')) continue;
    if (chargeTags !== undefined && (tag === undefined || !chargeTags.includes(tag))) continue;
    total = total.plus(net).plus(withTax ? tax : ZERO);
  }
  return total;
}
