import type { Activity } from '../../domain/customer/customer.ts';
import type { Change, RandomId } from '../ports.ts';
import type { Call } from './call.ts';

/** What was done, for the audit trail. */
export type Deed = Pick<Activity, 'customerId' | 'action' | 'objectType' | 'objectId' | 'summary'> &
  Partial<Pick<Activity, 'before' | 'after'>>;

/** The audit entry of a change, for the same commit as the change itself. */
export const activity = (
  { randomId }: { readonly randomId: RandomId },
  { siteId, actor, now }: Pick<Call, 'siteId' | 'actor' | 'now'>,
  deed: Deed,
): Change => ({ put: 'activity', value: { ...deed, siteId, activityId: randomId(), at: now, actor, version: 0 } });
