import * as z from 'zod';
import { code } from '../identity.ts';
import { codeList } from './code-list.ts';
import { named } from './named.ts';
import { refuseAt } from './refuse-at.ts';

const attribute = z.strictObject({
  ...named,
  entity: z.enum(['customer', 'billing-profile', 'product']),
  type: z.enum(['numeric', 'string', 'boolean', 'datetime']),
  mandatory: z.boolean().default(false),
  includedOnInvoice: z.boolean().default(false),
});

/** A field that operators add to an object. */
export const customAttributeBody = attribute;

export const customAttributeAnswer = attribute.required({ mandatory: true, includedOnInvoice: true });

/** Words of a notification, with Liquid variables. */
export const messageTemplateBody = z
  .strictObject({
    ...named,
    channel: z.enum(['mail', 'sms']),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Give a BCP 47 language tag, such as "en".')
      .meta({ examples: ['en'] }),
    subject: z
      .string()
      .trim()
      .min(1, 'Say what the mail is about.')
      .max(300, 'Keep the subject to 300 characters.')
      .exactOptional()
      .meta({ description: 'Mails only.' }),
    body: z
      .string({ error: 'Give the body as text.' })
      .min(1, 'Write something.')
      .max(50_000, 'Keep it to 50000 characters.'),
  })
  .superRefine(({ channel, subject }, context) => {
    if (channel === 'mail' && subject === undefined) refuseAt(context, ['subject'], 'Add a subject: a mail needs it.');
    if (channel === 'sms' && subject !== undefined)
      refuseAt(context, ['subject'], 'Remove the subject: an SMS has none.');
  });

export const messageTemplateAnswer = messageTemplateBody;

const toContact = z.strictObject({
  contact: z
    .string()
    .trim()
    .min(1, 'Leave it out or name the tag of a contact.')
    .max(100, 'Keep the tag to 100 characters.')
    .exactOptional()
    .meta({ description: "The customer's contact with this tag; the primary one, if not given." }),
});
const addresses = (address: z.ZodString | z.ZodEmail) =>
  z.strictObject({
    addresses: z.array(address).min(1, 'Give at least one address.').max(50, 'Give at most 50 addresses.'),
  });
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'Give the number as +38640123456.');

const publisher = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('mail'),
    template: code,
    to: z.union([toContact, addresses(z.email('Give an e-mail address.'))]).default({}),
  }),
  z.strictObject({ action: z.literal('sms'), template: code, to: z.union([toContact, addresses(phone)]).default({}) }),
  z.strictObject({ action: z.literal('webhook'), endpoint: code }),
  z.strictObject({ action: z.literal('log') }),
]);

const rule = z.strictObject({
  ...named,
  event: z.enum(['threshold.reached', 'limit.refused', 'renewal.suspended', 'renewal.resumed']),
  enabled: z.boolean().default(true),
  resources: codeList('resource', { least: 1 }).exactOptional().meta({ description: 'Only these; all, if not given.' }),
  filter: code.exactOptional().meta({ description: 'Only for whom it fits.' }),
  publishers: z.array(publisher).min(1, 'Give at least one publisher.').max(20, 'Give at most 20 publishers.'),
});

/** Each is told by a notification of its own, and one commit has room for so many beside what it is about. */
const MOST_RECIPIENTS = 50;

/** Which happenings are told to whom. */
export const notificationRuleBody = rule.superRefine(({ publishers }, context) => {
  let recipients = 0;
  for (const [index, publisher] of publishers.entries()) {
    recipients += 'to' in publisher && 'addresses' in publisher.to ? publisher.to.addresses.length : 1;
    if (recipients <= MOST_RECIPIENTS) continue;
    refuseAt(context, ['publishers', index], `Name at most ${MOST_RECIPIENTS} recipients in all: use a mailing list.`);
    return;
  }
});

export const notificationRuleAnswer = rule.required({ enabled: true });
