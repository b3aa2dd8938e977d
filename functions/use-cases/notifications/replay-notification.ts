import type { Notification } from '../../../domain/notification/notification.ts';
import { replayed } from '../../../domain/notification/record-attempt.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Change, Commit, Records } from '../../ports.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { deliveryRequest } from './delivery-request.ts';

/** Has a notification delivered from the beginning, whatever became of it. What was planned for it before is void. */
export const replayNotification =
  ({ records, commit }: { readonly records: Pick<Records, 'get'>; readonly commit: Commit }) =>
  async (
    call: {
      readonly siteId: string;
      readonly now: number;
      readonly remember: (status: number, result: Notification) => readonly Change[];
    },
    notificationId: string,
  ): Promise<Result<Notification, Refusal>> =>
    retryConflicts(`replay ${notificationId}`, async () => {
      const stored = await records.get('notification', call.siteId, { notificationId });
      if (stored === null) return err(refusal('request.not_found', `There is no notification "${notificationId}".`));
      const again = replayed(stored);
      const outcome = await commit([
        { put: 'notification', value: again },
        ...deliveryRequest(call.now, [again]),
        ...call.remember(202, again),
      ]);
      return outcome === 'done' ? ok(again) : null;
    });
