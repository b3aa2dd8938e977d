import { Dec, ZERO } from '../money/decimal.ts';
import { divided } from '../money/fraction.ts';
import type { PlannedDetail, RatedPart } from './rates/rated-part.ts';

/** What a detail charges for a quantity of a part, when so many units were counted before. Exact. */
export type PartPrice = (part: RatedPart, detail: PlannedDetail, priced: Dec, counted: Dec) => Dec;

/**
 * The prices of an event. Most events have one part, which costs its price. Of one that runs over the edges of bands, each part costs what it costs
 * in its band, but what is owed for the event as such is owed once: a flat price as where the event begins to cost something, and a minimum
 * by all parts together.
 */
export function eventPrices(parts: readonly RatedPart[]): PartPrice {
  return parts.length < 2 ? (_part, { price }, priced, counted) => divided(price(priced, counted)) : overParts();
}

/** What the parts before came to by themselves, and with their minimum. */
type Before = { readonly alone: Dec; readonly paid: Dec };

function overParts(): PartPrice {
  const known = new Map<string, Before>();
  return (part, detail, priced, counted) => {
    const { price, least, once } = detail;
    if (isFlat(detail) && !once) {
      const key = keyOf(part, detail);
      if (known.has(key)) return ZERO;
      if (!priced.isZero()) known.set(key, { alone: ZERO, paid: ZERO });
    }
    const alone = divided((least?.without ?? price)(priced, counted));
    if (least === undefined || !alone.isPositive()) return alone;
    const key = keyOf(part, detail);
    const before = known.get(key) ?? { alone: ZERO, paid: ZERO };
    const after = {
      alone: before.alone.plus(alone),
      paid: Dec.max(before.alone.plus(alone), least.charge, before.paid),
    };
    known.set(key, after);
    return after.paid.minus(before.paid);
  };
}

const isFlat = ({ model }: PlannedDetail): boolean => model === 'flat';

/** The same in every band: the first flat price of money, the second one, the first other price of it, … */
function keyOf({ rate }: RatedPart, detail: PlannedDetail): string {
  const alike = rate.details.filter(
    (one) =>
      one.resource.code === detail.resource.code &&
      one.resourceTag === detail.resourceTag &&
      isFlat(one) === isFlat(detail),
  );
  return `${alike.indexOf(detail)}|${isFlat(detail)}|${detail.resource.code}|${detail.resourceTag ?? ''}`;
}
