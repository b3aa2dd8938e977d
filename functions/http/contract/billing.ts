import * as z from 'zod';
import type { DoorContract } from '../../shared/handler.ts';
import { billAnswer } from './billing/bill.ts';
import { billingProfileAnswer } from './billing/billing-profile.ts';
import { invoiceAnswer, invoiceDocumentsAnswer, previewAnswer } from './billing/invoice.ts';
import { paymentAnswer, paymentBody } from './billing/payment.ts';
import { id } from './identity.ts';
import { operation } from './operation.ts';

const ofProfile = z.strictObject({ billingProfileId: id });
const ofBill = z.strictObject({ billId: id });
const ofInvoice = z.strictObject({ invoiceId: id });

export const billingContract = {
  getBillingProfile: operation({
    summary: 'Get a billing profile',
    path: ofProfile,
    responses: { 200: billingProfileAnswer },
  }),
  runBilling: operation({
    summary: 'Run billing for one billing profile',
    description:
      'Bills every cycle that is over, oldest first. Refused while the cycle is open. A profile that cannot be billed is parked with ' +
      'the reason. The invoice is made by the invoicing job.',
    path: ofProfile,
    responses: { 200: z.strictObject({ billed: z.array(billAnswer), billingProfile: billingProfileAnswer }) },
  }),
  previewInvoice: operation({
    summary: 'Preview the next invoice',
    description: 'What billing would come to at the end of the cycle, with what is known now. Writes nothing.',
    path: ofProfile,
    responses: { 200: previewAnswer },
  }),
  getBill: operation({
    summary: 'Get a bill with its lines and taxes',
    description: 'Active and inactive bills show what they would come to as things stand.',
    path: ofBill,
    responses: { 200: billAnswer },
  }),
  recordPayment: operation({
    summary: 'Record a payment or a refund',
    description:
      'A charge pays this bill first, then the oldest due ones; what is left becomes credit. A refund takes back what was paid on ' +
      'this bill and opens it again. Send an Idempotency-Key, so that nothing is paid twice.',
    path: ofBill,
    body: paymentBody,
    responses: { 201: z.strictObject({ payment: paymentAnswer, bill: billAnswer }) },
  }),
  getInvoice: operation({ summary: 'Get an invoice', path: ofInvoice, responses: { 200: invoiceAnswer } }),
  getInvoiceDocuments: operation({
    summary: 'Get links to the documents of an invoice',
    description: 'The links open without sign-in and expire within minutes.',
    path: ofInvoice,
    responses: { 200: invoiceDocumentsAnswer },
  }),
} as const satisfies DoorContract<'billing'>;
