import { redeemVouchers } from '../../../domain/promotion/redeem-vouchers.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { NewIds } from '../../../domain/subscription/buying/buy-products.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import { activity } from '../activity.ts';
import { throttled } from '../promotions/throttle.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import {
  type Bought,
  type BuyingCall,
  type BuyingFacts,
  type BuyingPorts,
  factsOf,
  loadBuying,
  PREVIEW_IDS,
  type Purchase,
  purchaseChanges,
  purchaseOf,
  reserveIds,
} from './buying.ts';
import { renewalChanges } from './renewal-changes.ts';

export type VouchersRequest = {
  readonly subscriptionId: string;
  /** As they were typed; used in this order. */
  readonly codes: readonly string[];
};

const POINTER = '/codes';

function decideOn(
  facts: BuyingFacts,
  when: { readonly now: Instant; readonly ids: NewIds },
): Result<Purchase, Refusal> {
  // A coupon is no voucher: it takes something off a purchase, and there is none.
  const coupons = facts.codes.coupons.map((entered) => ({ ...entered, voucher: null, isUsedByCustomer: false }));
  const used = redeemVouchers(factsOf(facts, when), [...coupons, ...facts.codes.vouchers]);
  if (!used.ok) return used;
  return purchaseOf(facts, { added: null, used: used.value, coupons: { counts: [], redemptions: [] }, now: when.now });
}

/**
 * Uses voucher codes for a subscription: each buys its batch's bundle, in their order, all of them or none. Of two who want the last use of
 * a code at once, one gets it and the other is refused. Codes that do not work are counted, and who tries too many has to wait.
 */
export const applyVouchers =
  (ports: BuyingPorts) =>
  async (call: BuyingCall, { subscriptionId, codes }: VouchersRequest): Promise<Result<Bought, Refusal>> => {
    const { siteId, now } = call;
    const load = () => loadBuying(ports, siteId, { subscriptionId, codes, pointer: POINTER });
    return throttled(ports, { siteId, who: call.actor, codes, pointer: POINTER }, async () => {
      const first = await load();
      if (!first.ok) return first;
      // Decided once to know how many numbers it needs, so that refused codes use up none.
      const trial = decideOn(first.value, { now, ids: PREVIEW_IDS });
      if (!trial.ok) return trial;
      const ids = await reserveIds(ports, siteId, trial.value.bought);
      return retryConflicts(`vouchers for subscription ${subscriptionId}`, async () => {
        const facts = await load();
        if (!facts.ok) return facts;
        const decision = decideOn(facts.value, { now, ids });
        if (!decision.ok) return decision;
        const changes = await purchaseChanges(ports, facts.value, decision.value);
        if (!changes.ok) return changes;
        const { bought, vouchers } = decision.value;
        const used = vouchers.redemptions.map(({ code, bundle }) => `${code} (${bundle})`).join(', ');
        const outcome = await ports.commit([
          ...changes.value,
          ...renewalChanges(ports, call, {
            before: facts.value.account,
            after: decision.value.contract,
            book: facts.value.book,
          }),
          activity(ports, call, {
            customerId: facts.value.customer.customerId,
            action: 'subscription.vouchers_used',
            objectType: 'subscription',
            objectId: subscriptionId,
            summary: `Vouchers used for subscription ${subscriptionId}: ${used}`,
          }),
          ...call.remember(201, bought),
        ]);
        return outcome === 'done' ? ok(bought) : null;
      });
    });
  };
