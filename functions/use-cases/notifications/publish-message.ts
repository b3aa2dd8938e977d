import type { MessageTemplate } from '../../../domain/catalog/settings.ts';
import { isPhone, normalisePhone } from '../../../domain/customer/contact-formats.ts';
import type { Contact, Customer, Site } from '../../../domain/customer/customer.ts';
import type { Notification, NotificationTarget } from '../../../domain/notification/notification.ts';
import { invariant } from '../../../domain/result.ts';
import type { PrintSettings } from '../../../templates/liquid/render-template.ts';
import type { MessageModel, MessageWords, RenderedMessage } from '../../../templates/message/render-message.ts';
import type { Mailer, Records, SiteTime, Texter } from '../../ports.ts';
import { catalogObjectOf } from './catalog-object-of.ts';
import { messageModel } from './message-model.ts';
import { hopeless, type Published, type Shown, wordsOf } from './published.ts';

export type MessagePorts = {
  readonly records: Pick<Records, 'get'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
  readonly mailer: Mailer;
  readonly texter: Texter;
  readonly renderMessage: (words: MessageWords, model: MessageModel, settings: PrintSettings) => RenderedMessage;
};

type MessageTarget = Extract<NotificationTarget, { readonly channel: 'mail' | 'sms' }>;
type Addressee = { readonly address: string; readonly contact: Contact | null; readonly isCustomer: boolean };

/** SNS takes no more in one message. */
const LONGEST_TEXT = 1600;

/** Sends a mail or a text message in the words of its template. What goes to the customer is shown among the communications. */
export async function publishMessage(
  ports: MessagePorts,
  notification: Notification,
  target: MessageTarget,
): Promise<Published> {
  const { siteId, customerId } = notification;
  const { records, siteTime } = ports;
  const template = await catalogObjectOf(records, siteId, 'messageTemplate', target.template);
  if (template === null) return hopeless(`There is no message template "${target.template}".`);
  if (template.channel !== target.channel) {
    return hopeless(`The message template "${target.template}" is not for ${target.channel}.`);
  }
  const [site, customer] = await Promise.all([
    siteTime.site(siteId),
    records.get('customer', siteId, { customerId: customerId ?? '' }),
  ]);
  invariant(
    site !== null && customer !== null,
    `site and customer of notification ${notification.notificationId} exist`,
  );
  const addressee = await addresseeOf(ports, target, customer);
  if (typeof addressee === 'string') return hopeless(addressee);
  const composed = await compose(ports, notification, { template, site, customer, contact: addressee.contact });
  if (typeof composed === 'string') return hopeless(composed);
  return send(ports, notification, { target, addressee, composed });
}

/** Who is written to, or why nobody can be. */
async function addresseeOf(
  { records }: MessagePorts,
  { channel, to }: MessageTarget,
  { siteId, customerId, email }: Customer,
): Promise<Addressee | string> {
  const tag = 'address' in to ? null : (to.contact ?? 'primary');
  const contact = tag === null ? null : await records.get('contact', siteId, { customerId, tag });
  if (tag !== null && contact === null && (channel === 'sms' || tag !== 'primary')) {
    return `The customer has no contact "${tag}".`;
  }
  const given = 'address' in to ? to.address : channel === 'mail' ? (contact?.email ?? email) : (contact?.phone ?? '');
  if (channel === 'mail') return { address: given, contact, isCustomer: tag !== null };
  const number = normalisePhone(given);
  if (!isPhone(number)) return `"${given}" is no phone number with its country's code.`;
  return { address: number, contact, isCustomer: tag !== null };
}

async function compose(
  { records, renderMessage }: MessagePorts,
  notification: Notification,
  {
    template,
    site,
    customer,
    contact,
  }: {
    readonly template: MessageTemplate;
    readonly site: Site;
    readonly customer: Customer;
    readonly contact: Contact | null;
  },
): Promise<RenderedMessage | string> {
  const code = notification.facts?.resource ?? '';
  const resource = await catalogObjectOf(records, notification.siteId, 'resource', code);
  const model = messageModel(notification, { site, customer, contact, resource });
  const currency = resource?.currency ?? site.currency;
  try {
    return renderMessage(template, model, { locale: template.language, currency, timeZone: site.zone });
  } catch (error) {
    return `The message template "${template.code}" cannot be printed: ${wordsOf(error)}`;
  }
}

async function send(
  { mailer, texter }: MessagePorts,
  notification: Notification,
  {
    target,
    addressee: { address: to, isCustomer },
    composed: { subject, text, html },
  }: { readonly target: MessageTarget; readonly addressee: Addressee; readonly composed: RenderedMessage },
): Promise<Published> {
  const { siteId, customerId, notificationId, at } = notification;
  const isMail = target.channel === 'mail';
  const shown: Shown = {
    siteId,
    customerId: customerId ?? '',
    communicationId: `notification-${notificationId}`,
    at,
    channel: isMail ? 'email' : 'sms',
    template: target.template,
    to,
    subject: isMail ? subject : text.replaceAll(/\s+/g, ' ').slice(0, 200).toWellFormed(),
  };
  const seen = { sentTo: to, ...(isCustomer ? { shown } : {}) };
  try {
    const { messageId } = isMail
      ? await mailer.send({ to, subject, html, text })
      : await texter.send({ to, text: text.slice(0, LONGEST_TEXT).toWellFormed() });
    return { outcome: 'delivered', messageId, ...seen };
  } catch (error) {
    return { outcome: 'failed', error: wordsOf(error), ...seen };
  }
}
