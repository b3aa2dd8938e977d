import type { Resource } from '../../catalog/catalog.ts';
import type { Impact } from '../../ledger/entry.ts';
import type { Bucket } from '../../ledger/head.ts';
import type { Dec } from '../../money/decimal.ts';
import type { Instant } from '../../time/instant.ts';
import type { PricedProduct } from '../find-product.ts';
import { matchesCharge } from '../matches-charge.ts';
import type { RatedPart, RatedParts } from '../rates/rated-part.ts';
import type { RatingContext } from '../rating-context.ts';
import type { LiveGroup, PolicyRule } from '../sharing/sharing-groups.ts';
import { bucketsAt } from './buckets-at.ts';
import { consumeAllowance } from './consume-allowance.ts';
import { withImpacts } from './with-impacts.ts';

/** What allowances covered: the customer's own, then those of sharing owners; and what of each part is left to be priced. */
export type DrawnAllowances = {
  readonly own: readonly Impact[];
  readonly owners: ReadonlyMap<LiveGroup, readonly Impact[]>;
  readonly remaining: readonly Dec[];
};

const NO_OWNERS: DrawnAllowances['owners'] = new Map();

/** Part by part in order of time, each in the order of its rate's allowances, and of their buckets. Own first, then by joining. */
export function drawAllowances(
  context: RatingContext,
  { product }: PricedProduct,
  { parts, at }: RatedParts,
  groups: readonly LiveGroup[],
): DrawnAllowances {
  if (parts.every(({ rate }) => rate.allowances.length === 0)) {
    return { own: [], owners: NO_OWNERS, remaining: parts.map(({ quantity }) => quantity) };
  }
  const { book, now, without } = context;
  const own = drainOf(context, at);
  const owners = new Map<LiveGroup, Drain>();
  const remaining: Dec[] = [];
  for (const part of parts) {
    let left = part.quantity;
    for (const resource of part.rate.allowances) {
      left = take(context, own, { resource, quantity: left, groupId: null });
    }
    for (const group of groups) {
      if (left.isZero()) break;
      const drain =
        owners.get(group) ?? drainOf({ ...group.owner, book, now, ...(without === undefined ? {} : { without }) }, at);
      owners.set(group, drain);
      for (const resource of part.rate.allowances) {
        const { groupId, rules } = group;
        const of = { context, part, product: product.code };
        const isShared = rules.some((rule) => sharesUnits(rule, resource.code, of));
        if (isShared) left = take(context, drain, { resource, quantity: left, groupId });
      }
    }
    remaining.push(left);
  }
  if (owners.size === 0) return { own: own.taken, owners: NO_OWNERS, remaining };
  return { own: own.taken, owners: new Map([...owners].map(([group, { taken }]) => [group, taken])), remaining };
}

/** What somebody has when an event happens, and what the event has taken of it. */
type Drain = { readonly at: Instant; readonly buckets: ReadonlyMap<string, Bucket>; readonly taken: Impact[] };

const drainOf = (account: Parameters<typeof bucketsAt>[0], at: Instant): Drain => ({
  at,
  buckets: bucketsAt(account, at),
  taken: [],
});

/** Takes as much as there is; gives what is left of the quantity. */
function take(
  { trace }: RatingContext,
  { at, buckets, taken }: Drain,
  {
    resource,
    quantity,
    groupId,
  }: { readonly resource: Resource; readonly quantity: Dec; readonly groupId: string | null },
): Dec {
  if (quantity.isZero()) return quantity;
  const isTouched = taken.some((impact) => impact.resource === resource.code);
  const { impacts, remaining } = consumeAllowance(
    isTouched ? withImpacts(buckets, taken) : buckets,
    resource,
    at,
    quantity,
  );
  for (const impact of impacts) {
    taken.push(impact);
    trace?.({ ...impact, step: 'allowance', groupId });
  }
  return remaining;
}

const sharesUnits = (
  rule: PolicyRule,
  resource: string,
  { context, part, product }: { readonly context: RatingContext; readonly part: RatedPart; readonly product: string },
): boolean =>
  rule.takes === 'units' &&
  rule.resource === resource &&
  matchesCharge(
    { ...rule.filter, resources: [resource] },
    {
      chargeTag: part.rate.chargeTag,
      resourceTag: null,
      product,
      serviceType: context.book.products.get(product)?.serviceType ?? null,
      resource,
      currency: context.contract.profile.resource,
    },
  );
