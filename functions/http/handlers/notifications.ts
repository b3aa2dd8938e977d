import { err, ok } from '../../../domain/result.ts';
import type { Commit, RandomId, Records, SystemTime } from '../../ports.ts';
import { answer, noContent } from '../../shared/answer.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { rememberAs } from '../../shared/idempotency.ts';
import { replayNotification } from '../../use-cases/notifications/replay-notification.ts';
import { testWebhook } from '../../use-cases/notifications/test-webhook.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  updateWebhookEndpoint,
} from '../../use-cases/notifications/webhook-endpoints.ts';
import type { notificationsContract } from '../contract/notifications.ts';
import type { operationsContract } from '../contract/operations.ts';
import { customerOf, noSuch } from './customers/of-customer.ts';
import { detailsWire, endpointWire, notificationWire, secretWire } from './notifications/notification-wire.ts';

type Handlers = Pick<DoorHandlers<'operations', typeof operationsContract>, keyof typeof notificationsContract>;

export type NotificationsPorts = {
  readonly records: Records;
  readonly commit: Commit;
  readonly systemTime: SystemTime;
  readonly randomId: RandomId;
  readonly newSecret: () => string;
};

/** Notifications, and the endpoints of webhooks. */
export const notificationsHandlers = (ports: NotificationsPorts): Handlers => ({
  ...ofNotifications(ports),
  ...ofEndpoints(ports),
});

function ofNotifications(
  ports: NotificationsPorts,
): Pick<Handlers, 'listNotifications' | 'getNotification' | 'replayNotification' | 'listCustomerNotifications'> {
  const { records } = ports;
  const replay = replayNotification(ports);
  return {
    listNotifications: async ({ siteId }, { query: { state, ...paging } }) => {
      const { items, nextCursor } = await records.find('notificationsOfSite', siteId, { state }, paging);
      return answer(200, { items: items.map(notificationWire), nextCursor });
    },

    getNotification: async ({ siteId }, { path: { notificationId } }) => {
      const found = await records.get('notification', siteId, { notificationId });
      return found === null ? err(noSuch('notification')) : answer(200, detailsWire(found), { version: found.version });
    },

    replayNotification: async (call, { path: { notificationId } }) => {
      const again = await replay(rememberAs(call, detailsWire), notificationId);
      return again.ok ? answer(202, detailsWire(again.value)) : again;
    },

    listCustomerNotifications: async (call, { path: { customerId }, query }) => {
      const customer = await customerOf(records, call, customerId);
      if (!customer.ok) return customer;
      const page = await records.find('notificationsOfCustomer', call.siteId, { customerId }, query);
      return answer(200, { items: page.items.map(notificationWire), nextCursor: page.nextCursor });
    },
  };
}

function ofEndpoints(
  ports: NotificationsPorts,
): Pick<
  Handlers,
  | 'listWebhookEndpoints'
  | 'createWebhookEndpoint'
  | 'getWebhookEndpoint'
  | 'updateWebhookEndpoint'
  | 'deleteWebhookEndpoint'
  | 'rotateWebhookSecret'
  | 'testWebhookEndpoint'
> {
  const { records } = ports;
  const create = createWebhookEndpoint(ports);
  const update = updateWebhookEndpoint(ports);
  const remove = deleteWebhookEndpoint(ports);
  const rotate = rotateWebhookSecret(ports);
  const sendTest = testWebhook(ports);
  return {
    listWebhookEndpoints: async ({ siteId }, { query }) => {
      const { items, nextCursor } = await records.find('webhookEndpointsOfSite', siteId, {}, query);
      return answer(200, { items: items.map(endpointWire), nextCursor });
    },

    createWebhookEndpoint: async (call, { body }) => {
      const created = await create(rememberAs(call, secretWire), body);
      if (!created.ok) return created;
      const { endpoint } = created.value;
      const headers = { location: `/v1/webhook-endpoints/${endpoint.code}` };
      return answer(201, secretWire(created.value), { version: endpoint.version, headers });
    },

    getWebhookEndpoint: async ({ siteId }, { path: { code } }) => {
      const found = await records.get('webhookEndpoint', siteId, { code });
      return found === null
        ? err(noSuch('webhook endpoint'))
        : answer(200, endpointWire(found), { version: found.version });
    },

    updateWebhookEndpoint: async (call, { path: { code }, body: settings, version }) => {
      const updated = await update(call, { code, version, settings });
      return updated.ok ? answer(200, endpointWire(updated.value), { version: updated.value.version }) : updated;
    },

    deleteWebhookEndpoint: async (call, { path: { code } }) => {
      const removed = await remove(call, code);
      return removed.ok ? noContent() : removed;
    },

    rotateWebhookSecret: async (call, { path: { code } }) => {
      const rotated = await rotate(rememberAs(call, secretWire), code);
      return rotated.ok ? answer(200, secretWire(rotated.value), { version: rotated.value.endpoint.version }) : rotated;
    },

    testWebhookEndpoint: async (call, { path: { code } }) => {
      const sent = await sendTest(rememberAs(call, detailsWire), code);
      if (!sent.ok) return sent;
      const headers = { location: `/v1/notifications/${sent.value.notificationId}` };
      return ok({ status: 202 as const, body: detailsWire(sent.value), headers });
    },
  };
}
