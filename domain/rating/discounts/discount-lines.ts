import type { Count, Impact } from '../../ledger/entry.ts';
import { ZERO } from '../../money/decimal.ts';
import { isSuspended } from '../../subscription/prepaid/suspension.ts';
import type { PurchasedDiscount, RatingProfile, ServiceInstance } from '../../subscription/subscription.ts';
import { bucketsAt } from '../allowances/buckets-at.ts';
import { withImpacts } from '../allowances/with-impacts.ts';
import { chargeCycleOf, counterOf } from '../charge-cycle-of.ts';
import type { ChargeLine } from '../charge-line.ts';
import type { PricedProduct } from '../find-product.ts';
import type { RatedPart } from '../rates/rated-part.ts';
import type { RatingContext } from '../rating-context.ts';
import type { UsageCharge } from '../usage-charge.ts';
import type { UsageFacts } from '../usage-facts.ts';
import { discountUsage } from './discount-usage.ts';
import type { Standing } from './discounts-in-order.ts';
import { countOff, keepDiscounts } from './keep-discounts.ts';

/** Charges and the discounts on them, each charge followed by its own; what discounts grant, use up and count. */
export type DiscountedLines = {
  readonly lines: readonly ChargeLine[];
  readonly impacts: readonly Impact[];
  readonly counts: readonly Count[];
};

/** Applies the discounts that were bought with the product's subscription and are valid when the event happens. */
export function discountLines(
  context: RatingContext,
  {
    event,
    service,
    priced,
    charges,
    used,
  }: {
    readonly event: UsageFacts;
    readonly service: ServiceInstance;
    readonly priced: PricedProduct;
    readonly charges: readonly UsageCharge[];
    /** What allowances and rates moved before. */
    readonly used: readonly Impact[];
  },
): DiscountedLines {
  const { contract, state, book } = context;
  const { cycleRule: rule } = contract.profile;
  const bought = contract.ownDiscounts.get(priced.purchase.subscriptionId);
  const mayGiveBack = charges.some(({ tiers }) => tiers !== undefined);
  const kept = mayGiveBack ? keepDiscounts({ ...state, book }, charges) : [];
  if (bought === undefined && kept.length === 0) return { lines: undiscounted(charges), impacts: [], counts: [] };
  const {
    reductions: taken,
    impacts,
    counts,
  } = discountUsage(
    {
      book,
      state,
      buckets: () => withImpacts(bucketsAt(context, event.at), used),
      discounts: bought ?? NO_DISCOUNTS,
      product: priced.product.code,
      serviceType: event.serviceType,
      at: event.at,
      standing: standingOf(contract.profile, service, isSuspended(priced.purchase, event.at)),
      cycle: chargeCycleOf(state.cycles, rule, event.at),
      counterOf: (name) => counterOf(state, { rule, product: name, at: event.at }),
    },
    charges,
  );
  const reductions = kept.length === 0 ? taken : [...taken, ...kept];
  const off = mayGiveBack ? countOff(state.counters, charges, reductions) : [];
  for (const { discount, amount } of reductions) context.trace?.({ step: 'discount', discount, amount });
  const lines: ChargeLine[] = [];
  let place = 0;
  for (const line of undiscounted(charges)) {
    lines.push(line);
    for (const { charge, amount, discount } of reductions) {
      if (charge === place) lines.push({ charge: line.charge, amount, quantity: ZERO, discount });
    }
    place += 1;
  }
  return { lines, impacts, counts: off.length === 0 ? counts : [...counts, ...off] };
}

const NO_DISCOUNTS: readonly PurchasedDiscount[] = [];

function standingOf({ status }: RatingProfile, service: ServiceInstance, waits: boolean): Standing {
  if (status !== 'active') return status;
  return service.status === 'inactive' || waits ? 'inactive' : 'active';
}

/** Of several amounts for the same units, the first shows the quantity. */
function undiscounted(charges: readonly UsageCharge[]): readonly ChargeLine[] {
  let part: RatedPart | null = null;
  return charges.map((charge) => {
    const isFirst = charge.part !== part;
    part = charge.part;
    return { charge, amount: charge.amount, quantity: isFirst ? charge.part.quantity : ZERO };
  });
}
