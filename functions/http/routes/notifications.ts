import { CUSTOMER_READERS, OPERATORS } from './roles.ts';
import type { Route } from './route.ts';

/** What was told to whom, and the addresses of others that are told by webhook. */
export const notificationsRoutes = [
  {
    method: 'GET',
    path: '/v1/notifications',
    door: 'operations',
    operation: 'listNotifications',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/notifications/{notificationId}',
    door: 'operations',
    operation: 'getNotification',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'POST',
    path: '/v1/notifications/{notificationId}/replay',
    door: 'operations',
    operation: 'replayNotification',
    roles: OPERATORS,
  },
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/notifications',
    door: 'operations',
    operation: 'listCustomerNotifications',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/webhook-endpoints',
    door: 'operations',
    operation: 'listWebhookEndpoints',
    roles: ['operations', 'business-process', 'system'],
  },
  {
    method: 'POST',
    path: '/v1/webhook-endpoints',
    door: 'operations',
    operation: 'createWebhookEndpoint',
    roles: ['operations', 'system'],
  },
  {
    method: 'GET',
    path: '/v1/webhook-endpoints/{code}',
    door: 'operations',
    operation: 'getWebhookEndpoint',
    roles: ['operations', 'business-process', 'system'],
  },
  {
    method: 'PUT',
    path: '/v1/webhook-endpoints/{code}',
    door: 'operations',
    operation: 'updateWebhookEndpoint',
    roles: ['operations', 'system'],
  },
  {
    method: 'DELETE',
    path: '/v1/webhook-endpoints/{code}',
    door: 'operations',
    operation: 'deleteWebhookEndpoint',
    roles: ['operations', 'system'],
  },
  {
    method: 'POST',
    path: '/v1/webhook-endpoints/{code}/rotate-secret',
    door: 'operations',
    operation: 'rotateWebhookSecret',
    roles: ['operations', 'system'],
  },
  {
    method: 'POST',
    path: '/v1/webhook-endpoints/{code}/test',
    door: 'operations',
    operation: 'testWebhookEndpoint',
    roles: ['operations', 'system'],
  },
] as const satisfies readonly Route[];
