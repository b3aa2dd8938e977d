import type { CreditLimit } from '../catalog/credit-profile.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import { alarmKey, parseAlarmKey } from '../ledger/alarm-key.ts';
import { workOn } from '../ledger/append-entries.ts';
import type { Entry } from '../ledger/entry.ts';
import { applyEntry } from '../ledger/fold.ts';
import type { Head } from '../ledger/head.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import { creditLimitsOf } from './credit-limits-of.ts';
import { limitFacts } from './limit-facts.ts';
import { newNotification } from './new-notification.ts';
import type { Notification } from './notification.ts';
import { rulesFor } from './rules-for.ts';
import { targetsOf } from './targets-of.ts';

/** One commit can carry so many beside its ledgers. */
export const MOST_NOTICES = 60;

/** What a commit is about to do to a ledger. */
export type Step = {
  readonly before: Head;
  readonly after: Head;
  readonly profile: RatingProfile;
  readonly book: PriceBook;
  readonly now: Instant;
};

/**
 * Everything that is to be told of the thresholds that a commit's entries reach: one notification for each rule, publisher and address, in
 * the order of the crossings. Of a threshold that is crossed again and again within one commit the last crossing is told: nobody could
 * have acted between them. Ids come from the entries' positions, so a commit that is tried again tells the same.
 */
export function noticesOf({ before, after, profile, book, now }: Step): readonly Notification[] {
  const entries = after.tail.slice(after.tail.length - (after.seq - before.seq));
  const raised = lastCrossings(entries);
  if (raised.size === 0) return [];
  const limits = creditLimitsOf(profile, book);
  const { state } = workOn(before);
  const notices: Notification[] = [];
  for (const entry of entries) {
    applyEntry(state, entry);
    let index = 0;
    for (const key of entry.alarms?.raised ?? []) {
      if (raised.get(key) !== entry.seq) continue;
      const alarm = parseAlarmKey(key);
      const { resource } = alarm;
      const limit = limits.find((candidate) => candidate.resource === resource);
      const facts = limitFacts({ buckets: state.buckets, book, limit, resource, at: entry.at }, alarm);
      const only = ruleNamedBy(limit, key);
      for (const rule of rulesFor(book, {
        event: 'threshold.reached',
        resource,
        ...(only === undefined ? {} : { only }),
      })) {
        for (const target of targetsOf(rule)) {
          index += 1;
          notices.push(
            newNotification({
              notificationId: `${profile.balanceGroupId}-${entry.seq}-${index}`,
              profile,
              at: now,
              type: 'threshold.reached',
              rule: rule.code,
              target,
              facts: entry.kind === 'usage' ? { ...facts, event: { id: entry.id, at: entry.at } } : facts,
              service: entry.service,
            }),
          );
        }
      }
    }
  }
  return notices.slice(0, MOST_NOTICES);
}

/** Which entry crosses each threshold last. */
function lastCrossings(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { seq, alarms } of entries) for (const key of alarms?.raised ?? []) last.set(key, seq);
  return last;
}

const ruleNamedBy = (limit: CreditLimit | undefined, key: string): string | undefined =>
  limit?.thresholds.find(({ type, value }) => alarmKey({ resource: limit.resource, type, value }) === key)
    ?.notification;
