import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { renewalsOf } from '../../../domain/notification/renewals-of.ts';
import type { Contract } from '../../../domain/subscription/end-purchases.ts';
import type { Change, RandomId } from '../../ports.ts';
import type { Call } from '../call.ts';
import { notificationChanges } from '../notifications/notification-changes.ts';
import { renewalActivities } from './renewal-activities.ts';

/** What a commit that suspends prepaid renewals, or takes them up, has to tell and to note. Nothing, in nearly all cases. */
export function renewalChanges(
  ports: { readonly randomId: RandomId },
  call: Pick<Call, 'siteId' | 'actor' | 'now'>,
  step: { readonly before: Contract; readonly after: Contract; readonly book: PriceBook },
): readonly Change[] {
  const { book } = step;
  const before = step.before.profile;
  const { head, profile: after } = step.after;
  return [
    ...renewalActivities(ports, call, [{ before, after }]),
    ...notificationChanges(call.now, renewalsOf({ before, after, head, book, now: call.now })),
  ];
}
