import type { Queues } from '../ports.ts';
import type { OutboxRecord } from '../records.ts';

/**
 * Brings what a commit left in the outbox to the queue that does it. The stream gives each record at least once and the queues' workers
 * stand repetition, so nothing has to be remembered here.
 */
export const dispatchOutbox =
  ({ queues }: { readonly queues: Pick<Queues, 'sendMail' | 'sendNotifications'> }) =>
  async ({ siteId, message }: Pick<OutboxRecord, 'siteId' | 'message'>): Promise<void> => {
    switch (message.type) {
      case 'mail.requested.v1': {
        const { customerId, communicationId } = message;
        return queues.sendMail({ siteId, customerId, communicationId });
      }
      case 'notifications.requested.v1':
        return queues.sendNotifications(siteId, message.notifications);
    }
  };
