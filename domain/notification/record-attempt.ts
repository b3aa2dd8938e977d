import type { Instant } from '../time/instant.ts';
import { backOffMs } from './back-off.ts';
import type { DeliveryAttempt, Notification } from './notification.ts';

/** More would not tell more, and a notification must stay an item of the table. */
const MOST_ATTEMPTS = 100;

/** How a try went. `hopeless`: another one could not go better until somebody changes something, so there is none. */
export type Tried = DeliveryAttempt & { readonly sentTo?: string; readonly hopeless?: true };

/** What decides when the next try is: system time, and chance: see backOffMs. */
export type Retrying = { readonly now: Instant; readonly luck: number; readonly waits?: readonly number[] };

/**
 * The notification after a try for its request number `request`. A try that succeeded makes it delivered for good. One that failed plans
 * the next by a new request, or gives it up; but not if the notification was meanwhile replayed, or delivered by a twin of the same
 * message: then only the try is noted.
 */
export function recordAttempt(
  notification: Notification,
  { hopeless, sentTo, ...attempt }: Tried,
  { request, now, luck, waits }: Retrying & { readonly request: number },
): Notification {
  const noted: Notification = {
    ...notification,
    ...(sentTo === undefined ? {} : { sentTo }),
    attempts: [...notification.attempts, attempt].slice(-MOST_ATTEMPTS),
  };
  if (attempt.outcome === 'delivered') {
    return { ...noted, state: 'delivered', tries: noted.tries + 1, nextAttemptAt: null };
  }
  if (notification.request !== request || !isWaiting(notification)) return noted;
  const tries = noted.tries + 1;
  const wait = hopeless === true ? null : backOffMs(tries, luck, waits);
  if (wait === null) return { ...noted, state: 'given_up', tries, nextAttemptAt: null };
  return { ...noted, state: 'failed', tries, request: request + 1, nextAttemptAt: now + wait };
}

/** Something is still to be done for it. */
export const isWaiting = ({ state }: Pick<Notification, 'state'>): boolean => state === 'pending' || state === 'failed';

/** To be delivered again, from the beginning: whatever became of it before, and whatever was planned. */
export const replayed = (notification: Notification): Notification => ({
  ...notification,
  state: 'pending',
  tries: 0,
  request: notification.request + 1,
  nextAttemptAt: null,
});
