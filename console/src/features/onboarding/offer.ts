import type * as z from 'zod';
import type { bundleAnswer } from '../../../../functions/http/contract/catalog/bundle.ts';
import type { discountAnswer } from '../../../../functions/http/contract/catalog/discount.ts';
import type { eventTypeAnswer } from '../../../../functions/http/contract/catalog/event-type.ts';
import type { planAnswer } from '../../../../functions/http/contract/catalog/plan.ts';
import type { productAnswer } from '../../../../functions/http/contract/catalog/product.ts';
import type { resourceAnswer } from '../../../../functions/http/contract/catalog/resource.ts';
import type { termAnswer } from '../../../../functions/http/contract/catalog/term.ts';
import type { DiscountChoice, Draft, ProductChoice } from './draft.ts';

export type Bundle = z.input<typeof bundleAnswer>;
export type Product = z.input<typeof productAnswer>;

/** What a subscription is chosen from. */
export type Offer = {
  readonly plans: readonly z.input<typeof planAnswer>[];
  readonly bundles: readonly Bundle[];
  readonly products: readonly Product[];
  readonly resources: readonly z.input<typeof resourceAnswer>[];
  readonly eventTypes: readonly z.input<typeof eventTypeAnswer>[];
  readonly discounts: readonly z.input<typeof discountAnswer>[];
  readonly terms: readonly z.input<typeof termAnswer>[];
};

/** The bundles of the chosen plan, then those that were added. */
export function chosenBundles({ plans, bundles }: Offer, draft: Draft): readonly Bundle[] {
  const plan = plans.find(({ code }) => code === draft.fields['/subscription/plan']);
  if (plan === undefined) return [];
  const codes = [...plan.bundles, ...draft.bundles.filter((code) => !plan.bundles.includes(code))];
  return codes.flatMap((wanted) => bundles.find(({ code }) => code === wanted) ?? []);
}

/** The bundles that may be added to a plan: any that is not its own, or only those that it says go with it. */
export const addableBundles = ({ bundles }: Offer, plan: Offer['plans'][number]): readonly Bundle[] =>
  bundles.filter(
    ({ code }) =>
      !plan.bundles.includes(code) && (!plan.compatibleOnly || plan.compatibleBundles?.includes(code) === true),
  );

/** Every discount of the chosen bundles. */
export const discountChoices = (offer: Offer, draft: Draft): readonly DiscountChoice[] =>
  chosenBundles(offer, draft).flatMap((bundle) =>
    (bundle.discounts ?? []).map(({ discount, optional = false }) => ({
      key: `${bundle.code}/${discount}`,
      bundle: bundle.code,
      discount,
      optional,
    })),
  );

/** Every product of the chosen bundles. */
export const productChoices = (offer: Offer, draft: Draft): readonly ProductChoice[] =>
  chosenBundles(offer, draft).flatMap((bundle) =>
    bundle.items.map(({ product, optional }) => ({
      key: `${bundle.code}/${product}`,
      bundle: bundle.code,
      product,
      optional,
      needsIdentifier: offer.products.find(({ code }) => code === product)?.serviceType !== undefined,
    })),
  );
