import type { Bundle, BundleItem, Product } from '../../catalog/catalog.ts';
import { dec, isDecimalText } from '../../money/decimal.ts';
import { type FieldProblem, type Refusal, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Instant, Period } from '../../time/instant.ts';
import type { PurchasedProduct } from '../subscription.ts';
import { type Choosing, chooseBundles, endOf, periodOf, startOf } from './choose-bundles.ts';

/** What the buyer says about one product of a bundle. Products that nobody mentions come as the bundle has them. */
export type ProductChoice = {
  readonly bundle: string;
  readonly product: string;
  /** Optional products only come when asked for; the others always do. */
  readonly purchase?: boolean;
  readonly quantity?: string;
  /** Price override: a size, zero or more. */
  readonly value?: string;
  readonly validFrom?: Instant;
  readonly validTo?: Instant;
  readonly identifier?: string;
};

/** A product that will be bought, with the place in the request where it was chosen (null: nowhere). */
export type ChosenProduct = Pick<PurchasedProduct, 'bundle' | 'quantity' | 'value' | 'validFrom' | 'validTo'> & {
  readonly product: Product;
  readonly identifier: string | null;
  readonly pointer: string | null;
};

/**
 * Everything that a plan brings: the products of its bundles that are not optional, the optional ones that were asked for, and
 * those of bundles that the choices name beside the plan's own (add-ons). All problems of the choices are told at once.
 */
export function chooseProducts(choosing: Choosing): Result<readonly ChosenProduct[], Refusal> {
  const found = chooseBundles(choosing);
  if (!found.ok) return found;
  const { bundles } = found.value;
  const problems: FieldProblem[] = [...found.value.problems];
  const chosen: ChosenProduct[] = [];
  for (const bundle of bundles) {
    for (const item of bundle.items) {
      const one = chooseItem(choosing, bundle, item);
      problems.push(...one.problems);
      if (one.chosen !== null) chosen.push(one.chosen);
    }
  }
  problems.push(...strangers(choosing, bundles));
  if (problems.length > 0)
    return err(refusal('request.invalid', 'Some products cannot be bought like this.', problems));
  return ok(chosen);
}

function chooseItem(
  choosing: Choosing,
  bundle: Bundle,
  item: BundleItem,
): { readonly chosen: ChosenProduct | null; readonly problems: readonly FieldProblem[] } {
  const { book, choices, pointer } = choosing;
  const period = periodOf(choosing, bundle.code);
  const index = choices.findIndex((choice) => choice.bundle === bundle.code && choice.product === item.product);
  const choice = choices[index];
  const product = book.products.get(item.product);
  const place = choice === undefined ? null : `${pointer}/${index}`;
  if (product === undefined) {
    const message = `The catalog has no product ${item.product}. Mend the bundle ${bundle.code}.`;
    return { chosen: null, problems: [{ pointer: place ?? pointer, message }] };
  }
  if (choice?.purchase === false && !item.optional) {
    const message = `${product.code} always comes with the bundle ${bundle.code}.`;
    return { chosen: null, problems: [{ pointer: `${place}/purchase`, message }] };
  }
  if (item.optional && choice?.purchase !== true) return { chosen: null, problems: [] };
  const validFrom = choice?.validFrom ?? startOf(book, period, item.startsAfter ?? product.startsAfter);
  // What would begin after everything else has ended is nothing to buy.
  if (choice?.validFrom === undefined && validFrom >= period.to) return { chosen: null, problems: [] };
  const validTo = choice?.validTo ?? endOf(book, period, validFrom, item.duration ?? product.duration);
  const problems = choice === undefined ? [] : choiceProblems({ ...choice, validFrom }, product, `${place}`, period);
  if (problems.length > 0) return { chosen: null, problems };
  return {
    chosen: {
      bundle: bundle.code,
      product,
      quantity: product.type === 'usage' ? '1' : (choice?.quantity ?? item.quantity),
      ...(choice?.value === undefined ? {} : { value: choice.value }),
      validFrom,
      validTo,
      identifier: choice?.identifier ?? null,
      pointer: place,
    },
    problems: [],
  };
}

function choiceProblems(
  { quantity, value, validFrom, validTo, identifier }: ProductChoice,
  { code, type }: Product,
  pointer: string,
  period: Period,
): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const add = (field: string, message: string) => problems.push({ pointer: `${pointer}/${field}`, message });
  if (quantity !== undefined && !(isDecimalText(quantity) && dec(quantity).gt(0)))
    add('quantity', 'Give more than zero.');
  if (type === 'usage' && quantity !== undefined && isDecimalText(quantity) && !dec(quantity).eq(1)) {
    add('quantity', `${code} is bought once for each service: the quantity is 1.`);
  }
  if (value !== undefined && type === 'usage') add('value', `${code} is priced by use: it takes no price override.`);
  if (value !== undefined && !(isDecimalText(value) && dec(value).gte(0))) add('value', 'Give zero or more.');
  if (identifier !== undefined && type !== 'usage') add('identifier', `${code} is no service: it takes no identifier.`);
  const [from, to] = [validFrom ?? period.from, validTo ?? period.to];
  if (from < period.from) add('validFrom', 'Start with the subscription or later.');
  if (to > period.to) add('validTo', 'End with the subscription or earlier.');
  if (to <= from) add('validTo', 'End after the start.');
  return problems;
}

/** Choices that no bundle knows, or that are made twice. */
function strangers({ choices, pointer }: Choosing, bundles: readonly Bundle[]): readonly FieldProblem[] {
  return choices.flatMap(({ bundle: code, product }, index): readonly FieldProblem[] => {
    const bundle = bundles.find((candidate) => candidate.code === code);
    if (bundle === undefined) return [];
    const place = `${pointer}/${index}/product`;
    if (!bundle.items.some((item) => item.product === product)) {
      return [{ pointer: place, message: `The bundle ${code} has no product ${product}.` }];
    }
    const first = choices.findIndex((choice) => choice.bundle === code && choice.product === product);
    return first === index ? [] : [{ pointer: place, message: `${product} of ${code} was chosen above already.` }];
  });
}
