import type { PriceBook } from '../../catalog/price-book.ts';
import type { Term, TermLength } from '../../catalog/promotion.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { err, ok, type Result } from '../../result.ts';
import { instantAfter, monthsBegun } from '../../time/calendar-length.ts';
import { cycleAt } from '../../time/cycle.ts';
import type { CycleRule } from '../../time/cycle-rule.ts';
import { FOREVER, type Instant } from '../../time/instant.ts';
import { earlier } from '../../time/order.ts';
import type { SubscriptionTerm } from '../subscription.ts';

/** The calendar that lengths are measured by. Null: pay now has no cycles to align with. */
export type TermCalendar = { readonly zone: string; readonly cycleRule: CycleRule | null };

/** Where a length of contract time ends: exactly, or with the billing cycle that it ends in. */
export function lengthEnd({ zone, cycleRule }: TermCalendar, start: Instant, length: TermLength): Instant {
  const exact = instantAfter(zone, start, length);
  if (length.alignment === 'exact' || cycleRule === null) return exact;
  const cycle = cycleAt(cycleRule, exact);
  return cycle.from === exact ? exact : cycle.to;
}

/**
 * Fixes a term as it is in the catalog when its plan or bundle is bought: the dates, the fee and what comes afterwards. Nobody who has
 * signed is touched by a later change of the catalog.
 */
export function takeOnTerm(
  calendar: TermCalendar,
  { book, code, start }: { readonly book: PriceBook; readonly code: string; readonly start: Instant },
): Result<SubscriptionTerm, Refusal> {
  const term = book.terms.get(code);
  if (term === undefined) {
    return err(refusal('catalog.reference_missing', `The catalog has no term ${code}. Restore it and try again.`));
  }
  return ok(termFrom(calendar, term, start));
}

function termFrom(calendar: TermCalendar, term: Term, start: Instant): SubscriptionTerm {
  const { commitment, grace, minimumLength, fee, noticePeriod } = term;
  const endOf = (length: TermLength | undefined) => (length === undefined ? null : lengthEnd(calendar, start, length));
  const commitmentEnd = lengthEnd(calendar, start, commitment);
  return {
    code: term.code,
    startedAt: start,
    commitmentEnd,
    graceEnd: endOf(grace),
    minimumEnd: endOf(minimumLength),
    commitment,
    months: monthsOf(calendar, commitment, { start, commitmentEnd }),
    fee: fee ?? null,
    renewal: term.renewal,
    noticePeriod: noticePeriod ?? null,
  };
}

/** As the contract says it: 24 months are 24, also when they are stretched to the end of a cycle. */
function monthsOf(
  { zone }: TermCalendar,
  { value, unit }: TermLength,
  { start, commitmentEnd }: { readonly start: Instant; readonly commitmentEnd: Instant },
): number {
  if (unit === 'month') return value;
  return unit === 'year' ? 12 * value : monthsBegun(zone, start, commitmentEnd);
}

/** Without renewal, what was bought under a term ends with its commitment. */
export const endUnderTerm = (term: SubscriptionTerm | null, validTo: Instant = FOREVER): Instant =>
  term?.renewal.type === 'none' ? earlier(validTo, term.commitmentEnd) : validTo;

/**
 * What holds from the end of a commitment on: the same term as it was signed or another one of the catalog, counted from there and without
 * a new grace period or minimum. A commitment that nothing follows runs on from month to month, free to leave.
 */
export function renewTerm(calendar: TermCalendar, ended: SubscriptionTerm, book: PriceBook): SubscriptionTerm {
  const { renewal, commitment, commitmentEnd: start } = ended;
  const next = renewal.type === 'term' ? book.terms.get(renewal.term) : undefined;
  if (next !== undefined) return { ...termFrom(calendar, next, start), graceEnd: null, minimumEnd: null };
  if (renewal.type !== 'same') return { ...ended, renewal: { type: 'month-to-month' } };
  const commitmentEnd = lengthEnd(calendar, start, commitment);
  if (commitmentEnd <= start) return { ...ended, renewal: { type: 'month-to-month' } };
  return { ...ended, startedAt: start, commitmentEnd, graceEnd: null, minimumEnd: null };
}
