import type { Dec } from '../../money/decimal.ts';
import type { Fraction } from '../../money/fraction.ts';

/**
 * A price with its decimals read: what `quantity` costs when `counted` units were priced before it (zero unless tiers count on over
 * the cycle). Exact and not yet divided.
 */
export type PriceFunction = (quantity: Dec, counted: Dec) => Fraction;
