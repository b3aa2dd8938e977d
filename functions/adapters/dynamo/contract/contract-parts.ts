import type {
  PurchasedDiscount,
  PurchasedProduct,
  RatingProfile,
  ServiceInstance,
} from '../../../../domain/subscription/subscription.ts';
import { FOREVER, type Instant } from '../../../../domain/time/instant.ts';
import { servicePart } from './service-shards.ts';

/**
 * How a contract lies in the table. A small one is one item beside the ledger's head. A large one is a header, which is read with the head,
 * and parts, of which rating reads those that an event needs: a service with what was bought for it, a product's pages of other purchases,
 * a subscription's discounts. Every element keeps its place in the contract's lists, so that the whole comes back as it was.
 */
export type Row<T> = readonly [place: number, value: T];

/** One item of a large contract, by its sort key. */
export type Part = {
  readonly services: readonly Row<ServiceInstance>[];
  readonly purchases: readonly Row<PurchasedProduct>[];
  readonly discounts: readonly Row<PurchasedDiscount>[];
  /** Of a subscription's discounts: pages of those that ended, and when the last of each did. */
  readonly past: readonly (readonly [block: number, to: Instant])[];
};
export type Parts = ReadonlyMap<string, Part>;

/** What the header knows of the parts. */
export type PartsIndex = {
  /** How many elements the lists have; `discounts` is null when they are in the header. */
  readonly services: number;
  readonly purchases: number;
  readonly discounts: number | null;
  /** When the first pending purchase starts. */
  readonly nextStart: Instant;
  /** Pages of running purchases that are for no service, per product. */
  readonly fees: readonly (readonly [product: string, blocks: readonly number[]])[];
  /** Parts that the commit of this version wrote and deleted: it may be seen in part for a moment. */
  readonly written: readonly string[];
  readonly deleted: readonly string[];
};

/** A small contract is about 30 KB at most: a read of a millisecond, and eight read units. */
const SMALL = { services: 32, purchases: 64, discounts: 64 } as const;
/** So few discounts are at hand without a read of their own. */
const MOST_INLINE_DISCOUNTS = 32;
/** Places of one page: some 60 KB deflated, and a contract of 100,000 purchases can still be written in one commit. */
const PAGE = 2_000;

export const isLarge = ({ services, purchases, discounts = [] }: RatingProfile): boolean =>
  services.length > SMALL.services || purchases.length > SMALL.purchases || discounts.length > SMALL.discounts;

export const hasInlineDiscounts = ({ discounts = [] }: RatingProfile): boolean =>
  discounts.length <= MOST_INLINE_DISCOUNTS;

/** These sort before. */
export const feesPart = (product: string, block: number): string => `fees#${product}#${block}`;
const pastFeesPart = (product: string, block: number): string => `fees-past#${product}#${block}`;
export const discountsPart = (subscriptionId: string): string => `discounts#${subscriptionId}`;
export const pastDiscountsPart = (subscriptionId: string, block: number): string =>
  `discounts-past#${subscriptionId}#${block}`;

/** What may still have to be charged or granted. */
const isLive = ({ status }: Pick<PurchasedDiscount, 'status'>): boolean => status === 'active' || status === 'pending';

const blockOf = (place: number): number => Math.floor(place / PAGE);

type Draft = {
  readonly services: Row<ServiceInstance>[];
  readonly purchases: Row<PurchasedProduct>[];
  readonly discounts: Row<PurchasedDiscount>[];
  readonly past: [block: number, to: Instant][];
};

/** The parts of a contract; none of a small one. */
export function partsOf(profile: RatingProfile): Parts {
  const parts = new Map<string, Draft>();
  if (!isLarge(profile)) return parts;
  const part = (key: string): Draft => {
    const known = parts.get(key);
    if (known !== undefined) return known;
    const made: Draft = { services: [], purchases: [], discounts: [], past: [] };
    parts.set(key, made);
    return made;
  };
  for (const [place, service] of profile.services.entries()) {
    part(servicePart(service.serviceId)).services.push([place, service]);
  }
  for (const [place, purchase] of profile.purchases.entries()) {
    const { serviceId, product } = purchase;
    const ofService = serviceId === undefined ? undefined : parts.get(servicePart(serviceId));
    const page = isLive(purchase) ? feesPart : pastFeesPart;
    (ofService ?? part(page(product, blockOf(place)))).purchases.push([place, purchase]);
  }
  if (hasInlineDiscounts(profile)) return parts;
  for (const [place, discount] of (profile.discounts ?? []).entries()) {
    const { subscriptionId, validTo } = discount;
    const current = part(discountsPart(subscriptionId));
    if (isLive(discount)) {
      current.discounts.push([place, discount]);
      continue;
    }
    const block = blockOf(place);
    part(pastDiscountsPart(subscriptionId, block)).discounts.push([place, discount]);
    const last = current.past.at(-1);
    if (last?.[0] !== block) current.past.push([block, validTo]);
    else if (last[1] < validTo) last[1] = validTo;
  }
  return parts;
}

/** What the header says of the parts of a large contract. */
export function indexParts(profile: RatingProfile, changed: Pick<PartsIndex, 'written' | 'deleted'>): PartsIndex {
  const { services, purchases, discounts = [] } = profile;
  const known = new Set(services.map(({ serviceId }) => serviceId));
  const fees = new Map<string, Set<number>>();
  let nextStart = FOREVER;
  for (const [place, purchase] of purchases.entries()) {
    const { status, validFrom, suspendedAt } = purchase;
    if (status === 'pending' && suspendedAt === undefined && validFrom < nextStart) nextStart = validFrom;
    if (!isLive(purchase) || (purchase.serviceId !== undefined && known.has(purchase.serviceId))) continue;
    const blocks = fees.get(purchase.product) ?? new Set();
    fees.set(purchase.product, blocks.add(blockOf(place)));
  }
  return {
    services: services.length,
    purchases: purchases.length,
    discounts: hasInlineDiscounts(profile) ? null : discounts.length,
    nextStart,
    fees: [...fees].map(([product, blocks]) => [product, [...blocks]]),
    ...changed,
  };
}

/** Sort keys of the parts that differ. Elements that nobody touched are the same objects: then nothing is compared. */
export function differencesOf(before: Parts, after: Parts): Pick<PartsIndex, 'written' | 'deleted'> {
  const written: string[] = [];
  for (const [key, part] of after) {
    const old = before.get(key);
    if (old === undefined || !isSamePart(old, part)) written.push(key);
  }
  return { written, deleted: [...before.keys()].filter((key) => !after.has(key)) };
}

const isSamePart = (one: Part, other: Part): boolean =>
  isSameList(one.services, other.services) &&
  isSameList(one.purchases, other.purchases) &&
  isSameList(one.discounts, other.discounts) &&
  isSameList(one.past, other.past);

const isSameList = (one: Part['past'] | readonly Row<unknown>[], other: typeof one): boolean =>
  one.length === other.length &&
  one.every(([place, value], index) => {
    const [otherPlace, otherValue] = other[index] ?? [];
    return place === otherPlace && (value === otherValue || JSON.stringify(value) === JSON.stringify(otherValue));
  });

/** The lists of a contract, of all its parts or of some. */
export function listsOf(parts: Iterable<Part>): Pick<RatingProfile, 'services' | 'purchases'> & {
  readonly discounts: readonly PurchasedDiscount[];
} {
  const all = [...parts];
  return {
    services: inOrder(all.flatMap(({ services }) => services)),
    purchases: inOrder(all.flatMap(({ purchases }) => purchases)),
    discounts: inOrder(all.flatMap(({ discounts }) => discounts)),
  };
}

const inOrder = <T>(rows: readonly Row<T>[]): readonly T[] =>
  rows.toSorted(([one], [other]) => one - other).map(([, value]) => value);

/** True when parts hold every element that the header counts, each once. */
export function areComplete(index: PartsIndex, parts: Iterable<Part>): boolean {
  const all = [...parts];
  const isWhole = (rows: readonly Row<unknown>[], count: number): boolean =>
    rows.length === count && new Set(rows.map(([place]) => place)).size === count;
  return (
    isWhole(
      all.flatMap(({ services }) => services),
      index.services,
    ) &&
    isWhole(
      all.flatMap(({ purchases }) => purchases),
      index.purchases,
    ) &&
    isWhole(
      all.flatMap(({ discounts }) => discounts),
      index.discounts ?? 0,
    )
  );
}
