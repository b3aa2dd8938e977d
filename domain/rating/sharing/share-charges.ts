import { counterKey } from '../../ledger/counter-key.ts';
import type { Count } from '../../ledger/entry.ts';
import { type Dec, decimalText, roundTo, sum, ZERO } from '../../money/decimal.ts';
import type { Instant } from '../../time/instant.ts';
import { chargeCycleOf } from '../charge-cycle-of.ts';
import type { ChargeLine } from '../charge-line.ts';
import { matchesCharge } from '../matches-charge.ts';
import type { RatingContext } from '../rating-context.ts';
import type { UsageCharge } from '../usage-charge.ts';
import type { LiveGroup } from './sharing-groups.ts';

/** Who pays what: the member's lines, and those of each owner. They always sum to the charges. */
export type SharedCharges = {
  readonly own: readonly ChargeLine[];
  readonly owners: ReadonlyMap<LiveGroup, readonly ChargeLine[]>;
  readonly counts: readonly Count[];
};

const NO_OWNERS: SharedCharges['owners'] = new Map();

/**
 * Moves what the groups' policies say to their owners: each charge to the first group whose policy fits it. The owner takes so many percent of
 * what the discounts left, the member the rest. Where that is nothing there is nothing to take over.
 */
export function shareCharges(
  context: RatingContext,
  groups: readonly LiveGroup[],
  {
    lines,
    product,
    serviceType,
    at,
  }: { lines: readonly ChargeLine[]; product: string; serviceType: string; at: Instant },
): SharedCharges {
  if (groups.length === 0) return { own: lines, owners: NO_OWNERS, counts: [] };
  const { resource: currency } = context.contract.profile;
  const own: ChargeLine[] = [];
  const owners = new Map<LiveGroup, ChargeLine[]>();
  const counts: Count[] = [];
  for (const [charge, ofCharge] of Map.groupBy(lines, (line) => line.charge)) {
    const net = sum(ofCharge.map(({ amount }) => amount));
    const match = net.isZero() ? null : ruleFor(groups, { ...filtered(charge), product, serviceType, currency });
    if (match === null) {
      own.push(...ofCharge);
      continue;
    }
    const { part, count } = ownersPart(context, match, { charge, net, counts, at });
    context.trace?.({ step: 'sharing', groupId: match.group.groupId, amount: part });
    if (count !== null) counts.push(count);
    const isWhole = part.eq(net);
    const quantity = sum(ofCharge.map((line) => line.quantity));
    const taken = owners.get(match.group) ?? [];
    if (isWhole) taken.push(...ofCharge);
    else if (!part.isZero()) taken.push({ charge, amount: part, quantity: ZERO });
    owners.set(match.group, taken);
    if (!isWhole) own.push({ charge, amount: net.minus(part), quantity });
  }
  return { own, owners, counts };
}

const filtered = ({ part, detail }: UsageCharge) => ({
  chargeTag: part.rate.chargeTag,
  resourceTag: detail.resourceTag,
  resource: detail.resource.code,
});

type Match = { readonly group: LiveGroup; readonly percent: Dec };

function ruleFor(groups: readonly LiveGroup[], charge: Parameters<typeof matchesCharge>[1]): Match | null {
  for (const group of groups) {
    if (group.owner.contract.profile.resource !== charge.resource) continue;
    for (const rule of group.rules) {
      if (rule.takes === 'charges' && matchesCharge(rule.filter, charge)) return { group, percent: rule.percent };
    }
  }
  return null;
}

/**
 * Half of 0.05 is 0.03 for the owner and 0.02 for the member: parts are whole cents, so that two bills never show more than was
 * charged. Taken over the cycle, like cumulative tiers, so that many charges of less than a cent are shared as well as their sum.
 */
function ownersPart(
  { state, contract }: RatingContext,
  { group, percent }: Match,
  {
    charge,
    net,
    counts,
    at,
  }: { readonly charge: UsageCharge; readonly net: Dec; readonly counts: readonly Count[]; readonly at: Instant },
): { readonly part: Dec; readonly count: Count | null } {
  if (percent.gte(100)) return { part: net, count: null };
  const cycle = chargeCycleOf(state.cycles, contract.profile.cycleRule, at);
  // Each percentage on a counter of its own: what was shared at another one says nothing of this one's cents.
  const counter = counterKey(`shared~${group.groupId}~${decimalText(percent)}`, cycle.from);
  const inEvent = sum(counts.filter((one) => one.counter === counter).map(({ amount }) => amount));
  const before = (state.counters.get(counter) ?? ZERO).plus(inEvent);
  const upTo = (total: Dec) => roundTo(total.times(percent).div(100), charge.detail.resource.billingScale);
  const part = upTo(before.plus(net)).minus(upTo(before));
  return { part, count: { counter, amount: net, before } };
}
