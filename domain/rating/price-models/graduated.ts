import type { Price } from '../../catalog/price.ts';
import { Dec, dec, ZERO } from '../../money/decimal.ts';

type Graduated = Extract<Price, { model: 'graduated' }>;

/**
 * Each unit costs what its own tier costs; a tier covers (floor, upTo]. With a counter, the tiers count on over the cycle:
 * graduated(counter + quantity) − graduated(counter), so that splitting a quantity over events changes nothing.
 */
export function priceGraduated(price: Graduated, quantity: Dec, counter: Dec = ZERO): Dec {
  const amount = total(price, counter.plus(quantity)).minus(total(price, counter));
  return price.per === undefined ? amount : amount.div(dec(price.per));
}

/** Times `per`: divided once at the end. Flat fees are multiplied up so that the division leaves them whole. */
function total({ tiers, per }: Graduated, quantity: Dec): Dec {
  let amount = ZERO;
  let floor = ZERO;
  for (const { upTo, unitPrice, flatFee } of tiers) {
    const ceiling = upTo === null ? quantity : Dec.min(dec(upTo), quantity);
    const inTier = ceiling.minus(floor);
    if (inTier.lte(0)) break;
    amount = amount.plus(inTier.times(dec(unitPrice)));
    if (flatFee !== undefined) amount = amount.plus(dec(flatFee).times(per === undefined ? 1 : dec(per)));
    floor = ceiling;
  }
  return amount;
}
