import type { Price } from '../../catalog/price.ts';
import { type Dec, dec } from '../../money/decimal.ts';

/** Quantity times unit price, divided by the units it buys, in this order: no ratio is rounded. */
export const pricePerUnit = ({ unitPrice, per }: Extract<Price, { model: 'per-unit' }>, quantity: Dec): Dec => {
  const amount = quantity.times(dec(unitPrice));
  return per === undefined ? amount : amount.div(dec(per));
};
