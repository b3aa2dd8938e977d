import type { PriceBook } from '../catalog/price-book.ts';
import { TAX_DIGITS } from '../catalog/taxes/tax-on.ts';
import type { Charge, DraftEntry, Impact } from '../ledger/entry.ts';
import { Dec, dec, decimalText, roundTo, sum, ZERO } from '../money/decimal.ts';
import type { Charged } from '../subscription/charges/charge-recurring.ts';
import type { PurchaseCoupon, PurchasedProduct } from '../subscription/subscription.ts';

type Applying = {
  readonly book: PriceBook;
  /** All purchases of the contract, as they stand: those of the same use share a flat value. */
  readonly purchases: readonly PurchasedProduct[];
};

type Money = { readonly impact: Impact; readonly charge: Charge };

/**
 * Takes a purchase's coupons off its first charge, each as a negative amount beside it in the same entry. What recurs is charged in full
 * from the second time on. Nothing charged yet: they wait.
 */
export function applyCoupons(charged: Charged, { book, purchases }: Applying): Charged {
  const { purchase, drafts } = charged;
  const waiting = purchase.coupons?.filter(({ taken }) => taken === undefined) ?? [];
  if (waiting.length === 0) return charged;
  const place = drafts.findIndex((draft) => chargeOf(draft) !== null);
  const first = drafts[place];
  const money = first === undefined ? null : chargeOf(first);
  if (first === undefined || money === null) return charged;

  const price = priceOf(book, money);
  let left = price.value;
  const reductions: Impact[] = [];
  const coupons = (purchase.coupons ?? []).map((coupon): PurchaseCoupon => {
    if (coupon.taken !== undefined) return coupon;
    const value = Dec.min(left, worth(coupon, left, { purchases, scale: price.scale }));
    left = left.minus(value);
    const part = partOf(price, value);
    if (!value.isZero()) reductions.push(reduction(coupon.code, money, part));
    return {
      ...coupon,
      taken: {
        value: decimalText(value),
        net: decimalText(part.net),
        tax: decimalText(part.tax),
        of: decimalText(price.net),
      },
    };
  });
  const discounted = { ...first, impacts: [...first.impacts, ...reductions] };
  return { drafts: drafts.with(place, discounted), purchase: { ...purchase, coupons } };
}

/** A contract's purchases in the middle of a round: those that had their turn as they are now, the others as they were. */
export const besides = (
  done: readonly PurchasedProduct[],
  { purchases }: { readonly purchases: readonly PurchasedProduct[] },
): readonly PurchasedProduct[] => [...done, ...purchases.slice(done.length)];

/** The money that an entry charges; null for grants and credits. */
function chargeOf({ impacts }: DraftEntry): Money | null {
  for (const impact of impacts) {
    const { charge, amount } = impact;
    if (charge !== null && charge.discount === undefined && amount.gt(0)) return { impact, charge };
  }
  return null;
}

type Price = {
  readonly value: Dec;
  readonly net: Dec;
  readonly tax: Dec;
  readonly inclusive: boolean;
  readonly scale: number;
};

/** A coupon is taken off what is shown as the price: with the tax, if the price contains it. */
function priceOf(book: PriceBook, { impact: { resource, amount }, charge }: Money): Price {
  const inclusive = charge.taxCode !== null && book.taxes.get(charge.taxCode)?.inclusive === true;
  const net = amount.minus(charge.tax);
  const scale = book.resources.get(resource)?.ratingScale ?? TAX_DIGITS;
  return { value: inclusive ? amount : net, net, tax: charge.tax, inclusive, scale };
}

/** What a coupon is worth against a price: percent of it, or what its use has left of the flat value. */
function worth(
  { type, value, use }: PurchaseCoupon,
  left: Dec,
  { purchases, scale }: { readonly purchases: readonly PurchasedProduct[]; readonly scale: number },
): Dec {
  if (type === 'percentage') return roundTo(left.times(value).div(100), scale);
  const used = purchases
    .flatMap(({ coupons = [] }) => coupons)
    .flatMap(({ use: other, taken }) => (other === use && taken !== undefined ? dec(taken.value) : []));
  return Dec.max(ZERO, dec(value).minus(sum(used)));
}

function partOf(price: Price, value: Dec): { readonly net: Dec; readonly tax: Dec } {
  if (value.eq(price.value)) return { net: price.net, tax: price.tax };
  const tax = roundTo(price.tax.times(value).div(price.value), TAX_DIGITS);
  return { net: price.inclusive ? value.minus(tax) : value, tax };
}

const reduction = (
  code: string,
  { impact, charge }: Money,
  { net, tax }: { readonly net: Dec; readonly tax: Dec },
): Impact => ({
  ...impact,
  amount: net.plus(tax).negated(),
  charge: { ...charge, tax: tax.negated(), quantity: ZERO, discount: code },
});
