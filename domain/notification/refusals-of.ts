import type { PriceBook } from '../catalog/price-book.ts';
import type { Head } from '../ledger/head.ts';
import { type Dec, decimalText } from '../money/decimal.ts';
import { floorOf, limitsOf } from '../rating/limits/credit-limits.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import { limitFacts } from './limit-facts.ts';
import { newNotification } from './new-notification.ts';
import type { Notification } from './notification.ts';
import { rulesFor } from './rules-for.ts';
import { targetsOf } from './targets-of.ts';

/** Usage that was not let through because a limit would have been passed. */
export type LimitRefusal = {
  readonly head: Head;
  readonly profile: RatingProfile;
  readonly book: PriceBook;
  readonly resource: string;
  /** What the total would have become; as it stands, if not known. */
  readonly total?: Dec;
  readonly event: { readonly id: string; readonly at: Instant; readonly service: string | null };
  readonly now: Instant;
};

/**
 * What is to be told of a refusal: the same for every further refusal of the resource until more of it is granted or the next cycle begins,
 * ids and all. Whoever asks a hundred times a second for what is used up causes one message.
 */
export function refusalsOf(refusal: LimitRefusal): readonly Notification[] {
  const { head, profile, book, resource, event, now } = refusal;
  const rules = rulesFor(book, { event: 'limit.refused', resource });
  if (rules.length === 0) return [];
  const limit = limitsOf(book, profile).find((candidate) => candidate.resource === resource);
  const stand = limitFacts({ buckets: head.buckets, book, limit, resource, now });
  const { id, at } = event;
  const facts = {
    ...stand,
    ...(refusal.total === undefined ? {} : { total: decimalText(refusal.total) }),
    event: { id, at },
  };
  // Of money, too: a top-up begins anew.
  const granted = decimalText(floorOf({ resource, ...NO_FLOOR }, head.buckets.values(), now, false));
  const occasion = `${profile.balanceGroupId}-refused-${resource}-${head.cycles.active.from}-${granted}`;
  return rules
    .flatMap((rule) => targetsOf(rule).map((target) => ({ rule: rule.code, target })))
    .map(({ rule, target }, index) =>
      newNotification({
        notificationId: `${occasion}-${index + 1}`,
        profile,
        at: now,
        type: 'limit.refused',
        rule,
        target,
        facts,
        service: event.service,
      }),
    );
}

const NO_FLOOR = { limit: null, hard: false, thresholds: [] } as const;
