import * as z from 'zod';
import { code } from '../identity.ts';
import { named } from './named.ts';
import { percent } from './percent.ts';
import { refuseAt } from './refuse-at.ts';
import { endsAfterStart, validity, validityAnswer } from './validity.ts';

const shape = z.strictObject({
  ...named,
  percent,
  inclusive: z.boolean().default(false).meta({ description: 'True: prices contain the tax.' }),
  ...validity,
  provider: z
    .enum(['percentage', 'gateway'])
    .exactOptional()
    .meta({ description: 'gateway: the percent is asked of the taxation gateway; `percent` is shown meanwhile.' }),
  jurisdiction: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'Give a country or region of ISO 3166, such as "SI" or "US-CA".')
    .exactOptional(),
  taxSupplier: code.exactOptional(),
  generalLedger: code.exactOptional(),
  reverseCharge: z.boolean().exactOptional().meta({
    description: 'Customers with a tax id of another country than the supplier owe the tax themselves.',
  }),
  exemptionReason: z
    .string()
    .trim()
    .min(1, 'Give the reason.')
    .max(500, 'Keep the reason to 500 characters.')
    .exactOptional()
    .meta({ description: 'Why nothing is levied, as invoices must say it.' }),
});

export const taxBody = shape.superRefine((tax, context) => {
  endsAfterStart(tax, context);
  if (tax.reverseCharge === true && tax.jurisdiction === undefined) {
    refuseAt(
      context,
      ['jurisdiction'],
      'Name the jurisdiction: reverse charge compares it with the country of the customer.',
    );
  }
  if (tax.exemptionReason !== undefined && !(tax.percent === '0' || tax.reverseCharge === true)) {
    refuseAt(context, ['exemptionReason'], 'Remove the reason: something is levied.');
  }
});

export const taxAnswer = shape.required({ inclusive: true }).extend(validityAnswer);
