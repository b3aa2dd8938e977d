import { bucketKey } from '../ledger/bucket-key.ts';
import type { Count, Impact } from '../ledger/entry.ts';
import { type Dec, roundTo, ZERO } from '../money/decimal.ts';
import { divided, ONE } from '../money/fraction.ts';
import type { Instant } from '../time/instant.ts';
import { dayNumberAt } from '../time/zone-calendar.ts';
import { chargeCycleOf, counterOf } from './charge-cycle-of.ts';
import type { PricedProduct } from './find-product.ts';
import { eventPrices } from './price-event.ts';
import type { PlannedDetail, RatedParts } from './rates/rated-part.ts';
import { roundedUp } from './rates/rounded-up.ts';
import type { RatingContext } from './rating-context.ts';
import type { UsageCharge } from './usage-charge.ts';

/** What an event costs before discounts, what else it moves, and what it counts. */
export type PricedParts = {
  readonly charges: readonly UsageCharge[];
  /** Units that rates consume or grant. */
  readonly impacts: readonly Impact[];
  readonly counts: readonly Count[];
};

/** Prices what allowances left of each part, detail by detail; amounts are rounded once, at the resource's rating scale. */
export function priceParts(
  context: RatingContext,
  { product }: PricedProduct,
  { parts, at }: RatedParts,
  remaining: readonly Dec[],
): PricedParts {
  const charges: UsageCharge[] = [];
  const impacts: Impact[] = [];
  const counts: Count[] = [];
  const priceOf = eventPrices(parts);
  for (const [index, part] of parts.entries()) {
    const left = remaining[index] ?? part.quantity;
    for (const detail of part.rate.details) {
      const priced = roundedUp(left, detail);
      const counter = detail.counter === null ? null : counterKeyOf(context, detail.counter, at);
      const counted = counter === null ? ZERO : countedBefore(context, counter, counts);
      const isDone = detail.once && counted.gt(0);
      const amount = isDone ? ZERO : roundTo(priceOf(part, detail, priced, counted), detail.resource.ratingScale);
      context.trace?.({
        step: 'price',
        model: detail.model,
        resource: detail.resource.code,
        quantity: priced,
        counted,
        amount,
        turns: turnsBefore(detail, counted.plus(priced)),
      });
      if (counter !== null && !isDone && !priced.isZero()) {
        counts.push({ counter, amount: detail.once ? ONE : priced, before: counted });
      }
      if (detail.resource.kind === 'monetary') {
        const charge = { part, detail, priced, amount };
        const mayGiveBack = counter !== null && detail.turns.length > 0;
        charges.push(mayGiveBack ? { ...charge, tiers: { counter, before: costOf(detail, counted) } } : charge);
      } else if (detail.resource.counter === true) counts.push(...countOn(context, { at, detail, amount }, counts));
      else if (!amount.isZero()) impacts.push(unitImpact(context, { at, detail, amount }, product.code));
    }
  }
  return { charges, impacts, counts };
}

/** What so many units cost, from the first one on. */
const costOf = ({ price, least }: PlannedDetail, counted: Dec): Dec =>
  divided((least?.without ?? price)(counted, ZERO));

const turnsBefore = ({ turns }: PlannedDetail, quantity: Dec): number | null =>
  turns.length === 0 ? null : turns.filter((turn) => turn.lt(quantity)).length;

/** The counter of the cycle that an event happened in, or of its day. */
function counterKeyOf(
  { state, contract, book }: RatingContext,
  { name, per }: NonNullable<PlannedDetail['counter']>,
  at: Instant,
): string {
  const product = per === 'day' ? `${name}@${dayNumberAt(book.zone, at)}` : name;
  return counterOf(state, { rule: contract.profile.cycleRule, product, at });
}

/**
 * Where a counter stands: counted for good, and by this event so far. Not by what sessions have set aside: they may use less, and whoever
 * is charged meanwhile would have paid for tiers, or been spared a daily fee, that nobody used.
 */
function countedBefore(context: RatingContext, counter: string, counts: readonly Count[]): Dec {
  const counted = context.state.counters.get(counter) ?? ZERO;
  return counts.length === 0 ? counted : counted.plus(countOf(counts, counter));
}

function countOf(counts: readonly Count[], counter: string): Dec {
  let total = ZERO;
  for (const count of counts) if (count.counter === counter) total = total.plus(count.amount);
  return total;
}

type Movement = { readonly at: Instant; readonly detail: PlannedDetail; readonly amount: Dec };

/** A counter resource counts up instead of being held in buckets. */
function countOn(context: RatingContext, { at, detail, amount }: Movement, counts: readonly Count[]): Count[] {
  if (amount.isZero()) return [];
  const counter = counterKeyOf(context, { name: detail.resource.code, per: 'cycle' }, at);
  return [{ counter, amount, before: countedBefore(context, counter, counts) }];
}

/** Units that usage consumes or grants lie in a bucket of their product, valid for the cycle. */
function unitImpact({ state, contract }: RatingContext, { at, detail, amount }: Movement, product: string): Impact {
  const resource = detail.resource.code;
  const cycle = chargeCycleOf(state.cycles, contract.profile.cycleRule, at);
  return { resource, bucket: bucketKey({ resource, ...cycle, origin: `usage:${product}` }), amount, charge: null };
}
