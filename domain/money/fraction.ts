import { type Dec, dec } from './decimal.ts';

/** `amount ÷ per`, not yet divided: whoever multiplies on divides once at the end, so that no ratio is ever rounded. */
export type Fraction = { readonly amount: Dec; readonly per: Dec };

export const ONE = dec(1);

export const whole = (amount: Dec): Fraction => ({ amount, per: ONE });

/** The value, to the precision of the number type. */
export const divided = ({ amount, per }: Fraction): Dec => (per === ONE ? amount : amount.div(per));
