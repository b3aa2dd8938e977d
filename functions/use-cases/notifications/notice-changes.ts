import { noticesOf, type Step } from '../../../domain/notification/notices-of.ts';
import type { Change } from '../../ports.ts';
import { deliveryRequest } from './delivery-request.ts';

/**
 * What a commit that moves a ledger has to tell: the notifications of the thresholds that its entries reach, and the request to deliver
 * them, for the very same commit. Nothing, in nearly all cases, and then it costs nothing.
 *
 * `before` and `after` are the heads of the ledger's change; `profile` and `book` are what its entries were rated with.
 */
export function noticeChanges(step: Step): readonly Change[] {
  const notices = noticesOf(step);
  return [...notices.map((value): Change => ({ put: 'notification', value })), ...deliveryRequest(step.now, notices)];
}
