import type { Price } from '../../catalog/price.ts';
import { dec } from '../../money/decimal.ts';
import { whole } from '../../money/fraction.ts';
import type { PriceFunction } from './price-function.ts';

/** The same for every event, whatever its quantity. With `once`, the caller asks only for the first. */
export function flat({ amount }: Extract<Price, { model: 'flat' }>): PriceFunction {
  const price = whole(dec(amount));
  return () => price;
}
