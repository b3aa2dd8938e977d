import * as z from 'zod';
import { exemptionBody, taxStatusAnswer } from './balances/tax-status.ts';
import { id } from './identity.ts';
import { operation } from './operation.ts';

const ofCustomer = z.strictObject({ customerId: id });

/** What customers may owe, what they have in hand, and which tax meets them: operations of the customers door. */
export const balancesContract = {
  getTaxStatus: operation({
    summary: 'What decides which tax a customer is charged',
    description: 'Country of the billing address, tax number and exemption, as the contracts have them.',
    path: ofCustomer,
    responses: { 200: taxStatusAnswer },
  }),
  setTaxExemption: operation({
    summary: 'Exempt a customer from tax, or end that with null',
    description:
      'For what is charged from now on. Invoices show a row with the reason. The version is the one of getTaxStatus.',
    path: ofCustomer,
    body: exemptionBody,
    example: { reason: 'Diplomatic mission', until: '2030-01-01T00:00:00Z' },
    responses: { 200: taxStatusAnswer },
  }),
} as const;
