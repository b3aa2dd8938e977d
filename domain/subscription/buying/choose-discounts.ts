import type { Bundle, BundleDiscount } from '../../catalog/catalog.ts';
import type { Discount } from '../../catalog/discount.ts';
import { type FieldProblem, type Refusal, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import type { PurchasedDiscount } from '../subscription.ts';
import { type Choosing, chooseBundles, endOf, periodOf, startOf } from './choose-bundles.ts';

/** What the buyer says about one discount of a bundle. Those that nobody mentions come as the bundle has them. */
export type DiscountChoice = {
  readonly bundle: string;
  readonly discount: string;
  /** Optional discounts only come when asked for; the others always do. */
  readonly purchase?: boolean;
};

/** A discount that will be bought. */
export type ChosenDiscount = Pick<PurchasedDiscount, 'bundle' | 'validFrom' | 'validTo'> & {
  readonly discount: Discount;
};

/** The discounts of the bundles: all that are not optional, and the optional ones that were asked for. */
export function chooseDiscounts(choosing: Choosing): Result<readonly ChosenDiscount[], Refusal> {
  const found = chooseBundles(choosing);
  if (!found.ok) return found;
  const { bundles } = found.value;
  const problems: FieldProblem[] = [...found.value.problems];
  const chosen: ChosenDiscount[] = [];
  for (const bundle of bundles) {
    for (const row of bundle.discounts ?? []) {
      const one = chooseRow(choosing, bundle, row);
      if (one === null) continue;
      if ('message' in one) problems.push(one);
      else chosen.push(one);
    }
  }
  problems.push(...strangers(choosing, bundles));
  if (problems.length > 0) {
    return err(refusal('request.invalid', 'Some discounts cannot be bought like this.', problems));
  }
  return ok(chosen);
}

/** Null: it is not wanted. */
function chooseRow(choosing: Choosing, bundle: Bundle, row: BundleDiscount): ChosenDiscount | FieldProblem | null {
  const { book, discounts } = choosing;
  const period = periodOf(choosing, bundle.code);
  const index =
    discounts?.choices.findIndex((one) => one.bundle === bundle.code && one.discount === row.discount) ?? -1;
  const choice = discounts?.choices[index];
  const pointer = choice === undefined ? choosing.pointer : `${discounts?.pointer}/${index}`;
  const discount = book.discounts.get(row.discount);
  if (discount === undefined) {
    const message = `The catalog has no discount ${row.discount}. Mend the bundle ${bundle.code}.`;
    return { pointer, message };
  }
  if (choice?.purchase === false && !row.optional) {
    const message = `${row.discount} always comes with the bundle ${bundle.code}.`;
    return { pointer: `${pointer}/purchase`, message };
  }
  if (row.optional && choice?.purchase !== true) return null;
  const validFrom = startOf(book, period, row.startsAfter);
  if (validFrom >= period.to) return null;
  return { bundle: bundle.code, discount, validFrom, validTo: endOf(book, period, validFrom, row.duration) };
}

/** Choices that no bundle knows, or that are made twice. */
function strangers({ discounts }: Choosing, bundles: readonly Bundle[]): readonly FieldProblem[] {
  const choices = discounts?.choices ?? [];
  return choices.flatMap(({ bundle: code, discount }, index): readonly FieldProblem[] => {
    const bundle = bundles.find((candidate) => candidate.code === code);
    if (bundle === undefined) return [];
    const pointer = `${discounts?.pointer}/${index}/discount`;
    if (!bundle.discounts?.some((row) => row.discount === discount)) {
      return [{ pointer, message: `The bundle ${code} has no discount ${discount}.` }];
    }
    const first = choices.findIndex((choice) => choice.bundle === code && choice.discount === discount);
    return first === index ? [] : [{ pointer, message: `${discount} of ${code} was chosen above already.` }];
  });
}
