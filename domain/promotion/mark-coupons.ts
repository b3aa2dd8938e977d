import type { PriceBook } from '../catalog/price-book.ts';
import { type FieldProblem, type Refusal, type RefusalCode, refusal } from '../refusal.ts';
import type { PurchaseCoupon, PurchasedProduct } from '../subscription/subscription.ts';
import { type CouponFacts, couponFits, couponProblems } from './check-coupon.ts';
import type { EnteredCoupon } from './route-codes.ts';

/** Purchases with the coupons that act on them, and which coupon was used for which. */
export type MarkedCoupons = {
  readonly purchases: readonly PurchasedProduct[];
  readonly uses: readonly { readonly coupon: string; readonly use: string; readonly purchases: readonly string[] }[];
};

/** What speaks against a code, at its place in the request. */
export type CodeProblem = FieldProblem & { readonly code: RefusalCode };

/** Everything that speaks against the coupons, each at its place; `bought`: what is bought with them. */
export function problemsOfCoupons(
  entered: readonly EnteredCoupon[],
  bought: readonly PurchasedProduct[],
  facts: CouponFacts,
): readonly CodeProblem[] {
  const seen = new Set<string>();
  return entered.flatMap(({ coupon, pointer }): readonly CodeProblem[] => {
    const problems = couponProblems(coupon, bought, facts).map((problem) => ({ ...problem, pointer }));
    const isRepeated = seen.has(coupon.code);
    seen.add(coupon.code);
    if (!isRepeated) return problems;
    const message = `The coupon ${coupon.code} was entered above already.`;
    return [...problems, { code: 'code.already_used', pointer, message }];
  });
}

/** All problems of all codes in one refusal, which has the code of the first; null: there are none. */
export function refuseEntered(problems: readonly CodeProblem[]): Refusal | null {
  const [first] = problems;
  if (first === undefined) return null;
  return refusal(
    first.code,
    first.message,
    problems.map(({ pointer, message }) => ({ pointer, message })),
  );
}

/** Enters coupons that can be used with a purchase: each acts on all that it fits of what is bought. */
export function markCoupons(
  entered: readonly EnteredCoupon[],
  bought: readonly PurchasedProduct[],
  book: PriceBook,
): MarkedCoupons {
  let purchases = bought;
  const uses = entered.map(({ coupon }) => {
    const { code, type, value } = coupon;
    const fitting = bought.filter((purchase) => couponFits(coupon, purchase, book));
    const use = `${code}:${fitting[0]?.purchaseId ?? ''}`;
    const mark: PurchaseCoupon = { code, use, type, value };
    const concerned = new Set(fitting.map(({ purchaseId }) => purchaseId));
    purchases = purchases.map((purchase) =>
      concerned.has(purchase.purchaseId) ? { ...purchase, coupons: [...(purchase.coupons ?? []), mark] } : purchase,
    );
    return { coupon: code, use, purchases: [...concerned] };
  });
  return { purchases, uses };
}
