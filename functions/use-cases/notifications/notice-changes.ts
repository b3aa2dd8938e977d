import { noticesOf, type Step } from '../../../domain/notification/notices-of.ts';
import type { Notification } from '../../../domain/notification/notification.ts';
import { renewalsOf } from '../../../domain/notification/renewals-of.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import type { Change } from '../../ports.ts';
import { notificationChanges } from './notification-changes.ts';

/** `renewed`: the contract as the commit leaves it, where it may suspend renewals or take them up. */
type Told = Step & { readonly renewed?: RatingProfile };

/**
 * What a commit that moves ledgers has to tell: the notifications of the thresholds that its entries reach and of the renewals that it suspends
 * or takes up, and the request to deliver them, for the very same commit. Nothing, in nearly all cases, and then it costs nothing.
 *
 * Of each step, `before` and `after` are the heads of a ledger's change; `profile` and `book` are what its entries were rated with.
 */
export function noticeChanges(...steps: readonly Told[]): readonly Change[] {
  const [first] = steps;
  return first === undefined ? [] : notificationChanges(first.now, steps.flatMap(noticesOfStep));
}

const noticesOfStep = (step: Told): readonly Notification[] => {
  const { profile: before, renewed: after, after: head, book, now } = step;
  return [...noticesOf(step), ...(after === undefined ? [] : renewalsOf({ before, after, head, book, now }))];
};
