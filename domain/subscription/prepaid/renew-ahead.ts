import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import type { Instant } from '../../time/instant.ts';
import { earlier } from '../../time/order.ts';
import type { PurchasedProduct } from '../subscription.ts';
import { type Ahead, type Progress, renewUnit } from './charge-unit.ts';
import type { Funds } from './funds.ts';
import { isWaiting, suspend } from './suspension.ts';
import { type Unit, unitsOf } from './units.ts';

/**
 * A prepaid customer's forward renewals that begin before `until`, taken from the money in hand: unit by unit in the order they were bought, a
 * plan before its add-ons. What the money does not cover wholly is neither charged nor granted: from when it would have begun, the unit is
 * suspended, and a plan's add-ons with it. Those that are suspended already stay so.
 */
export function renewAhead(ahead: Ahead, funds: Funds, until: Instant): Result<Progress, Refusal> {
  const { purchases: before } = ahead.profile;
  let progress: Progress = { purchases: before, drafts: [], funds };
  /** By subscription: when its plan is suspended. */
  const down = new Map<string, Instant>();
  for (const unit of unitsOf(before)) {
    const { subscriptionId, isPlan } = unit;
    const since = suspendedSince(progress.purchases, unit);
    if (since !== null) {
      if (isPlan) down.set(subscriptionId, since);
      continue;
    }
    const withPlan = down.get(subscriptionId) ?? null;
    const renewed = renewUnit(ahead, progress, unit, withPlan === null ? until : earlier(until, withPlan));
    if (!renewed.ok) return renewed;
    const { purchases, drafts, funds: left } = renewed.value;
    const stoppedAt = renewed.value.stoppedAt ?? withPlan;
    progress = {
      drafts,
      funds: left,
      purchases: stoppedAt === null ? purchases : suspendUnit(purchases, unit, stoppedAt),
    };
    if (isPlan && stoppedAt !== null) down.set(subscriptionId, stoppedAt);
  }
  return ok(progress);
}

/** Since when a unit is suspended; null: it is not. */
export function suspendedSince(purchases: readonly PurchasedProduct[], { places }: Unit): Instant | null {
  for (const place of places) {
    const purchase = purchases[place];
    if (purchase?.suspendedAt !== undefined && isWaiting(purchase)) return purchase.suspendedAt;
  }
  return null;
}

/** Also what the unit brings later: it does not begin while the rest waits. */
export const suspendUnit = (
  purchases: readonly PurchasedProduct[],
  { places }: Unit,
  at: Instant,
): readonly PurchasedProduct[] => {
  const own = new Set(places);
  return purchases.map((purchase, place) =>
    own.has(place) && !isWaiting(purchase) ? suspend(purchase, at) : purchase,
  );
};
