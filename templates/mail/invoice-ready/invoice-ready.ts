import type { DecimalText } from '../../../domain/money/decimal.ts';
import type { DocumentPeriod, Rfc3339 } from '../../invoice/view-model.ts';
import type { MailFrame } from '../mail-frame.ts';
import { readMailParts } from '../mail-parts.ts';

/** An invoice lies ready: what it is for, what is due, where to read it. */
export type InvoiceReadyMail = MailFrame & {
  readonly number: string;
  readonly period: DocumentPeriod;
  readonly due: DecimalText;
  readonly dueDate: Rfc3339;
  /** Absolute http or https address of the document. Anything else prints no link. */
  readonly link: string;
  /** It will be collected; the customer need not pay. */
  readonly automatic?: 'credit_card' | 'direct_debit';
};

export const invoiceReadyParts = () =>
  readMailParts({
    subject: new URL('./invoice-ready.subject.liquid', import.meta.url),
    html: new URL('./invoice-ready.html.liquid', import.meta.url),
    text: new URL('./invoice-ready.text.liquid', import.meta.url),
  });
