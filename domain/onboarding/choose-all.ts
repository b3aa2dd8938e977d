import type { Plan } from '../catalog/catalog.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import type { Choosing } from '../subscription/buying/choose-bundles.ts';
import { type ChosenDiscount, chooseDiscounts } from '../subscription/buying/choose-discounts.ts';
import { type ChosenProduct, chooseProducts } from '../subscription/buying/choose-products.ts';
import type { PurchasedProduct } from '../subscription/subscription.ts';
import type { UsedVoucher } from './enter-codes.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';
import type { Commitments } from './take-on-terms.ts';

/** Where the choices stand in the request. */
export const PRODUCTS = '/subscription/products';
const DISCOUNTS = '/subscription/discounts';

/** What one purchase brings: the plan with its add-ons first, then each voucher's bundle. */
export type Chosen = { readonly products: readonly ChosenProduct[]; readonly discounts: readonly ChosenDiscount[] };

/** Everything that the plan, its add-ons and the vouchers bring, as the buyer wants it. */
export function chooseAll(
  { book, request, now }: OnboardingFacts,
  plan: Plan,
  { period, ends, vouchers }: Pick<Commitments, 'period' | 'ends'> & { readonly vouchers: readonly UsedVoucher[] },
): Result<readonly Chosen[], Refusal> {
  const { products = [], discounts = [] } = request.subscription;
  const wishes: readonly Choosing[] = [
    {
      ...{ book, plan, period, ends, now },
      choices: products,
      pointer: PRODUCTS,
      discounts: { choices: discounts, pointer: DISCOUNTS },
    },
    ...vouchers.map(({ bundle, pointer }) => ({
      ...{ book, period, ends, now, pointer },
      plan: { ...plan, bundles: [bundle] },
      choices: [],
    })),
  ];
  const chosen: Chosen[] = [];
  for (const wish of wishes) {
    const ofWish = chooseProducts(wish);
    if (!ofWish.ok) return ofWish;
    const brought = chooseDiscounts(wish);
    if (!brought.ok) return brought;
    chosen.push({ products: ofWish.value, discounts: brought.value });
  }
  return ok(chosen);
}

/** Purchases stand in the order in which they were chosen: the plan's first, then each voucher's. */
export function ofVouchers(
  vouchers: readonly UsedVoucher[],
  [ofPlan, ...chosen]: readonly Chosen[],
  purchases: readonly PurchasedProduct[],
): readonly (UsedVoucher & { readonly purchases: readonly string[] })[] {
  let place = ofPlan?.products.length ?? 0;
  return vouchers.map((voucher, index) => {
    const count = chosen[index]?.products.length ?? 0;
    const own = purchases.slice(place, place + count).map(({ purchaseId }) => purchaseId);
    place += count;
    return { ...voucher, purchases: own };
  });
}
