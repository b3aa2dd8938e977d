import * as z from 'zod';
import { instant } from '../instant.ts';
import { paymentMethod } from './customer.ts';

const addressFields = {
  address: z.string(),
  city: z.string(),
  zip: z.string(),
  country: z.string(),
  state: z.string().exactOptional(),
};

export const contactAnswer = z.strictObject({
  tag: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phone: z.string(),
  organization: z.string().exactOptional(),
  ...addressFields,
  createdAt: instant,
});

/** Masked: of a card and an IBAN only the last four. */
export const paymentInfoAnswer = z.strictObject({
  method: paymentMethod,
  billingAddress: z.strictObject(addressFields),
  taxId: z.string().exactOptional(),
  card: z.strictObject({ brand: z.string(), last4: z.string(), expiry: z.string() }).exactOptional(),
  mandate: z
    .strictObject({ id: z.string(), signedOn: z.string(), bic: z.string(), ibanLast4: z.string() })
    .exactOptional(),
});

export const communicationAnswer = z.strictObject({
  communicationId: z.string(),
  at: instant,
  channel: z.enum(['email', 'sms']),
  template: z.string(),
  to: z.string(),
  subject: z.string(),
  status: z.enum(['queued', 'sent', 'failed']),
  error: z.string().exactOptional(),
  related: z.string().exactOptional(),
});

export const activityAnswer = z.strictObject({
  activityId: z.string(),
  at: instant,
  actor: z.string(),
  action: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  summary: z.string(),
  before: z.record(z.string(), z.unknown()).exactOptional(),
  after: z.record(z.string(), z.unknown()).exactOptional(),
});
