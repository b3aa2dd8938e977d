import * as z from 'zod';
import { country } from '../catalog/country.ts';
import { endInstant, instant } from '../instant.ts';

const reason = z
  .string({ error: 'Say why, as invoices must say it.' })
  .trim()
  .min(1, 'Say why, as invoices must say it.')
  .max(100, 'Keep the reason to 100 characters.')
  .meta({ description: 'Printed on invoices: "Diplomatic mission".' });

/** Null ends an exemption. */
export const exemptionBody = z
  .strictObject({ reason, until: endInstant.meta({ description: 'Null: no end.' }) }, 'Give reason and until, or null.')
  .nullable();

export const taxStatusAnswer = z
  .strictObject({
    country: country.nullable().meta({ description: 'Null: the billing address did not name it in two letters.' }),
    taxId: z.string().exactOptional(),
    exemption: z
      .strictObject({ reason: z.string(), until: instant })
      .nullable()
      .meta({ description: 'Also shown when it is over.' }),
  })
  .meta({ id: 'TaxStatus' });
