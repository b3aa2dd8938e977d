import { noticesOf, type Step } from '../../../domain/notification/notices-of.ts';
import type { Change } from '../../ports.ts';
import { notificationChanges } from './notification-changes.ts';

/**
 * What a commit that moves ledgers has to tell: the notifications of the thresholds that its entries reach, and the request to deliver
 * them, for the very same commit. Nothing, in nearly all cases, and then it costs nothing.
 *
 * Of each step, `before` and `after` are the heads of a ledger's change; `profile` and `book` are what its entries were rated with.
 */
export function noticeChanges(...steps: readonly Step[]): readonly Change[] {
  const [first] = steps;
  return first === undefined ? [] : notificationChanges(first.now, steps.flatMap(noticesOf));
}
