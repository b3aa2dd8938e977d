import type { Bill, Invoice } from '../../domain/billing/bill.ts';
import { invoiceNumber, invoiceYear } from '../../domain/invoice/invoice-number.ts';
import { invariant } from '../../domain/result.ts';
import type { Commit, RandomId, Records, Sequences, SiteTime } from '../ports.ts';
import type { Call } from './call.ts';
import { retryConflicts } from './retry-conflicts.ts';

export type NumberInvoicePorts = {
  readonly records: Pick<Records, 'get'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
  readonly sequences: Sequences;
  readonly commit: Commit;
  readonly randomId: RandomId;
};

/**
 * Gives a bill its invoice: the next number of the site and year, and the row that carries it, in one commit. Nothing can fail in
 * between, so numbers have no gaps; the row's key is the bill, so a bill never gets two.
 */
export async function numberInvoice(
  { records, siteTime, sequences, commit, randomId }: NumberInvoicePorts,
  { siteId, now }: Pick<Call, 'siteId' | 'now'>,
  bill: Bill,
): Promise<Invoice> {
  const { customerId, billingProfileId, billId, currency, total, from, to } = bill;
  const site = await siteTime.site(siteId);
  invariant(site !== null, `site ${siteId} exists`);
  const year = invoiceYear(now, site.zone);
  const [invoiceId = ''] = await sequences.reserve(siteId, 'invoice', 1);
  const path = `${siteId}/invoices/${year}/${invoiceId}`;
  const linkToken = randomId();
  return retryConflicts(`invoice number of ${year}`, async () => {
    const existing = await records.get('invoice', siteId, { customerId, billId });
    if (existing !== null) return existing;
    const sequence = await records.get('invoiceSequence', siteId, { year });
    const last = (sequence?.last ?? 0) + 1;
    const invoice: Invoice = {
      siteId,
      customerId,
      billingProfileId,
      invoiceId,
      billId,
      number: invoiceNumber(site.invoicePrefix, year, last),
      status: 'pending_render',
      issuedAt: now,
      dueAt: bill.dueAt ?? now,
      currency,
      total,
      from,
      to,
      documents: { json: `${path}.json`, html: `${path}.html`, pdf: `${path}.pdf` },
      linkToken,
      version: 0,
    };
    const outcome = await commit([
      { put: 'invoiceSequence', value: { siteId, year, last, version: sequence?.version ?? 0 } },
      { put: 'invoice', value: invoice },
    ]);
    return outcome === 'done' ? invoice : null;
  });
}
