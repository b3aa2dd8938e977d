import type { MessageTemplate } from '../../domain/catalog/settings.ts';
import type { Notification, NotificationTarget } from '../../domain/notification/notification.ts';
import type { Webhooks } from '../../functions/ports.ts';
import { dispatchOutbox } from '../../functions/use-cases/dispatch-outbox.ts';
import {
  type DeliverPorts,
  deliverNotification,
} from '../../functions/use-cases/notifications/deliver-notification.ts';
import { deliveryRequest } from '../../functions/use-cases/notifications/delivery-request.ts';
import { renderMessage } from '../../templates/message/render-message.ts';
import { InMemoryStore } from './memory/in-memory-store.ts';
import { SITE } from './shops/shop.ts';

export const NOW = Date.parse('2026-03-15T12:00:00Z');
export const URL_OF_CARE = 'https://care.example.com/billow';

const ADDRESS = { address: '1 Street', city: 'Ljubljana', zip: '1000', country: 'SI' };

export const MAIL: MessageTemplate = {
  code: 'ALMOST-GONE',
  name: 'Almost gone',
  channel: 'mail',
  language: 'en',
  subject: '{{ notification.resource.name }}: {{ notification.threshold.value }} % used',
  body: 'Dear {{ contact.firstName }},\n\n{{ notification.total | negate | quantity }} {{ notification.resource.symbol }} are left.\n{{ seller.name }}',
};
export const SMS: MessageTemplate = {
  code: 'ALMOST-GONE-SMS',
  name: 'Almost gone',
  channel: 'sms',
  language: 'en',
  body: '{{ notification.threshold.value }} % of your {{ notification.resource.name }} are used.',
};

export const notificationTo = (target: NotificationTarget, changes: Partial<Notification> = {}): Notification => ({
  siteId: 'demo',
  notificationId: '1001-4-1',
  customerId: '1001',
  balanceGroupId: '1001',
  paymentType: 'prepaid',
  at: NOW,
  type: 'threshold.reached',
  rule: 'TELL',
  target,
  facts: {
    resource: 'MB',
    total: '-150',
    floor: '-1000',
    limit: '0',
    threshold: { type: 'percent', value: '80', amount: '-200' },
    event: { id: 'call-1', at: NOW },
  },
  state: 'pending',
  request: 1,
  tries: 0,
  nextAttemptAt: null,
  attempts: [],
  version: 0,
  ...changes,
});

export const WEBHOOK: NotificationTarget = { channel: 'webhook', endpoint: 'care' };

type Posted = Parameters<Webhooks['post']>[0];

/** A customer of a site, a webhook endpoint, and a clock that a test moves. What is sent is kept; `answers` says what endpoints say. */
export class NotificationWorld extends InMemoryStore {
  now = NOW;
  readonly posted: Posted[] = [];
  readonly lines: Readonly<Record<string, unknown>>[] = [];
  answers: (posted: Posted) => number | Error = () => 204;

  constructor() {
    super();
    const contact = { ...ADDRESS, siteId: 'demo', customerId: '1001', createdAt: 0, version: 0 };
    this.seed(
      { put: 'site', value: SITE },
      {
        put: 'customer',
        value: {
          siteId: 'demo',
          customerId: '1001',
          code: 'ANA',
          status: 'active',
          type: 'residential',
          name: 'Ana Novak',
          email: 'ana@example.com',
          paymentMethod: 'invoice',
          attributes: {},
          activeSubscriptions: 1,
          activeServices: 1,
          createdAt: 0,
          inactiveSince: null,
          closureDueAt: null,
          closedAt: null,
          version: 0,
        },
      },
      {
        put: 'contact',
        value: {
          ...contact,
          tag: 'primary',
          firstName: 'Ana',
          lastName: 'Novak',
          email: 'ana@example.com',
          phone: '+386 41 111 222',
        },
      },
      {
        put: 'contact',
        value: {
          ...contact,
          tag: 'office',
          firstName: 'Bor',
          lastName: 'Kos',
          email: 'bor@example.com',
          phone: 'none',
        },
      },
      {
        put: 'paymentInfo',
        value: { siteId: 'demo', customerId: '1001', method: 'invoice', billingAddress: ADDRESS, version: 0 },
      },
      {
        put: 'webhookEndpoint',
        value: {
          siteId: 'demo',
          code: 'care',
          name: 'Care',
          url: URL_OF_CARE,
          enabled: true,
          secrets: [{ secret: 'whsec_one', createdAt: 0, expiresAt: null }],
          createdAt: 0,
          version: 0,
        },
      },
      { put: 'catalog', value: { siteId: 'demo', kind: 'messageTemplate', code: MAIL.code, object: MAIL, version: 0 } },
      { put: 'catalog', value: { siteId: 'demo', kind: 'messageTemplate', code: SMS.code, object: SMS, version: 0 } },
      {
        put: 'catalog',
        value: {
          siteId: 'demo',
          kind: 'resource',
          code: 'MB',
          object: {
            ...{ code: 'MB', name: 'Data', symbol: 'MB', kind: 'unit', ratingScale: 6, billingScale: 6 },
            consumptionOrder: 'earliest-end',
          },
          version: 0,
        },
      },
    );
  }

  ports(): DeliverPorts {
    return {
      records: this.records,
      commit: this.commit,
      queues: this.queues,
      siteTime: this.siteTime,
      mailer: this.mailer,
      texter: this.texter,
      webhooks: {
        post: async (request) => {
          this.posted.push(request);
          const answer = this.answers(request);
          if (answer instanceof Error) throw answer;
          return { status: answer };
        },
      },
      renderMessage,
      log: (level, message, ids) => void this.lines.push({ level, message, ...ids }),
      systemTime: () => this.now,
      luck: () => 200,
    };
  }

  /** Commits a notification as its cause does. */
  async tell(notification: Notification): Promise<void> {
    await this.commit([{ put: 'notification', value: notification }, ...deliveryRequest(NOW, [notification])]);
    await this.dispatch();
  }

  readonly #dispatched = new Set<string>();

  /** What the table's stream does: each outbox record at least once. */
  async dispatch(): Promise<void> {
    for (const record of this.all('outbox', 'demo')) {
      if (this.#dispatched.has(record.outboxId)) continue;
      await dispatchOutbox(this)(record);
      this.#dispatched.add(record.outboxId);
    }
  }

  /** Takes the oldest message of the queue and does what it asks; null when the queue is empty. */
  async deliverNext(ports: DeliverPorts = this.ports()): Promise<string | null> {
    const [message] = this.notificationRequests;
    if (message === undefined) return null;
    this.now += message.delaySeconds * 1000;
    const { siteId, notificationId, request } = message;
    const outcome = await deliverNotification(ports)({ siteId, notificationId, request });
    this.notificationRequests.splice(this.notificationRequests.indexOf(message), 1);
    await this.dispatch();
    return outcome;
  }

  /** Until nothing is left to do, however long that takes; what came of each message. */
  async deliverAll(): Promise<readonly string[]> {
    const outcomes: string[] = [];
    for (let outcome = await this.deliverNext(); outcome !== null; outcome = await this.deliverNext()) {
      outcomes.push(outcome);
      if (outcomes.length > 2000) throw new Error('it never ends');
    }
    return outcomes;
  }

  notification(notificationId = '1001-4-1'): Notification {
    const found = this.get('notification', 'demo', { notificationId });
    if (found === null) throw new Error(`no notification ${notificationId}`);
    return found;
  }
}
