import type { Price } from '../../catalog/price.ts';
import { Dec, dec, ZERO } from '../../money/decimal.ts';
import type { PriceFunction } from './price-function.ts';

const HUNDRED = dec(100);

/**
 * Percent of the quantity, which is an amount of money then, and a fee for the event. Both together are at most the maximum charge (and at
 * least the minimum one, which the dispatch sees to, as for every model).
 */
export function percentage(price: Extract<Price, { model: 'percentage' }>): PriceFunction {
  const percent = dec(price.percent);
  const fee = price.fee === undefined ? ZERO : dec(price.fee).times(HUNDRED);
  const most = price.maximumCharge === undefined ? null : dec(price.maximumCharge).times(HUNDRED);
  return (quantity) => {
    const amount = quantity.times(percent).plus(fee);
    return { amount: most === null ? amount : Dec.min(amount, most), per: HUNDRED };
  };
}
