import type { Price } from '../../catalog/price.ts';
import { dec, ZERO } from '../../money/decimal.ts';
import { whole } from '../../money/fraction.ts';
import type { PriceFunction } from './price-function.ts';

/** The same for every event, whatever its quantity. With `once` what is counted are events, and only the first of them is charged. */
export function flat({ amount, once }: Extract<Price, { model: 'flat' }>): PriceFunction {
  const price = whole(dec(amount));
  if (once === undefined) return () => price;
  const nothing = whole(ZERO);
  return (_quantity, counted) => (counted.isZero() ? price : nothing);
}
