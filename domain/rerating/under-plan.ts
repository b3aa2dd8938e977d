import type { PriceBook } from '../catalog/price-book.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { ServiceOf } from '../subscription/buying/buy-products.ts';
import { buyProducts } from '../subscription/buying/buy-products.ts';
import { checkChargeable } from '../subscription/buying/check-plan.ts';
import type { Choosing } from '../subscription/buying/choose-bundles.ts';
import { chooseDiscounts } from '../subscription/buying/choose-discounts.ts';
import { type ChosenProduct, chooseProducts } from '../subscription/buying/choose-products.ts';
import type { PurchasedProduct, RatingProfile, ServiceInstance, Subscription } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import { optionsInUse } from './options-in-use.ts';

export type UnderPlan = {
  readonly book: PriceBook;
  /** Also one that is not sold yet: that is what one asks about. */
  readonly newPlan: string;
  readonly subscriptions: readonly Pick<Subscription, 'subscriptionId' | 'plan' | 'validFrom' | 'validTo'>[];
  readonly now: Instant;
};

/**
 * The contract as it would be had the subscriptions been bought with another plan: what the new plan's bundles bring, in place of what the
 * old plan's brought, for the same time and with the same services. Add-ons stay. Options of the new plan come as far as they are in use.
 */
export function underPlan(profile: RatingProfile, asked: UnderPlan): Result<RatingProfile, Refusal> {
  const { book, newPlan, subscriptions, now } = asked;
  const plan = book.plans.get(newPlan);
  if (plan === undefined) {
    const problem = { pointer: '/newPlan', message: `There is no plan ${newPlan}.` };
    return err(refusal('request.invalid', 'The plan to compare with does not exist.', [problem]));
  }
  let purchases = profile.purchases;
  let discounts = profile.discounts ?? [];
  for (const { subscriptionId, plan: oldPlan, validFrom, validTo } of subscriptions) {
    const oldBundles = book.plans.get(oldPlan)?.bundles ?? [];
    const isReplaced = (bought: Pick<PurchasedProduct, 'subscriptionId' | 'bundle'>) =>
      bought.subscriptionId === subscriptionId && oldBundles.includes(bought.bundle);
    const replaced = purchases.filter(isReplaced);
    const options = optionsInUse(
      profile,
      { purchases: replaced, discounts: discounts.filter(isReplaced) },
      { book, plan },
    );
    const choosing: Choosing = {
      ...{ book, plan, choices: options.products, now, pointer: '/newPlan' },
      period: { from: validFrom, to: validTo },
      discounts: { choices: options.discounts, pointer: '/newPlan' },
    };
    const products = chooseProducts(choosing);
    if (!products.ok) return products;
    const { paymentType, resource } = profile;
    const terms = { book, code: newPlan, paymentType, now, resource, pointer: '/newPlan' };
    const chargeable = checkChargeable(products.value, terms);
    if (!chargeable.ok) return chargeable;
    const reductions = chooseDiscounts(choosing);
    if (!reductions.ok) return reductions;
    const carried = carriedServices(profile, replaced, products.value);
    const ids = {
      purchase: (index: number) => `what-if-${subscriptionId}-${index}`,
      service: (index: number) => `what-if-${subscriptionId}-${index}`,
    };
    const bought = buyProducts(products.value, carried, {
      subscriptionId,
      ids,
      discounts: reductions.value,
      planBundles: plan.bundles,
    });
    purchases = [...purchases.filter((one) => !isReplaced(one)), ...bought.purchases];
    discounts = [...discounts.filter((one) => !isReplaced(one)), ...bought.discounts];
  }
  return ok({ ...profile, purchases, discounts });
}

/** Services go over to products of the same type; what the old plan had no service for was never used. */
function carriedServices(
  { services }: RatingProfile,
  replaced: readonly PurchasedProduct[],
  chosen: readonly ChosenProduct[],
): readonly ServiceOf[] {
  const ids = new Set(replaced.map(({ serviceId }) => serviceId));
  const free: ServiceInstance[] = services.filter(({ serviceId }) => ids.has(serviceId));
  return chosen.map(({ product }): ServiceOf => {
    const index = free.findIndex(({ serviceType }) => serviceType === product.serviceType);
    const [carried] = index < 0 ? [] : free.splice(index, 1);
    return carried === undefined ? null : { carried };
  });
}
