import type { FilteredCustomer } from '../../../domain/catalog/fits-filter.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import type { Customer } from '../../../domain/customer/customer.ts';
import type { CouponCount, CouponRedemption, KnownUses } from '../../../domain/promotion/coupon-redemption.ts';
import type { KnownVoucher } from '../../../domain/promotion/redeem-vouchers.ts';
import { type EnteredCoupon, enteredCodes, routeCodes } from '../../../domain/promotion/route-codes.ts';
import { voucherKey } from '../../../domain/promotion/voucher.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import type { Records } from '../../ports.ts';

/** Codes that were entered for a customer, with everything that decides on their use. */
export type KnownCodes = {
  readonly coupons: readonly EnteredCoupon[];
  readonly known: KnownUses;
  readonly vouchers: readonly KnownVoucher[];
};

type OfCustomer = { readonly siteId: string; readonly customerId: string };

/** Reads what is known of the codes at `pointer` of a request: coupons, and the rest, which are vouchers or nothing. */
export async function knownCodes(
  { records }: { readonly records: Pick<Records, 'get'> },
  book: PriceBook,
  { siteId, customerId, codes, pointer }: OfCustomer & { readonly codes: readonly string[]; readonly pointer: string },
): Promise<KnownCodes> {
  const { coupons, others } = routeCodes(book, enteredCodes(codes, pointer));
  const counts = new Map<string, CouponCount>();
  const redemptions = new Map<string, CouponRedemption>();
  for (const { coupon } of coupons) {
    const [count, redemption] = await Promise.all([
      records.get('couponCount', siteId, { coupon: coupon.code }),
      records.get('couponRedemption', siteId, { customerId, coupon: coupon.code }),
    ]);
    if (count !== null) counts.set(coupon.code, count);
    if (redemption !== null) redemptions.set(coupon.code, redemption);
  }
  const vouchers = await Promise.all(
    others.map(async (entered): Promise<KnownVoucher> => {
      const code = voucherKey(entered.code);
      const [voucher, redemption] = await Promise.all([
        records.get('voucher', siteId, { code }),
        records.get('voucherRedemption', siteId, { code, customerId }),
      ]);
      return { ...entered, voucher, isUsedByCustomer: redemption !== null };
    }),
  );
  return { coupons, known: { counts, redemptions }, vouchers };
}

/** A customer as the filters of coupons see them. */
export const filteredCustomer = (
  { type, paymentMethod, attributes }: Customer,
  { paymentType, taxStatus, attributes: known }: RatingProfile,
): FilteredCustomer => ({
  customerType: type,
  paymentMethod,
  paymentType,
  attributes: { ...known, ...attributes },
  ...(taxStatus === undefined ? {} : { country: taxStatus.country }),
});
