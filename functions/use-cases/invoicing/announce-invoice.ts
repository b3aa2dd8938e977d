import type { Bill, Invoice } from '../../../domain/billing/bill.ts';
import type { Customer } from '../../../domain/customer/customer.ts';
import { moneyWords } from '../../../domain/money/money-words.ts';
import { invariant } from '../../../domain/result.ts';
import type { Change, Commit, RandomId, Records, SiteTime } from '../../ports.ts';
import { activity, type Deed } from '../activity.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { invoiceMail, type RenderInvoiceMail } from './invoice-mail.ts';

export type AnnouncePorts = {
  readonly records: Pick<Records, 'get'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
  readonly commit: Commit;
  readonly randomId: RandomId;
  readonly renderMail: RenderInvoiceMail;
  /** Where the API is reached from outside. */
  readonly publicApiUrl: string;
};

/**
 * Completes an invoice whose documents lie ready: the invoice, its bill, the mail that will be sent and the request to send it are one
 * commit, so there is never a mail for an unfinished invoice nor a finished one without its mail. Once only. Bill and invoice are given as
 * they were read; only when somebody else changed them meanwhile they are read again.
 */
export async function announceInvoice(
  ports: AnnouncePorts,
  call: Pick<Call, 'siteId' | 'actor' | 'now'>,
  read: { readonly bill: Bill; readonly invoice: Invoice },
): Promise<Invoice> {
  const { records, siteTime, commit } = ports;
  const { siteId } = call;
  const { customerId, billId } = read.bill;
  let known: typeof read | null = read;
  return retryConflicts(`invoice of bill ${billId}`, async () => {
    const [site, customer, bill, pending] = await Promise.all([
      siteTime.site(siteId),
      records.get('customer', siteId, { customerId }),
      known?.bill ?? records.get('bill', siteId, { customerId, billId }),
      known?.invoice ?? records.get('invoice', siteId, { customerId, billId }),
    ]);
    known = null;
    invariant(site !== null && customer !== null, `site and customer of bill ${billId} exist`);
    invariant(bill !== null && pending !== null, `bill ${billId} and its invoice exist`);
    if (pending.status === 'invoice') return pending;
    const { error: _solved, ...rest } = pending;
    const invoice: Invoice = { ...rest, status: 'invoice' };
    const link = `${ports.publicApiUrl}/v1/documents/${invoice.linkToken}`;
    const { subject } = ports.renderMail(invoiceMail({ site, customer, invoice, bill, link }), site.locale);
    const changes: readonly Change[] = [
      { put: 'invoice', value: invoice },
      { put: 'bill', value: { ...bill, invoiceId: invoice.invoiceId } },
      ...mailChanges(call, { customer, invoice, subject, link }),
      activity(ports, call, issued(invoice)),
    ];
    return (await commit(changes)) === 'done' ? invoice : null;
  });
}

function mailChanges(
  { siteId, now }: Pick<Call, 'siteId' | 'now'>,
  { customer, invoice, subject, link }: { customer: Customer; invoice: Invoice; subject: string; link: string },
): readonly Change[] {
  const { customerId } = customer;
  const communicationId = `invoice-${invoice.invoiceId}`;
  return [
    {
      put: 'communication',
      value: {
        ...{ siteId, customerId, communicationId, subject, link },
        at: now,
        channel: 'email',
        template: 'invoice-ready',
        to: customer.email,
        status: 'queued',
        related: invoice.billId,
        version: 0,
      },
    },
    {
      put: 'outbox',
      value: {
        siteId,
        outboxId: `mail-${customerId}-${communicationId}`,
        at: now,
        message: { type: 'mail.requested.v1', customerId, communicationId },
        version: 0,
      },
    },
  ];
}

const issued = ({ customerId, invoiceId, number, billId, total, currency }: Invoice): Deed => ({
  customerId,
  action: 'invoice.issued',
  objectType: 'invoice',
  objectId: invoiceId,
  summary: `Invoice ${number} issued for bill ${billId}: ${moneyWords(total, currency)}`,
});
