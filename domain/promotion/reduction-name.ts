import type { PriceBook } from '../catalog/price-book.ts';

/** What a line that takes something off is called: its discount's or coupon's name; the code, for one that left the catalog. */
export const reductionName = ({ discounts, coupons }: PriceBook, code: string): string =>
  discounts.get(code)?.name ?? coupons.get(code)?.name ?? code;
