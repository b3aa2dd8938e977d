import * as z from 'zod';
import { creditProfileBody, limitsAnswer } from './balances/limits.ts';
import { newBalanceAnswer, newBalanceBody } from './balances/new-balance.ts';
import { exemptionBody, taxStatusAnswer } from './balances/tax-status.ts';
import { id } from './identity.ts';
import { operation } from './operation.ts';

const ofCustomer = z.strictObject({ customerId: id });
const ofGroup = z.strictObject({ balanceGroupId: id });

/** What customers may owe, what they have in hand, and which tax meets them: operations of the customers door. */
export const balancesContract = {
  createBalance: operation({
    summary: 'Put money or units into a balance group by hand',
    description:
      'A balance of its own, such as money paid ahead or megabytes given for a mishap. Money pays at once what is owed and not billed yet, ' +
      'then what comes. Send an Idempotency-Key, so that nothing is given twice.',
    path: ofGroup,
    body: newBalanceBody,
    example: { resource: 'EUR', amount: '50', direction: 'credit', validity: 'infinite', note: 'Paid at the counter' },
    responses: { 201: newBalanceAnswer },
  }),
  getLimits: operation({
    summary: 'Limits and thresholds of a balance group, with its totals',
    path: ofGroup,
    responses: { 200: limitsAnswer },
  }),
  setCreditProfile: operation({
    summary: 'Give a balance group a credit profile of its own',
    description: 'Holds from the next event on. The version is the one of getLimits.',
    path: ofGroup,
    body: creditProfileBody,
    example: { code: 'BUSINESS' },
    responses: { 200: limitsAnswer },
  }),
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
