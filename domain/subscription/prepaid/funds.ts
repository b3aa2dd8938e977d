import type { PriceBook } from '../../catalog/price-book.ts';
import type { DraftEntry } from '../../ledger/entry.ts';
import type { Head } from '../../ledger/head.ts';
import { type Dec, dec, decimalText } from '../../money/decimal.ts';
import { moneyWords } from '../../money/money-words.ts';
import { liveHolds } from '../../rating/allowances/live-holds.ts';
import { withImpacts } from '../../rating/allowances/with-impacts.ts';
import { limitsOf, movedBy, totalAt } from '../../rating/limits/credit-limits.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import type { Instant } from '../../time/instant.ts';
import type { RatingProfile } from '../subscription.ts';

/** A prepaid customer's money: below zero is in hand. What is charged ahead may bring it to the limit, no further. */
export type Funds = { readonly total: Dec; readonly limit: Dec };

type Purse = Pick<Head, 'buckets' | 'holds'>;
type Of = {
  readonly profile: Pick<RatingProfile, 'creditProfile' | 'paymentType' | 'resource'>;
  readonly book: PriceBook;
  readonly now: Instant;
  /** A session's own hold, which its commit may use up. */
  readonly without?: string;
};

/** Null: who pays afterwards needs none. What sessions have set aside is not to be had. */
export function fundsOf(state: Purse, { profile, book, ...when }: Of): Funds | null {
  const { paymentType, resource } = profile;
  const limit = limitsOf(book, profile).find((one) => one.resource === resource)?.limit ?? null;
  if (paymentType !== 'prepaid' || limit === null) return null;
  const held = [...liveHolds(state, when)].flatMap(({ impacts }) => impacts);
  return { total: totalAt(withImpacts(state.buckets, held).values(), resource, when.now), limit: dec(limit) };
}

/** The funds with what is charged, net and tax, taken from them, and whether they cover it. What costs nothing is always covered. */
export function takeFrom(
  { total, limit }: Funds,
  drafts: readonly Pick<DraftEntry, 'impacts'>[],
  { profile: { resource }, now }: Of,
): { readonly funds: Funds; readonly isCovered: boolean } {
  const moved = movedBy(
    drafts.flatMap(({ impacts }) => impacts),
    resource,
    now,
  );
  const after = total.plus(moved);
  return { funds: { total: after, limit }, isCovered: moved.lte(0) || after.lte(limit) };
}

/**
 * A prepaid customer buys only what the money in hand covers, also what came with the purchase itself (a voucher, a top-up). Null: it does.
 * `before` is null for a ledger that is new.
 */
export function refuseUncovered(before: Purse | null, after: Purse, of: Of): Refusal | null {
  const had = fundsOf(before ?? { buckets: new Map(), holds: new Map() }, of);
  const has = fundsOf(after, of);
  if (had === null || has === null || has.total.lte(had.limit) || has.total.lte(had.total)) return null;
  const { resource } = of.profile;
  const cost = moneyWords(decimalText(has.total.minus(had.total)), resource);
  const inHand = moneyWords(decimalText(had.limit.minus(had.total)), resource);
  return refusal(
    'balance.insufficient',
    `It costs ${cost} at once and ${inHand} is in hand. Top up or enter a voucher, then buy it.`,
  );
}
