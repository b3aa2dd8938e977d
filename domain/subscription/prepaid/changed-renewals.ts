import type { Instant } from '../../time/instant.ts';
import type { PurchasedProduct, RatingProfile } from '../subscription.ts';
import { isWaiting } from './suspension.ts';

/** What a step did to a subscription's renewals: the whole subscription with its plan, or some of its add-ons. */
export type ChangedRenewal = {
  readonly change: 'suspended' | 'resumed';
  readonly subscriptionId: string;
  readonly isPlan: boolean;
  readonly bundles: readonly string[];
  /** Suspended: since when. */
  readonly at: Instant;
};

type Purchases = Pick<RatingProfile, 'purchases'>;

/** What was suspended and what goes on, by subscription; what ended is neither. */
export function changedRenewals(before: Purchases, after: Purchases, now: Instant): readonly ChangedRenewal[] {
  if (!before.purchases.some(isWaiting) && !after.purchases.some(isWaiting)) return [];
  const known = new Map(before.purchases.map((purchase) => [purchase.purchaseId, purchase]));
  const changed = after.purchases.flatMap((purchase): readonly { purchase: PurchasedProduct; waits: boolean }[] => {
    const was = known.get(purchase.purchaseId);
    const waits = isWaiting(purchase);
    const isLive = purchase.status === 'active' || purchase.status === 'pending';
    return isLive && waits !== (was !== undefined && isWaiting(was)) && (waits || was !== undefined)
      ? [{ purchase, waits }]
      : [];
  });
  const groups = Map.groupBy(changed, ({ purchase, waits }) => `${waits} ${purchase.subscriptionId}`);
  return [...groups.values()].flatMap((group): readonly ChangedRenewal[] => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        change: first.waits ? 'suspended' : 'resumed',
        subscriptionId: first.purchase.subscriptionId,
        isPlan: group.some(({ purchase }) => purchase.addOn !== true),
        bundles: [...new Set(group.map(({ purchase }) => purchase.bundle))],
        at: first.purchase.suspendedAt ?? now,
      },
    ];
  });
}
