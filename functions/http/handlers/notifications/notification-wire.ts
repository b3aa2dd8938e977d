import type { Notification } from '../../../../domain/notification/notification.ts';
import type { WebhookEndpoint } from '../../../../domain/notification/webhook-endpoint.ts';
import { instantText } from '../../../../domain/time/instant.ts';
import type { Wire } from '../../../shared/answer.ts';
import { instantOrNull } from '../../contract/instant.ts';
import type {
  endpointAnswer,
  endpointWithSecret,
  notificationAnswer,
  notificationDetails,
} from '../../contract/notifications/notification.ts';

export function notificationWire(notification: Notification): Wire<typeof notificationAnswer> {
  const { notificationId, customerId, balanceGroupId, subscriptionId, at, type, rule } = notification;
  const { target, facts, sentTo, state, nextAttemptAt } = notification;
  return {
    notificationId,
    customerId,
    balanceGroupId,
    subscriptionId: subscriptionId ?? null,
    at: instantText(at),
    type,
    rule,
    resource: facts?.resource ?? null,
    threshold: facts?.threshold ?? null,
    total: facts?.total ?? null,
    floor: facts?.floor ?? null,
    limit: facts?.limit ?? null,
    channel: target.channel,
    template: 'template' in target ? target.template : null,
    endpoint: 'endpoint' in target ? target.endpoint : null,
    sentTo: sentTo ?? null,
    state,
    nextAttemptAt: instantOrNull(nextAttemptAt),
  };
}

export const detailsWire = (notification: Notification): Wire<typeof notificationDetails> => ({
  ...notificationWire(notification),
  attempts: notification.attempts.map(({ at, outcome, durationMs, status, error }) => ({
    at: instantText(at),
    outcome,
    durationMs,
    status: status ?? null,
    error: error ?? null,
  })),
});

/** Never with a secret. */
export const endpointWire = (endpoint: WebhookEndpoint): Wire<typeof endpointAnswer> => ({
  code: endpoint.code,
  name: endpoint.name,
  description: endpoint.description ?? null,
  url: endpoint.url,
  enabled: endpoint.enabled,
  createdAt: instantText(endpoint.createdAt),
  secrets: endpoint.secrets.map(({ createdAt, expiresAt }) => ({
    createdAt: instantText(createdAt),
    expiresAt: instantOrNull(expiresAt),
  })),
});

export const secretWire = ({
  endpoint,
  secret,
}: {
  readonly endpoint: WebhookEndpoint;
  readonly secret: string;
}): Wire<typeof endpointWithSecret> => ({ ...endpointWire(endpoint), secret });
