import type { FieldProblem } from '../../refusal.ts';
import type { Instant } from '../../time/instant.ts';
import type { Bundle, Plan, Product } from '../catalog.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import type { CatalogObject } from '../compile-price-book.ts';
import type { CustomAttribute } from '../settings.ts';

/**
 * Fields that give stored amounts their meaning. They are frozen while another object refers to theirs: changing them would
 * turn what was charged and granted into something else.
 */
const FROZEN = {
  resource: ['kind', 'currency', 'ratingScale', 'billingScale', 'counter'],
  eventType: ['interval'],
  tag: ['type'],
  serviceField: ['type'],
  measurementUnit: ['base', 'factor'],
  serviceType: ['quantity', 'unit', 'unitSize'],
  ratingSet: ['serviceType'],
  product: ['type', 'resource', 'cycle', 'eventType', 'serviceType'],
  tax: ['percent', 'inclusive', 'provider', 'jurisdiction', 'reverseCharge'],
} as const;

const isFreezable = (kind: string): kind is keyof typeof FROZEN => kind in FROZEN;

/** A plan that has left `draft` may have been sold, and may be sold no more only by becoming inactive. */
const isOffered = (plan: Plan): boolean => plan.status !== 'draft';

const missingFrom = (kept: readonly string[], after: readonly string[]): string[] =>
  kept.filter((code) => !after.includes(code));

function planProblems(before: Plan, after: Plan): FieldProblem[] {
  if (!isOffered(before)) return [];
  const problems: FieldProblem[] = [];
  if (!isOffered(after)) {
    problems.push({ pointer: '/status', message: 'Use inactive: a plan that was on sale is no draft again.' });
  }
  for (const code of missingFrom(before.bundles, after.bundles)) {
    problems.push({ pointer: '/bundles', message: `Keep the bundle "${code}": subscriptions may hold it.` });
  }
  return problems;
}

/** A bundle in its validity is sold by every plan, as an add-on; a coupon in its own is taken by whoever enters it. */
const wasOnSale = ({ validFrom }: Pick<Bundle, 'validFrom'>, now: Instant): boolean => validFrom <= now;

/** What is put off would look as if nobody could have it yet, and could be deleted. */
const putOffProblems = (
  before: Pick<Bundle, 'validFrom'>,
  after: Pick<Bundle, 'validFrom'>,
  now: Instant,
): FieldProblem[] =>
  wasOnSale(before, now) && !wasOnSale(after, now)
    ? [{ pointer: '/validFrom', message: 'Let it begin in the past: it was on sale. End its validity instead.' }]
    : [];

function bundleProblems(
  before: Bundle,
  after: Bundle,
  { catalog, now }: { readonly catalog: CatalogIndex; readonly now: Instant },
): FieldProblem[] {
  const offered = [...catalog.plan.values()].some((plan) => isOffered(plan) && plan.bundles.includes(before.code));
  if (!offered && !wasOnSale(before, now)) return [];
  const products = ({ items }: Bundle) => items.map(({ product }) => product);
  const discounts = ({ discounts: rows = [] }: Bundle) => rows.map(({ discount }) => discount);
  const kept = (what: string, code: string) =>
    `Keep the ${what} "${code}": subscriptions may hold it. Make it optional, or offer a new bundle.`;
  return [
    ...putOffProblems(before, after, now),
    ...missingFrom(products(before), products(after)).map((code) => ({
      pointer: '/items',
      message: kept('product', code),
    })),
    ...missingFrom(discounts(before), discounts(after)).map((code) => ({
      pointer: '/discounts',
      message: kept('discount', code),
    })),
  ];
}

/** A value as text, whatever the order of its keys. */
const text = (value: unknown): string => JSON.stringify(ordered(value)) ?? '';

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const sorted = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return sorted.map(([name, part]) => [name, ordered(part)]);
}

function changedOf(before: CatalogObject, after: CatalogObject, fields: readonly string[], message: string) {
  const was = new Map<string, unknown>(Object.entries(before.object));
  const becomes = new Map<string, unknown>(Object.entries(after.object));
  return fields
    .filter((field) => text(was.get(field)) !== text(becomes.get(field)))
    .map((field): FieldProblem => ({ pointer: `/${field}`, message }));
}

const frozenProblems = (before: CatalogObject, after: CatalogObject): FieldProblem[] =>
  isFreezable(before.kind)
    ? changedOf(before, after, FROZEN[before.kind], 'Leave this as it was: it is in use. Create a new one instead.')
    : [];

/** What a discount gives off has no versions: once it may have been bought, it gives what it gave. */
const DISCOUNT_TERMS = ['mode', 'combination', 'appliesAt', 'priority', 'rules', 'validFrom'] as const;

/**
 * Charges are given back, and late usage is rated, at the price of their own time: a price that has been in force stays what it was.
 * A version that begins in the past may be added between them: so a price that was wrong from some day on is put right.
 */
function versionProblems(before: Product, after: Product, now: Instant): FieldProblem[] {
  return before.versions.flatMap((version, index): FieldProblem[] => {
    if (version.validFrom > now) return [];
    const kept = after.versions.findIndex(({ validFrom }) => validFrom === version.validFrom);
    const message =
      'Leave this version as it was: it is in force. Add one that begins later, or send it as a correction.';
    return text(version) === text(after.versions[kept])
      ? []
      : [{ pointer: `/versions/${kept < 0 ? index : kept}`, message }];
  });
}

/** Every value reads as text, and as nothing else. Those of products are looked at one by one. */
function narrowedProblems(before: CustomAttribute, after: CatalogObject): FieldProblem[] {
  if (before.entity === 'product' || after.kind !== 'customAttribute') return [];
  const { type } = after.object;
  return type === before.type || type === 'string'
    ? []
    : [{ pointer: '/type', message: `Use ${before.type} or string: customers have values of it.` }];
}

/** How an object stands before it is replaced. */
export type Sale = {
  readonly catalog: CatalogIndex;
  /** Another object mentions it, or customers were given it. */
  readonly isUsed: boolean;
  /** The change puts a mistake right: what is in force may change, too. */
  readonly isCorrection?: boolean;
  readonly now: Instant;
};

/**
 * What a replacement would break: sold plans keep their bundles, sold bundles their products, and objects that others refer
 * to keep their meaning. That is also why deleting may look at references alone: what was sold stays referenced.
 */
export function soldProblems(
  before: CatalogObject,
  after: CatalogObject,
  { catalog, isUsed, isCorrection = false, now }: Sale,
): readonly FieldProblem[] {
  const frozen = isUsed ? frozenProblems(before, after) : [];
  const isInForce = isUsed && !isCorrection;
  if (before.kind === 'plan' && after.kind === 'plan') return [...frozen, ...planProblems(before.object, after.object)];
  if (before.kind === 'bundle' && after.kind === 'bundle') {
    return [...frozen, ...bundleProblems(before.object, after.object, { catalog, now })];
  }
  if (before.kind === 'coupon' && after.kind === 'coupon') return putOffProblems(before.object, after.object, now);
  if (isInForce && before.kind === 'product' && after.kind === 'product') {
    return [...frozen, ...versionProblems(before.object, after.object, now)];
  }
  if (isInForce && before.kind === 'discount' && before.object.validFrom <= now) {
    return changedOf(
      before,
      after,
      DISCOUNT_TERMS,
      'Leave this as it was: it is in force. Sell a new discount instead.',
    );
  }
  if (before.kind === 'customAttribute') {
    const moved = changedOf(
      before,
      after,
      ['entity'],
      'Leave this as it was: an attribute stays with what it was added to.',
    );
    return [...moved, ...(isUsed ? narrowedProblems(before.object, after) : [])];
  }
  return frozen;
}

/**
 * Why an object may not go although nothing refers to it: what was on sale may be in the hands of customers, who keep it. In words
 * that say what to do instead; null if it may go.
 */
export function keptBecause({ kind, object }: CatalogObject, now: Instant): string | null {
  if (kind === 'bundle' && wasOnSale(object, now)) {
    return 'The bundle was on sale and customers may hold it as an add-on. End its validity instead.';
  }
  if (kind === 'plan' && isOffered(object)) {
    return 'The plan was on sale and subscriptions may hold it. Set its status to inactive instead.';
  }
  if (kind === 'coupon' && wasOnSale(object, now)) {
    return 'The coupon was valid and purchases may carry it. End its validity instead.';
  }
  return null;
}
