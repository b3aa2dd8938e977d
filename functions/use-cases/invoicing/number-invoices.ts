import type { Bill, Invoice } from '../../../domain/billing/bill.ts';
import type { Site } from '../../../domain/customer/customer.ts';
import { invoiceNumber, invoiceYear } from '../../../domain/invoice/invoice-number.ts';
import { invariant } from '../../../domain/result.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Change, Commit, RandomId, Records, Sequences, SiteTime } from '../../ports.ts';
import type { Call } from '../call.ts';
import { reserveNumbers } from '../reserve-numbers.ts';
import { retryConflicts } from '../retry-conflicts.ts';

export type NumberInvoicePorts = {
  readonly records: Pick<Records, 'get'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
  readonly sequences: Sequences;
  readonly commit: Commit;
  readonly randomId: RandomId;
};

/** An invoice's row is three writes, and a transaction takes about 90. */
const MOST_INVOICES = 25;

/** All workers of a billing night want the next number: half a minute of patience. */
const ATTEMPTS = 60;

/**
 * Gives bills their invoices: the next numbers of the site and year, and the rows that carry them, in one commit. Nothing can fail in
 * between, so numbers have no gaps; a row's key is its bill, so a bill never gets two. Gives every bill's invoice by the bill's id, also
 * of those that had theirs before.
 */
export async function numberInvoices(
  ports: NumberInvoicePorts,
  call: Pick<Call, 'siteId' | 'now'>,
  bills: readonly Bill[],
): Promise<ReadonlyMap<string, Invoice>> {
  const numbered = new Map<string, Invoice>();
  for (let start = 0; start < bills.length; start += MOST_INVOICES) {
    await numberTogether(ports, call, { bills: bills.slice(start, start + MOST_INVOICES), numbered });
  }
  return numbered;
}

async function numberTogether(
  ports: NumberInvoicePorts,
  { siteId, now }: Pick<Call, 'siteId' | 'now'>,
  { bills, numbered }: { readonly bills: readonly Bill[]; readonly numbered: Map<string, Invoice> },
): Promise<void> {
  const { records, siteTime, commit, randomId } = ports;
  const site = await siteTime.site(siteId);
  invariant(site !== null, `site ${siteId} exists`);
  const year = invoiceYear(now, site.zone);
  const idOf = await reserveNumbers(ports, siteId, 'invoice', bills.length);
  const drafts = bills.map((bill, index) => ({ bill, invoiceId: idOf(index), linkToken: randomId() }));
  let lostAt: number | null = null;
  let looked = false;
  const attempt = async (): Promise<'done' | null> => {
    const sequence = await records.get('invoiceSequence', siteId, { year });
    const version = sequence?.version ?? 0;
    // As a rule others took numbers. When nobody did, or once in any case: perhaps a bill has its invoice already.
    if (lostAt !== null && (!looked || lostAt === version)) {
      looked = true;
      for (const invoice of await existingOf(ports, bills)) numbered.set(invoice.billId, invoice);
    }
    lostAt = version;
    const open = drafts.filter(({ bill }) => !numbered.has(bill.billId));
    if (open.length === 0) return 'done';
    const last = sequence?.last ?? 0;
    const invoices = open.map((draft, index) => pending(draft, { site, year, now, position: last + 1 + index }));
    const outcome = await commit([
      {
        put: 'invoiceSequence',
        value: { siteId, year, last: last + open.length, version },
      },
      ...invoices.map((value): Change => ({ put: 'invoice', value })),
    ]);
    if (outcome === 'conflict') return null;
    for (const invoice of invoices) numbered.set(invoice.billId, { ...invoice, version: 1 });
    return 'done';
  };
  if (bills.length > 0) await retryConflicts(`invoice numbers of ${year}`, attempt, ATTEMPTS);
}

async function existingOf(
  { records }: Pick<NumberInvoicePorts, 'records'>,
  bills: readonly Bill[],
): Promise<readonly Invoice[]> {
  const rows = bills.map(({ siteId, customerId, billId }) => records.get('invoice', siteId, { customerId, billId }));
  return (await Promise.all(rows)).filter((invoice) => invoice !== null);
}

type Draft = { readonly bill: Bill; readonly invoiceId: string; readonly linkToken: string };

function pending(
  { bill, invoiceId, linkToken }: Draft,
  {
    site,
    year,
    now,
    position,
  }: { readonly site: Site; readonly year: string; readonly now: Instant; readonly position: number },
): Invoice {
  const { siteId, customerId, billingProfileId, billId, currency, total, from, to } = bill;
  const path = `${siteId}/invoices/${year}/${invoiceId}`;
  return {
    siteId,
    customerId,
    billingProfileId,
    invoiceId,
    billId,
    number: invoiceNumber(site.invoicePrefix, year, position),
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
}
