import type { Plan } from '../catalog/catalog.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import type { AddOnTerm, SubscriptionTerm } from '../subscription/subscription.ts';
import { endUnderTerm, takeOnTerm } from '../subscription/terms/take-on-term.ts';
import type { Instant, Period } from '../time/instant.ts';
import type { BillingTerms } from './billing-terms.ts';
import type { UsedVoucher } from './enter-codes.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';

/** What the customer is bound to, and how long what is bought lasts by it. */
export type Commitments = {
  readonly term: SubscriptionTerm | null;
  readonly addOnTerms: readonly AddOnTerm[];
  readonly period: Period;
  /** By bundle: add-ons whose own commitment ends. */
  readonly ends: ReadonlyMap<string, Instant>;
};

/** The commitments of the plan and of every bundle beside it, each from the start on. */
export function takeOnTerms(
  { site, book, request }: OnboardingFacts,
  { cycleRule, startAt }: BillingTerms,
  { plan, vouchers }: { readonly plan: Plan; readonly vouchers: readonly UsedVoucher[] },
): Result<Commitments, Refusal> {
  const take = (code: string | undefined): Result<SubscriptionTerm | null, Refusal> =>
    code === undefined ? ok(null) : takeOnTerm({ zone: site.zone, cycleRule }, { book, code, start: startAt });
  const term = take(plan.term);
  if (!term.ok) return term;
  const { products = [], discounts = [] } = request.subscription;
  const beside = new Set([...products, ...discounts, ...vouchers].map(({ bundle }) => bundle));
  for (const bundle of plan.bundles) beside.delete(bundle);
  const addOnTerms: AddOnTerm[] = [];
  const ends = new Map<string, Instant>();
  for (const bundle of beside) {
    const own = take(book.bundles.get(bundle)?.term);
    if (!own.ok) return own;
    if (own.value === null) continue;
    addOnTerms.push({ ...own.value, bundle });
    ends.set(bundle, endUnderTerm(own.value));
  }
  return ok({ term: term.value, addOnTerms, period: { from: startAt, to: endUnderTerm(term.value) }, ends });
}
