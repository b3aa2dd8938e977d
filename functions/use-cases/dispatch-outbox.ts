import type { Notification } from '../../domain/notification/notification.ts';
import type { Commit, Queues, Records } from '../ports.ts';
import type { OutboxRecord } from '../records.ts';
import { someAtOnce } from './some-at-once.ts';
import { releaseIdentifiers } from './subscriptions/release-identifiers.ts';

export type DispatchPorts = {
  readonly queues: Pick<Queues, 'sendMail' | 'sendNotifications'>;
  readonly records: Pick<Records, 'get'>;
  readonly commit: Commit;
};

/** Records written at once: enough to hide the table's latency. */
const AT_ONCE = 25;

/**
 * Brings what a commit left in the outbox to the queue that does it. The stream gives each record at least once; the queues' workers
 * stand repetition, and a record that is there already stays as it became, so nothing has to be remembered here.
 */
export const dispatchOutbox =
  ({ queues, records, commit }: DispatchPorts) =>
  async ({ siteId, message }: Pick<OutboxRecord, 'siteId' | 'message'>): Promise<void> => {
    switch (message.type) {
      case 'mail.requested.v1': {
        const { customerId, communicationId } = message;
        return queues.sendMail({ siteId, customerId, communicationId });
      }
      case 'notifications.requested.v1':
        return queues.sendNotifications(siteId, message.notifications);
      case 'notifications.made.v1': {
        const { notifications } = message;
        await make(commit, notifications);
        // Only now: whoever is asked to deliver reads the record.
        return queues.sendNotifications(
          siteId,
          notifications.map(({ notificationId, request }) => ({ notificationId, request })),
        );
      }
      case 'identifiers.released.v1':
        return releaseIdentifiers({ records, commit }, siteId, message.identifiers);
    }
  };

/** Each by a write of its own, so that a repetition after a crash goes on where it stopped: a conflict is one that is there. */
const make = (commit: Commit, notifications: readonly Notification[]): Promise<void> =>
  someAtOnce(notifications, AT_ONCE, async (value) => {
    await commit([{ put: 'notification', value }]);
  });
