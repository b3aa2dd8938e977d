import type { NotificationRule, Publisher } from '../catalog/settings.ts';
import type { NotificationTarget } from './notification.ts';

/** Where a rule's notifications go, one recipient each, in the rule's order. */
export const targetsOf = ({ publishers }: Pick<NotificationRule, 'publishers'>): readonly NotificationTarget[] =>
  publishers.flatMap(ofPublisher);

function ofPublisher(publisher: Publisher): readonly NotificationTarget[] {
  switch (publisher.action) {
    case 'mail':
    case 'sms': {
      const { action: channel, template, to } = publisher;
      if (!('addresses' in to)) return [{ channel, template, to }];
      return to.addresses.map((address) => ({ channel, template, to: { address } }));
    }
    case 'webhook':
      return [{ channel: 'webhook', endpoint: publisher.endpoint }];
    case 'log':
      return [{ channel: 'log' }];
  }
}
