import type { Price } from '../../catalog/price.ts';
import { type Dec, dec } from '../../money/decimal.ts';

/** The same for every event, whatever its quantity. */
export const priceFlat = (price: Extract<Price, { model: 'flat' }>): Dec => dec(price.amount);
