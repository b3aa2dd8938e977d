import type { PriceBook } from '../catalog/price-book.ts';
import type { Count, Impact } from '../ledger/entry.ts';
import type { LedgerState } from '../ledger/fold.ts';
import type { Dec } from '../money/decimal.ts';
import type { PurchasedDiscount } from '../subscription/subscription.ts';
import type { Instant, Period } from '../time/instant.ts';
import type { UsageCharge } from './usage-charge.ts';

/** A reduction of one charge of an event: `charge` is its position; `amount` is negative. */
export type Reduction = { readonly charge: number; readonly discount: string; readonly amount: Dec };

export type Discounted = {
  readonly reductions: readonly Reduction[];
  /** Units that discounts granted or used up. */
  readonly impacts: readonly Impact[];
  readonly counts: readonly Count[];
};

export type Discounting = {
  readonly book: PriceBook;
  readonly state: Readonly<LedgerState>;
  /** What the event may use up, other sessions' holds taken off. */
  readonly buckets: LedgerState['buckets'];
  /** Bought with the subscription of the event's product and valid at its time; in no order. */
  readonly discounts: readonly PurchasedDiscount[];
  readonly product: string;
  readonly serviceType: string;
  readonly at: Instant;
  /** The cycle whose counters and grants it is. */
  readonly cycle: Period;
};

const NONE: Discounted = { reductions: [], impacts: [], counts: [] };

/** Applies what was bought for these charges, by priority. Charges come undiscounted; nothing goes below zero. */
export function discountUsage(_context: Discounting, _charges: readonly UsageCharge[]): Discounted {
  return NONE;
}
