import type { Bill, Invoice } from '../../../domain/billing/bill.ts';
import type { Customer, Site } from '../../../domain/customer/customer.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { InvoiceReadyMail } from '../../../templates/mail/invoice-ready/invoice-ready.ts';
import type { RenderedMail } from '../../../templates/mail/render-mail.ts';
import { documentSeller } from './document-seller.ts';

/** Puts a mail into words. */
export type RenderInvoiceMail = (mail: InvoiceReadyMail, locale: string) => RenderedMail;

/** Everything that the mail announcing an invoice is made of. */
export type InvoiceMailSource = {
  readonly site: Site;
  readonly customer: Customer;
  readonly invoice: Invoice;
  readonly bill: Bill;
  readonly link: string;
};

/** What the mail says. */
export const invoiceMail = ({ site, customer, invoice, bill, link }: InvoiceMailSource): InvoiceReadyMail => ({
  seller: documentSeller(site),
  customerName: customer.name,
  currency: invoice.currency,
  timeZone: site.zone,
  sample: site.environment === 'sandbox',
  number: invoice.number,
  period: { from: instantText(invoice.from), to: instantText(invoice.to) },
  due: bill.due,
  dueDate: instantText(invoice.dueAt),
  link,
  ...(bill.collection === null ? {} : { automatic: bill.collection.method }),
});
