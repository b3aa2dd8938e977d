import type { PriceBook } from '../catalog/price-book.ts';
import type { OpenCycles } from '../ledger/entry.ts';
import { type FieldProblem, type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { weekdayOf } from '../time/civil.ts';
import { cycleRuleFrom, firstCycle, nextCycle } from '../time/cycle.ts';
import type { CycleRule, Interval } from '../time/cycle-rule.ts';
import { FOREVER, type Instant } from '../time/instant.ts';
import { earlier } from '../time/order.ts';
import { dayNumberAt, localDate, startOfDay, startOfDayAfter } from '../time/zone-calendar.ts';
import type { SubscriptionRequest } from './onboarding-request.ts';

/** How a new customer is billed, and from when. */
export type BillingTerms = {
  readonly currency: string;
  /** Fraction digits of bills. */
  readonly digits: number;
  /** Null: pay now. */
  readonly cycleRule: CycleRule | null;
  /** The subscription's start. */
  readonly startAt: Instant;
  readonly cycles: OpenCycles;
};

/** How far from today a subscription may start, in calendar days. */
const MOST_DAYS = 366;

/**
 * Reads payment type, currency, interval, billing day and start together. The first cycle begins with the day of the start (of today,
 * for a later start) and runs to the next boundary, however short. A start in the past leaves its cycles to be billed one by one.
 */
export function billingTerms(
  request: SubscriptionRequest,
  { book, zone, now }: { readonly book: PriceBook; readonly zone: string; readonly now: Instant },
): Result<BillingTerms, Refusal> {
  const problems: FieldProblem[] = [];
  const add = (field: string, message: string) => problems.push({ pointer: `/subscription/${field}`, message });
  const resource = book.resources.get(request.resource);
  if (resource?.kind !== 'monetary')
    add('resource', `There is no money ${request.resource} in the catalog. Choose one.`);
  const startAt = request.startAt ?? now;
  if (startAt < startOfDayAfter(zone, now, -MOST_DAYS)) add('startAt', `Start at most ${MOST_DAYS} days ago.`);
  if (startAt > startOfDayAfter(zone, now, MOST_DAYS)) add('startAt', `Start at most ${MOST_DAYS} days from now.`);
  const begin = earlier(startAt, now);
  const cycleRule = readCycle(request, { book, zone, begin }, add);
  if (problems.length > 0 || resource === undefined) {
    return err(refusal('request.invalid', 'The subscription cannot be billed like this.', problems));
  }
  return ok({
    currency: resource.currency ?? resource.code,
    digits: resource.billingScale,
    cycleRule,
    startAt,
    cycles: openCycles(cycleRule, zone, begin),
  });
}

function readCycle(
  { paymentType, eventType, billingDay }: SubscriptionRequest,
  { book, zone, begin }: { readonly book: PriceBook; readonly zone: string; readonly begin: Instant },
  add: (field: string, message: string) => void,
): CycleRule | null {
  if (paymentType === 'pay_now') {
    if (eventType !== undefined) add('eventType', 'Pay now has no interval: leave it out.');
    if (billingDay !== undefined) add('billingDay', 'Pay now has no billing day: leave it out.');
    return null;
  }
  const interval = eventType === undefined ? undefined : book.eventTypes.get(eventType)?.interval;
  if (interval === undefined) {
    add('eventType', eventType === undefined ? 'Choose how often to bill.' : `There is no event type ${eventType}.`);
    return null;
  }
  const last = interval.unit === 'week' ? 7 : 31;
  const day = billingDay ?? defaultDay(interval, zone, begin);
  if (day < 1 || day > last) add('billingDay', `Choose a day from 1 to ${last}.`);
  return cycleRuleFrom({ interval, day, zone, at: begin });
}

const defaultDay = ({ unit }: Interval, zone: string, begin: Instant): number =>
  unit === 'week' ? weekdayOf(dayNumberAt(zone, begin)) : localDate(zone, begin).day;

/** Without a cycle the first bill stays open until it is billed by hand. */
function openCycles(rule: CycleRule | null, zone: string, begin: Instant): OpenCycles {
  if (rule === null)
    return { active: { from: startOfDay(zone, begin), to: FOREVER }, next: { from: FOREVER, to: FOREVER } };
  const active = firstCycle(rule, begin);
  return { active, next: nextCycle(rule, active) };
}
