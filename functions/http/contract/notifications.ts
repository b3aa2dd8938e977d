import * as z from 'zod';
import { code, id, opaqueId } from './identity.ts';
import {
  endpointAnswer,
  endpointBody,
  endpointChange,
  endpointWithSecret,
  notificationAnswer,
  notificationDetails,
  notificationsOfCustomerQuery,
  notificationsQuery,
} from './notifications/notification.ts';
import { operation } from './operation.ts';
import { page, pageQuery } from './page.ts';

const ofNotification = z.strictObject({ notificationId: opaqueId });
const ofEndpoint = z.strictObject({ code });

/** Notifications and webhook endpoints. Part of the operations door. */
export const notificationsContract = {
  listNotifications: operation({
    summary: 'List notifications in a state, newest first',
    description: 'Those given up, unless another state is asked for: they wait for somebody to look.',
    query: notificationsQuery,
    responses: { 200: page(notificationAnswer) },
  }),
  getNotification: operation({
    summary: 'Get a notification with every try to deliver it',
    path: ofNotification,
    responses: { 200: notificationDetails },
  }),
  replayNotification: operation({
    summary: 'Deliver a notification again',
    description:
      'From the beginning, whatever became of it before, and at once. Its id stays: a receiver that remembers ids takes it for a repetition.',
    path: ofNotification,
    responses: { 202: notificationDetails },
  }),
  listCustomerNotifications: operation({
    summary: 'List the notifications about a customer, newest first',
    path: z.strictObject({ customerId: id }),
    query: notificationsOfCustomerQuery,
    responses: { 200: page(notificationAnswer) },
  }),
  listWebhookEndpoints: operation({
    summary: 'List the webhook endpoints',
    query: pageQuery,
    responses: { 200: page(endpointAnswer) },
  }),
  createWebhookEndpoint: operation({
    summary: 'Add a webhook endpoint',
    description: 'The answer holds the secret that signs what is sent. It is not shown again.',
    body: endpointBody,
    example: { code: 'care-system', name: 'Care system', url: 'https://care.example.com/billow', enabled: true },
    responses: { 201: endpointWithSecret },
  }),
  getWebhookEndpoint: operation({
    summary: 'Get a webhook endpoint',
    path: ofEndpoint,
    responses: { 200: endpointAnswer },
  }),
  updateWebhookEndpoint: operation({
    summary: 'Change a webhook endpoint',
    description: 'Its code and its secrets stay.',
    path: ofEndpoint,
    body: endpointChange,
    example: { name: 'Care system', url: 'https://care.example.com/billow', enabled: false },
    responses: { 200: endpointAnswer },
  }),
  deleteWebhookEndpoint: operation({
    summary: 'Remove a webhook endpoint that no rule names',
    path: ofEndpoint,
    responses: { 204: null },
  }),
  rotateWebhookSecret: operation({
    summary: 'Give a webhook endpoint a new secret',
    description:
      'The answer holds the new secret, which is not shown again. For 24 hours everything is signed with both, so that the receiver can change over.',
    path: ofEndpoint,
    responses: { 200: endpointWithSecret },
  }),
  testWebhookEndpoint: operation({
    summary: 'Send a test event to a webhook endpoint',
    description: 'Look at the notification that is answered to see what came of it.',
    path: ofEndpoint,
    responses: { 202: notificationDetails },
  }),
} as const;
