import * as z from 'zod';
import { NOTIFICATION_STATES } from '../../../../domain/notification/notification.ts';
import { decimal } from '../decimal.ts';
import { code, description, id, name } from '../identity.ts';
import { instant } from '../instant.ts';
import { pageQuery } from '../page.ts';

const state = z.enum(NOTIFICATION_STATES).meta({ id: 'NotificationState' });

export const notificationsQuery = z.strictObject({ ...pageQuery.shape, state: state.default('given_up') });
export const notificationsOfCustomerQuery = pageQuery;

const shown = {
  notificationId: z.string(),
  customerId: id.nullable(),
  balanceGroupId: id.nullable(),
  subscriptionId: id.nullable(),
  at: instant.meta({ description: 'When it happened, in the time of the site.' }),
  type: z.enum(['threshold.reached', 'limit.refused', 'renewal.suspended', 'renewal.resumed', 'webhook.test']),
  rule: code.nullable(),
  resource: code.nullable(),
  threshold: z
    .strictObject({
      type: z.enum(['value', 'percent']),
      value: decimal,
      amount: decimal.meta({ description: 'The total at which it rings.' }),
    })
    .nullable(),
  total: decimal.nullable().meta({ description: 'Total of the resource when it happened.' }),
  floor: decimal.nullable(),
  limit: decimal.nullable(),
  channel: z.enum(['mail', 'sms', 'webhook', 'log']),
  template: code.nullable(),
  endpoint: code.nullable(),
  sentTo: z.string().nullable().meta({ description: 'Address, number or URL of the latest try.' }),
  state,
  nextAttemptAt: instant.nullable(),
};

export const notificationAnswer = z.strictObject(shown).meta({ id: 'Notification' });

export const notificationDetails = z
  .strictObject({
    ...shown,
    attempts: z
      .array(
        z.strictObject({
          at: instant,
          outcome: z.enum(['delivered', 'failed']),
          durationMs: z.int(),
          status: z.int().nullable().meta({ description: 'What a webhook endpoint answered.' }),
          error: z.string().nullable(),
        }),
      )
      .meta({ description: 'Oldest first; the latest hundred.' }),
  })
  .meta({ id: 'NotificationDetails' });

const URL_WORDS = 'Give an https address without user name and fragment, such as "https://care.example.com/billow".';

/** `http` only of this very machine, for trying out: a deployment refuses to ask it. */
const isEndpointUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  return (protocol === 'https:' || (protocol === 'http:' && isLocal)) && `${username}${password}${hash}` === '';
};

const endpointUrl = z.string({ error: URL_WORDS }).max(2000, URL_WORDS).refine(isEndpointUrl, URL_WORDS);

const settings = {
  name,
  description: description.exactOptional(),
  url: endpointUrl,
  enabled: z.boolean().default(true),
};

export const endpointBody = z.strictObject({ code, ...settings });
export const endpointChange = z.strictObject(settings);

const endpoint = {
  code,
  name: z.string(),
  description: z.string().nullable(),
  url: z.string(),
  enabled: z.boolean(),
  createdAt: instant,
  secrets: z
    .array(z.strictObject({ createdAt: instant, expiresAt: instant.nullable() }))
    .meta({ description: 'Since when the secrets are in use, newest first; the one before signs until it expires.' }),
};

export const endpointAnswer = z.strictObject(endpoint).meta({ id: 'WebhookEndpoint' });
export const endpointWithSecret = z
  .strictObject({ ...endpoint, secret: z.string().meta({ description: 'Keep it: it is not shown again.' }) })
  .meta({ id: 'WebhookEndpointWithSecret' });
