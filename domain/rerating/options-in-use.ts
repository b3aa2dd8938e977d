import type { Plan } from '../catalog/catalog.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import type { DiscountChoice } from '../subscription/buying/choose-discounts.ts';
import type { ProductChoice } from '../subscription/buying/choose-products.ts';
import type { PurchasedDiscount, PurchasedProduct, RatingProfile } from '../subscription/subscription.ts';

/** What the old plan brought. */
export type Replaced = {
  readonly purchases: readonly PurchasedProduct[];
  readonly discounts: readonly PurchasedDiscount[];
};

/** Options of a plan that somebody would take who has used these things: without them the comparison would lose usage. */
export type OptionsInUse = {
  readonly products: readonly ProductChoice[];
  readonly discounts: readonly DiscountChoice[];
};

/**
 * An option that was bought with the old plan is taken again, as often as it was; and so is one that prices a service which the customer
 * has and nothing else of the new plan prices.
 */
export function optionsInUse(
  { services }: Pick<RatingProfile, 'services'>,
  replaced: Replaced,
  { book, plan }: { readonly book: PriceBook; readonly plan: Plan },
): OptionsInUse {
  const items = plan.bundles.flatMap((code) =>
    (book.bundles.get(code)?.items ?? []).map((item) => ({ ...item, bundle: code, type: typeOf(book, item.product) })),
  );
  const had = new Set(replaced.purchases.map(({ serviceId }) => serviceId));
  const wanted = new Set(services.filter(({ serviceId }) => had.has(serviceId)).map(({ serviceType }) => serviceType));
  for (const { optional, type } of items) if (!optional) wanted.delete(type);

  const options = items.filter(({ optional }) => optional);
  const again = options.flatMap(({ bundle, product, type }): readonly ProductChoice[] => {
    const bought = replaced.purchases.find((one) => one.bundle === bundle && one.product === product);
    if (bought === undefined) return [];
    wanted.delete(type);
    const { quantity, value } = bought;
    return [{ bundle, product, purchase: true, quantity, ...(value === undefined ? {} : { value }) }];
  });
  const needed = options.flatMap(({ bundle, product, type }): readonly ProductChoice[] =>
    wanted.delete(type) ? [{ bundle, product, purchase: true }] : [],
  );
  const discounts = replaced.discounts
    .filter(({ bundle, discount }) => isOptionalDiscount(book, plan, bundle, discount))
    .map(({ bundle, discount }): DiscountChoice => ({ bundle, discount, purchase: true }));
  return { products: [...again, ...needed], discounts };
}

/** Of usage products: what they price. Anything else prices no service, which is never wanted. */
const typeOf = (book: PriceBook, product: string): string => book.products.get(product)?.serviceType ?? '';

const isOptionalDiscount = (book: PriceBook, plan: Plan, bundle: string, discount: string): boolean =>
  plan.bundles.includes(bundle) &&
  (book.bundles.get(bundle)?.discounts ?? []).some((one) => one.optional && one.discount === discount);
