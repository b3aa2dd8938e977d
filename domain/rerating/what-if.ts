import type { PriceBook } from '../catalog/price-book.ts';
import type { Entry } from '../ledger/entry.ts';
import type { UsageFacts } from '../rating/usage-facts.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import type { RatingProfile, Subscription } from '../subscription/subscription.ts';
import { cycleAt } from '../time/cycle.ts';
import { covers, type Instant, type Period } from '../time/instant.ts';
import { earlier, later } from '../time/order.ts';
import { eventOf, servicesById } from './event-of.ts';
import type { ComparedLine, WhatIfFigures } from './figures.ts';
import { addImpacts, type ItemSums, itemAmount } from './item-amounts.ts';
import { addLineImpacts, type LineSums, lineAmount, linesOf, withoutServices } from './line-amounts.ts';
import { inOrderOfTime, simulate } from './simulate.ts';
import { underPlan } from './under-plan.ts';

export type WhatIf = {
  readonly profile: RatingProfile;
  /** The balance group's own, of the stretch. */
  readonly entries: readonly Entry[];
  /** Those that would have the new plan. */
  readonly subscriptions: readonly Subscription[];
  readonly newPlan: string;
  readonly period: Period;
  readonly book: PriceBook;
  readonly now: Instant;
};

/** `lines` add up to the items of the figures. */
export type WhatIfAnswer = { readonly figures: WhatIfFigures; readonly lines: readonly ComparedLine[] };

/** More lines than this are told without services. */
const MOST_LINES = 2_000;

/** What is compared: usage and what recurs. What people added by hand is the same under every plan. */
const COMPARED: ReadonlySet<Entry['kind']> = new Set(['usage', 'purchase', 'cycle', 'discount', 'rerating']);

/**
 * What a balance group was charged in a stretch of time, and what it would have been under another plan. The plan that was had is computed in the
 * same way, as a control: where that differs from what was charged (a stretch that begins in mid-cycle, something shared, a price that was
 * changed), the comparison is off by about as much.
 */
export function whatIf(asked: WhatIf): Result<WhatIfAnswer, Refusal> {
  const { profile, entries, period, book } = asked;
  const within = entries.filter(({ at }) => covers(period, at));
  const services = servicesById(profile);
  const usage = within
    .filter(({ kind }) => kind === 'usage')
    .map((entry) => eventOf(entry, services))
    .filter((event): event is UsageFacts => event !== null)
    .toSorted(inOrderOfTime);
  const actual: ItemSums = new Map();
  const actualLines: LineSums = new Map();
  for (const { kind, at, service, impacts } of within) {
    if (!COMPARED.has(kind)) continue;
    addImpacts(actual, impacts);
    const serviceId = OF_SERVICES.has(kind) ? service : null;
    addLineImpacts(actualLines, { from: partOf(asked, at).from, serviceId }, impacts);
  }

  const control = simulate({ profile, book, period, usage });
  if (!control.ok) return control;
  const other = underPlan(profile, asked);
  if (!other.ok) return other;
  const hypothetical = simulate({ profile: other.value, book, period, usage });
  if (!hypothetical.ok) return hypothetical;

  const billItems = [
    ...new Set([actual, control.value.items, hypothetical.value.items].flatMap((sums) => [...sums.keys()])),
  ];
  const figures: WhatIfFigures = {
    of: 'what-if',
    resource: profile.resource,
    events: usage.length,
    unrated: { control: control.value.unrated, hypothetical: hypothetical.value.unrated },
    items: billItems.toSorted().map((billItem) => ({
      billItem,
      actual: itemAmount(actual, billItem),
      control: itemAmount(control.value.items, billItem),
      hypothetical: itemAmount(hypothetical.value.items, billItem),
    })),
  };
  return ok({ figures, lines: comparedLines(asked, [actualLines, control.value.lines, hypothetical.value.lines]) });
}

/** Kinds of entries that are of one service. */
const OF_SERVICES: ReadonlySet<Entry['kind']> = new Set(['usage', 'rerating']);

/** The bill period of a moment, as far as it is compared. */
function partOf({ profile: { cycleRule }, period }: WhatIf, at: Instant): Period {
  if (cycleRule === null) return period;
  const { from, to } = cycleAt(cycleRule, at);
  return { from: later(from, period.from), to: earlier(to, period.to) };
}

function comparedLines(asked: WhatIf, sums: readonly [LineSums, LineSums, LineSums]): readonly ComparedLine[] {
  const [actual, control, hypothetical] = sums;
  const lines = linesOf(sums);
  if (lines.length > MOST_LINES && lines.some(({ serviceId }) => serviceId !== null)) {
    return comparedLines(asked, [withoutServices(actual), withoutServices(control), withoutServices(hypothetical)]);
  }
  return lines.map((line) => ({
    ...line,
    to: partOf(asked, line.from).to,
    actual: lineAmount(actual, line),
    control: lineAmount(control, line),
    hypothetical: lineAmount(hypothetical, line),
  }));
}
