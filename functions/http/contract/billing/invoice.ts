import * as z from 'zod';
import { decimal } from '../decimal.ts';
import { id } from '../identity.ts';
import { instant } from '../instant.ts';

export const invoiceAnswer = z
  .strictObject({
    invoiceId: id,
    billId: id,
    billingProfileId: id,
    customerId: id,
    number: z.string(),
    status: z.enum(['pending_render', 'invoice']),
    issuedAt: instant,
    dueAt: instant,
    currency: z.string(),
    total: decimal,
    from: instant,
    to: instant,
    error: z.string().exactOptional().meta({ description: 'Why it could not be rendered yet.' }),
  })
  .meta({ id: 'Invoice' });

const link = z.string().meta({ description: 'Opens without sign-in until it expires.' });

export const invoiceDocumentsAnswer = z.strictObject({ pdf: link, html: link, json: link, expiresAt: instant });

export const previewAnswer = z.strictObject({
  document: z
    .looseObject({
      schema: z.literal('billow.invoice.v1'),
      kind: z.enum(['invoice', 'preview']),
      currency: z.string(),
      period: z.strictObject({ from: instant, to: instant }),
      dueDate: instant,
      totals: z.looseObject({ net: decimal, tax: decimal, total: decimal, creditApplied: decimal, due: decimal }),
    })
    .meta({ description: 'What the invoice would say: the same document as the JSON file of an invoice.' }),
  html: z.string().meta({ description: 'The page, self-contained. Show it in a sandboxed frame.' }),
});
