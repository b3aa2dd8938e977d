import type { CreditLimit } from '../catalog/credit-profile.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import { alarmKey, parseAlarmKey } from '../ledger/alarm-key.ts';
import { workOn } from '../ledger/append-entries.ts';
import type { Entry } from '../ledger/entry.ts';
import { applyEntry } from '../ledger/fold.ts';
import type { Bucket, Head } from '../ledger/head.ts';
import { limitsOf } from '../rating/limits/credit-limits.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import type { Instant } from '../time/instant.ts';
import { limitFacts } from './limit-facts.ts';
import { newNotification } from './new-notification.ts';
import type { Notification } from './notification.ts';
import { rulesFor } from './rules-for.ts';
import { targetsOf } from './targets-of.ts';

/** What a commit is about to do to a ledger: the heads of its change, and what its entries were rated with. */
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
export function noticesOf(step: Step): readonly Notification[] {
  const { before, after } = step;
  const entries = after.tail.slice(after.tail.length - (after.seq - before.seq));
  const told = lastCrossings(entries);
  if (told.size === 0) return [];
  const { state } = workOn(before);
  const notices: Notification[] = [];
  for (const entry of entries) {
    applyEntry(state, entry);
    const keys = (entry.alarms?.raised ?? []).filter((key) => told.get(key) === entry.seq);
    const ofEntry = keys.flatMap((key) => ofCrossing(step, { entry, key, buckets: state.buckets }));
    notices.push(...ofEntry.map((notice, index) => numbered(notice, entry, index)));
  }
  return notices;
}

/** Which entry crosses each threshold last. */
function lastCrossings(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { seq, alarms } of entries) for (const key of alarms?.raised ?? []) last.set(key, seq);
  return last;
}

/** `buckets`: as they are once the entry is in. */
type Crossing = { readonly entry: Entry; readonly key: string; readonly buckets: ReadonlyMap<string, Bucket> };
type Notice = Parameters<typeof newNotification>[0];

function ofCrossing({ profile, book, now }: Step, { entry, key, buckets }: Crossing) {
  const alarm = parseAlarmKey(key);
  const { resource } = alarm;
  const limit = limitsOf(book, profile).find((candidate) => candidate.resource === resource);
  const facts = limitFacts({ buckets, book, limit, resource, now }, alarm);
  const only = limit === undefined ? undefined : ruleNamedBy(limit, key);
  const event = { event: 'threshold.reached', resource } as const;
  const rules = rulesFor(book, only === undefined ? event : { ...event, only });
  return rules
    .flatMap((rule) => targetsOf(rule).map((target) => ({ rule: rule.code, target })))
    .map(
      (to): Omit<Notice, 'notificationId'> => ({
        ...to,
        profile,
        at: now,
        type: 'threshold.reached',
        facts: entry.kind === 'usage' ? { ...facts, event: { id: entry.id, at: entry.at } } : facts,
        service: entry.service,
      }),
    );
}

const ruleNamedBy = ({ resource, thresholds }: CreditLimit, key: string): string | undefined =>
  thresholds.find(({ type, value }) => alarmKey({ resource, type, value }) === key)?.notification;

const numbered = (notice: Omit<Notice, 'notificationId'>, { seq }: Entry, index: number): Notification =>
  newNotification({ ...notice, notificationId: `${notice.profile.balanceGroupId}-${seq}-${index + 1}` });
