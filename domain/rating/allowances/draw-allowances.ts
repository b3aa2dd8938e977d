import type { Impact } from '../../ledger/entry.ts';
import type { Bucket } from '../../ledger/head.ts';
import type { Dec } from '../../money/decimal.ts';
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
  const drain = drainOf(context);
  const owners = new Map<LiveGroup, Impact[]>();
  const own: Impact[] = [];
  const remaining = parts.map((part) => {
    let left = part.quantity;
    const take = (from: Drain, groupId: string | null, permits: (resource: string) => boolean): Impact[] =>
      part.rate.allowances.flatMap((resource): readonly Impact[] => {
        if (left.isZero() || !permits(resource.code)) return [];
        const use = consumeAllowance(from.buckets(at, resource.code), resource, at, left);
        left = use.remaining;
        from.took(use.impacts);
        for (const impact of use.impacts) context.trace?.({ ...impact, step: 'allowance', groupId });
        return use.impacts;
      });
    own.push(...take(drain, null, () => true));
    for (const group of groups) {
      if (left.isZero()) break;
      const drained = owners.get(group) ?? [];
      const { book, now, without } = context;
      const account = { ...group.owner, book, now, ...(without === undefined ? {} : { without }) };
      const ownersDrain = drainOf(account, drained);
      const taken = take(ownersDrain, group.groupId, (resource) =>
        group.rules.some((rule) => sharesUnits(rule, resource, { context, part, product: product.code })),
      );
      owners.set(group, [...drained, ...taken]);
    }
    return left;
  });
  return { own, owners, remaining };
}

type Drain = {
  /** Of a resource; those of others may be as they were. */
  readonly buckets: (at: number, resource: string) => ReadonlyMap<string, Bucket>;
  readonly took: (impacts: readonly Impact[]) => void;
};

/** Buckets that know what was taken from them before. */
function drainOf(context: Parameters<typeof bucketsAt>[0], before: readonly Impact[] = []): Drain {
  const taken = [...before];
  return {
    buckets: (at, resource) => {
      const buckets = bucketsAt(context, at);
      const isTouched = taken.some((impact) => impact.resource === resource);
      return isTouched ? withImpacts(buckets, taken) : buckets;
    },
    took: (impacts) => {
      taken.push(...impacts);
    },
  };
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
