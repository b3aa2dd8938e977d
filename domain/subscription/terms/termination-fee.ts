import type { PriceBook } from '../../catalog/price-book.ts';
import type { TerminationFee } from '../../catalog/promotion.ts';
import { taxFor } from '../../catalog/taxes/tax-for.ts';
import { levyOn } from '../../catalog/taxes/tax-on.ts';
import { bucketKey, RUNNING } from '../../ledger/bucket-key.ts';
import type { DraftEntry } from '../../ledger/entry.ts';
import { draftEntry } from '../../ledger/open-ledger.ts';
import { type Dec, dec, roundTo, ZERO } from '../../money/decimal.ts';
import { ONE } from '../../money/fraction.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import { monthsBegun } from '../../time/calendar-length.ts';
import type { Instant, Period } from '../../time/instant.ts';
import type { PurchasedProduct, RatingProfile, SubscriptionTerm } from '../subscription.ts';
import { monthlyPrice } from './monthly-price.ts';

/** A customer leaves a commitment: what is bought under it, when the leave was taken, when it takes effect. */
export type Leaving = {
  readonly term: SubscriptionTerm;
  readonly purchases: readonly PurchasedProduct[];
  readonly book: PriceBook;
  readonly now: Instant;
  readonly end: Instant;
};

/** What leaving costs, net of a tax that comes on top, and the words for it. */
export type LeavingCost = {
  readonly term: string;
  readonly amount: Dec;
  readonly monthsLeft: number;
  readonly reason: 'commitment' | 'minimum';
  readonly billing: Pick<TerminationFee, 'billItem' | 'tax' | 'generalLedger'>;
};

/**
 * The fee for leaving a commitment: nothing within the grace period or once the commitment is over; otherwise the term's fee. Below a
 * minimum length what is missing of it at the monthly price, if that is more. Months that have begun count as left. Null: it is free.
 */
export function leavingCost(leaving: Leaving): Result<LeavingCost | null, Refusal> {
  const { term, purchases, book, now, end } = leaving;
  if (term.graceEnd !== null && now < term.graceEnd) return ok(null);
  const monthly = monthlyPrice(book, purchases, end);
  if (!monthly.ok) return monthly;
  const zone = book.zone;
  const monthsLeft = monthsBegun(zone, end, term.commitmentEnd);
  const missing = term.minimumEnd === null ? 0 : monthsBegun(zone, end, term.minimumEnd);
  const { fee } = term;
  const commitment = fee === null || end >= term.commitmentEnd ? ZERO : feeOf(fee, monthly.value, term, monthsLeft);
  const minimum = monthly.value.times(missing);
  const [amount, reason] = minimum.gt(commitment)
    ? ([minimum, 'minimum'] as const)
    : ([commitment, 'commitment'] as const);
  if (amount.lte(0)) return ok(null);
  const billing = fee ?? billingOf(book, purchases);
  if (billing === null) return ok(null);
  return ok({ term: term.code, amount, monthsLeft: reason === 'minimum' ? missing : monthsLeft, reason, billing });
}

/** Exact and unrounded. */
function feeOf({ type, amount }: TerminationFee, monthly: Dec, { months }: SubscriptionTerm, left: number): Dec {
  switch (type) {
    case 'flat':
      return dec(amount);
    case 'remaining':
      return monthly.times(left);
    case 'percent':
      return monthly.times(left).times(amount).div(100);
    case 'declining':
      // Stretched to the end of a cycle, a commitment can have a month more left than it was signed for.
      return left < months ? dec(amount).times(left).div(months) : dec(amount);
  }
}

/** A minimum without a fee is billed like what it is for. */
function billingOf(book: PriceBook, purchases: readonly PurchasedProduct[]): LeavingCost['billing'] | null {
  for (const { product: code } of purchases) {
    const product = book.products.get(code);
    if (product?.type !== 'recurring' || book.resources.get(product.resource)?.kind !== 'monetary') continue;
    const tax = product.versions.at(-1)?.tax;
    const { billItem, generalLedger } = product;
    return {
      billItem,
      ...(tax === undefined ? {} : { tax }),
      ...(generalLedger === undefined ? {} : { generalLedger }),
    };
  }
  return null;
}

/** The fee as a charge on the open bill, with its tax. `id` makes it happen once. */
export function leavingDraft(
  { amount, billing, term }: LeavingCost,
  charge: {
    readonly id: string;
    readonly profile: Pick<RatingProfile, 'resource' | 'taxStatus'>;
    readonly book: PriceBook;
    readonly bill: Period;
    readonly now: Instant;
  },
): Result<DraftEntry, Refusal> {
  const { id, profile, book, bill, now } = charge;
  const missing = (detail: string) =>
    err(refusal('catalog.reference_missing', `${detail} Complete the catalog and try again.`));
  const resource = book.resources.get(profile.resource);
  if (resource === undefined) return missing(`The catalog has no resource ${profile.resource}.`);
  const tax = taxFor(book, { code: billing.tax ?? null, at: now, status: profile.taxStatus });
  if (!tax.ok) return missing(tax.error.detail);
  const split = levyOn(roundTo(amount, resource.ratingScale), tax.value);
  return ok(
    draftEntry({
      kind: 'purchase',
      id,
      at: now,
      recordedAt: now,
      quantity: ONE,
      note: `Left the term ${term} early`,
      impacts: [
        {
          resource: resource.code,
          bucket: bucketKey({ resource: resource.code, ...bill, origin: RUNNING }),
          amount: split.net.plus(split.tax),
          charge: {
            cycle: bill.from,
            billItem: billing.billItem,
            product: null,
            taxCode: tax.value?.tax.code ?? null,
            tax: split.tax,
            quantity: ONE,
            period: null,
            ...(billing.generalLedger === undefined ? {} : { generalLedger: billing.generalLedger }),
            ...(tax.value === null || tax.value.exemption === null ? {} : { exemption: tax.value.exemption }),
          },
        },
      ],
    }),
  );
}
