import { TAX_DIGITS } from '../catalog/taxes/tax-on.ts';
import type { DraftEntry, Impact } from '../ledger/entry.ts';
import { type Dec, dec, roundTo, ZERO } from '../money/decimal.ts';
import type { PurchasedProduct } from '../subscription/subscription.ts';

/**
 * What is given back of a first charge was paid with the coupons, too: they come back on the bill by the same share, so that nobody gets
 * more than was paid.
 */
export const takeBackCoupons = (
  drafts: readonly DraftEntry[],
  { purchaseId, validFrom, coupons = [] }: PurchasedProduct,
): readonly DraftEntry[] =>
  coupons.length === 0
    ? drafts
    : drafts.map((draft) => (draft.id === `${purchaseId}:${validFrom}:refund` ? withCoupons(draft, coupons) : draft));

function withCoupons(draft: DraftEntry, coupons: NonNullable<PurchasedProduct['coupons']>): DraftEntry {
  const back = draft.impacts.flatMap((impact) => coupons.flatMap((coupon) => comesBack(impact, coupon)));
  return { ...draft, impacts: [...draft.impacts, ...back] };
}

function comesBack(
  refund: Impact,
  { code, taken }: NonNullable<PurchasedProduct['coupons']>[number],
): readonly Impact[] {
  const { charge, amount } = refund;
  if (taken === undefined || charge === null || dec(taken.net).isZero()) return [];
  const refunded = charge.tax.minus(amount);
  const share = (of: string): Dec => roundTo(dec(of).times(refunded).div(taken.of), TAX_DIGITS);
  const [net, tax] = [share(taken.net), share(taken.tax)];
  return [{ ...refund, amount: net.plus(tax), charge: { ...charge, tax, quantity: ZERO, discount: code } }];
}
