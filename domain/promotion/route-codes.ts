import type { PriceBook } from '../catalog/price-book.ts';
import type { Coupon } from '../catalog/promotion.ts';

/** A promotion code as it was entered, and where it stands in the request. */
export type EnteredCode = { readonly code: string; readonly pointer: string };

export type EnteredCoupon = EnteredCode & { readonly coupon: Coupon };

/** Coupons among promotion codes, and the rest: vouchers, or nothing. */
export type RoutedCodes = { readonly coupons: readonly EnteredCoupon[]; readonly others: readonly EnteredCode[] };

/** The codes of a request's list at `pointer`. */
export const enteredCodes = (codes: readonly string[], pointer: string): readonly EnteredCode[] =>
  codes.map((code, index) => ({ code: code.trim(), pointer: `${pointer}/${index}` }));

/** Customers may write a code in any case: what is the same but for case is the same code. */
export const comparableCode = (code: string): string => code.toUpperCase();

/** Which codes are coupons. The case does not matter; among coupons that differ in nothing else, it does. */
export function routeCodes(book: PriceBook, codes: readonly EnteredCode[]): RoutedCodes {
  const coupons: EnteredCoupon[] = [];
  const others: EnteredCode[] = [];
  for (const entered of codes) {
    const coupon = book.coupons.get(entered.code) ?? couponsByCode(book).get(comparableCode(entered.code));
    if (coupon === undefined) others.push(entered);
    else coupons.push({ ...entered, coupon });
  }
  return { coupons, others };
}

const indexes = new WeakMap<PriceBook, ReadonlyMap<string, Coupon>>();

function couponsByCode(book: PriceBook): ReadonlyMap<string, Coupon> {
  let index = indexes.get(book);
  if (index === undefined) {
    index = new Map([...book.coupons.values()].map((coupon) => [comparableCode(coupon.code), coupon]));
    indexes.set(book, index);
  }
  return index;
}
