import { type Dec, roundTo, shareOfPercent, ZERO } from '../../money/decimal.ts';
import type { Tax } from '../catalog.ts';
import type { LeviedTax } from './tax-for.ts';

/** Digits that a charge's tax keeps until its bill is finalised, whatever the currency. */
export const TAX_DIGITS = 6;

/** A tax meets thousands of charges a second: its percent is read once. */
const shares = new WeakMap<Tax, Dec>();
function shareOfTax(tax: Tax): Dec {
  let share = shares.get(tax);
  if (share === undefined) {
    share = shareOfPercent(tax.percent);
    shares.set(tax, share);
  }
  return share;
}

/**
 * Splits what a product costs into net and tax. An inclusive price contains its tax: 25.00 at 22 % is 20.491803 and 4.508197. An
 * exclusive one carries it on top. Exact to six digits; a bill rounds once per tax code, never here. Null: no tax.
 */
export function taxOn(amount: Dec, tax: Tax | null): { readonly net: Dec; readonly tax: Dec } {
  const priced = roundTo(amount, TAX_DIGITS);
  if (tax === null) return { net: priced, tax: ZERO };
  const share = shareOfTax(tax);
  if (!tax.inclusive) return { net: priced, tax: roundTo(priced.times(share), TAX_DIGITS) };
  const part = priced.times(share).quotient(share.plus(1), TAX_DIGITS);
  return { net: priced.minus(part), tax: part };
}

/** As taxOn, for a customer on whom it is not levied: an inclusive price is paid without the tax it contains. */
export function levyOn(amount: Dec, levied: LeviedTax): { readonly net: Dec; readonly tax: Dec } {
  if (levied === null) return taxOn(amount, null);
  const split = taxOn(amount, levied.tax);
  return levied.exemption === null ? split : { net: split.net, tax: ZERO };
}
