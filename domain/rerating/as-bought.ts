import { type ContractIndex, indexContract } from '../rating/contract-index.ts';
import type { RatingProfile } from '../subscription/subscription.ts';

/**
 * The contract for looking back: what was bought counts as begun, since its grants lie in the ledger by now. Validity alone decides what
 * an event meets, as it does when usage is rated for the first time.
 */
export const asBought = (profile: RatingProfile): ContractIndex =>
  indexContract({
    ...profile,
    purchases: profile.purchases.map((purchase) =>
      purchase.status === 'pending' ? { ...purchase, status: 'active' } : purchase,
    ),
  });
