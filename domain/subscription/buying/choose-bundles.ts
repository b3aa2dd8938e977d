import type { Bundle, Duration, Plan } from '../../catalog/catalog.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import { type FieldProblem, type Refusal, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import { instantAfter } from '../../time/calendar-length.ts';
import { covers, type Instant, type Period } from '../../time/instant.ts';
import { earlier } from '../../time/order.ts';
import type { DiscountChoice } from './choose-discounts.ts';
import type { ProductChoice } from './choose-products.ts';

/** What a buyer says, and about which plan. */
export type Choosing = {
  readonly book: PriceBook;
  readonly plan: Plan;
  readonly choices: readonly ProductChoice[];
  /** Validity of what has none of its own. */
  readonly period: Period;
  /** When bundles end whose own commitment ends before that. */
  readonly ends?: ReadonlyMap<string, Instant>;
  readonly now: Instant;
  /** Where the choices stand in the request. */
  readonly pointer: string;
  readonly discounts?: { readonly choices: readonly DiscountChoice[]; readonly pointer: string };
};

/** The bundles that will be bought, and the choices that name none that can be. */
export type ChosenBundles = { readonly bundles: readonly Bundle[]; readonly problems: readonly FieldProblem[] };

/**
 * The plan's own bundles, and those that the choices name beside them (add-ons). Refused when the plan goes with certain bundles only and
 * a choice names another.
 */
export function chooseBundles(choosing: Choosing): Result<ChosenBundles, Refusal> {
  const { book, plan, now } = choosing;
  const named = namedBundles(choosing);
  const strangers = named.filter(({ code }) => !plan.bundles.includes(code) && !goesWith(plan, code));
  if (strangers.length > 0) {
    const problems = strangers.map(({ code, pointer }) => {
      return { pointer, message: `The plan ${plan.code} does not go with the bundle ${code}. Leave it out.` };
    });
    return err(refusal('bundle.not_allowed', `The plan ${plan.code} does not go with these bundles.`, problems));
  }
  const bundles: Bundle[] = [];
  const problems: FieldProblem[] = [];
  for (const code of new Set([...plan.bundles, ...named.map((one) => one.code)])) {
    const bundle = book.bundles.get(code);
    if (bundle !== undefined && covers({ from: bundle.validFrom, to: bundle.validTo }, now)) {
      bundles.push(bundle);
      continue;
    }
    if (plan.bundles.includes(code)) {
      return err(
        refusal('plan.closed', `The bundle ${code} of the plan ${plan.code} cannot be sold now. Mend the plan.`),
      );
    }
    const pointer = named.find((one) => one.code === code)?.pointer ?? choosing.pointer;
    problems.push({ pointer, message: `There is no bundle ${code} that can be sold now.` });
  }
  return ok({ bundles, problems });
}

/** Whether a plan admits a bundle as an add-on: any that is on sale, unless it goes with those of its list only. */
export const goesWith = ({ compatibleOnly = false, compatibleBundles = [] }: Plan, bundle: string): boolean =>
  !compatibleOnly || compatibleBundles.includes(bundle);

function namedBundles({ choices, pointer, discounts }: Choosing): readonly { code: string; pointer: string }[] {
  const name = (place: string) => (choice: { readonly bundle: string }, index: number) => ({
    code: choice.bundle,
    pointer: `${place}/${index}/bundle`,
  });
  return [...choices.map(name(pointer)), ...(discounts?.choices.map(name(discounts.pointer)) ?? [])];
}

/** How long what a bundle brings lasts, unless it says otherwise. */
export const periodOf = ({ period, ends }: Pick<Choosing, 'period' | 'ends'>, bundle: string): Period => ({
  from: period.from,
  to: earlier(period.to, ends?.get(bundle) ?? period.to),
});

/** When something of a bundle begins: with it, or so long after it. */
export const startOf = (
  { zone }: Pick<PriceBook, 'zone'>,
  { from }: Pick<Period, 'from'>,
  startsAfter: Duration | undefined,
): Instant => (startsAfter === undefined ? from : instantAfter(zone, from, startsAfter));

/** When something that begins at `from` ends by itself: after its duration, with its bundle at the latest. */
export const endOf = (
  { zone }: Pick<PriceBook, 'zone'>,
  { to }: Pick<Period, 'to'>,
  from: Instant,
  duration: Duration | undefined,
): Instant => (duration === undefined ? to : earlier(to, instantAfter(zone, from, duration)));
