import * as z from 'zod';
import { code, id } from '../identity.ts';
import { instant } from '../instant.ts';
import { pageQuery } from '../page.ts';

export const customerStatus = z.enum(['active', 'inactive', 'closed']);
export const paymentMethod = z.enum(['invoice', 'credit_card', 'direct_debit']);

/** Values of custom attributes, by code. */
export const attributes = z.record(
  z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/, 'Name attributes with letters, digits, dots, underscores or hyphens.'),
  z.string({ error: 'Give the value as text.' }).max(1000, 'Keep the value to 1000 characters.'),
);

export const customerAnswer = z
  .strictObject({
    customerId: id,
    code,
    status: customerStatus,
    type: code,
    name: z.string(),
    email: z.string(),
    paymentMethod,
    attributes,
    activeSubscriptions: z.int(),
    activeServices: z.int(),
    createdAt: instant,
    inactiveSince: instant.nullable(),
    closureDueAt: instant.nullable().meta({ description: 'When the closure job may close the inactive account.' }),
    closedAt: instant.nullable(),
  })
  .meta({ id: 'Customer' });

export const customersQuery = pageQuery.extend({
  q: z.string().trim().max(200, 'Search for at most 200 characters.').exactOptional().meta({
    description: 'Search while typing: the beginnings of words of the name, e-mail, address or service identifiers.',
  }),
  status: customerStatus.exactOptional().meta({ description: 'Without it: active and inactive customers.' }),
  type: code.exactOptional(),
  paymentMethod: paymentMethod.exactOptional(),
});

/** What may be edited of an account: type, status and attributes only. Closing has its own operation. */
export const customerChange = z
  .strictObject({
    type: code.exactOptional(),
    status: z.enum(['active', 'inactive']).exactOptional(),
    attributes: attributes.exactOptional().meta({ description: 'Replaces all attributes.' }),
  })
  .refine((change) => Object.keys(change).length > 0, 'Name at least one of type, status and attributes.');

export const closeBody = z
  .strictObject({ reason: z.string().trim().min(1).max(500, 'Keep the reason to 500 characters.').exactOptional() })
  .default({});
