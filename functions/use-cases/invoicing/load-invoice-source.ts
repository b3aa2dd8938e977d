import type { Bill } from '../../../domain/billing/bill.ts';
import { invariant } from '../../../domain/result.ts';
import type { Account, Ledgers, PriceBooks, Records, SiteTime } from '../../ports.ts';
import type { InvoiceSource } from './invoice-document.ts';
import { loadBillUsage } from './load-bill-usage.ts';

export type InvoiceReads = {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly ledgers: Ledgers;
  readonly priceBooks: Pick<PriceBooks, 'current' | 'forCustomer'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
};

/** Reads what an invoice for the bill says about everybody and everything it names. */
export async function loadInvoiceSource(ports: InvoiceReads, bill: Bill): Promise<Omit<InvoiceSource, 'invoice'>> {
  const { records, priceBooks, siteTime } = ports;
  const { siteId, customerId, billingProfileId } = bill;
  const [site, customer, contact, paymentInfo, book, accounts] = await Promise.all([
    siteTime.site(siteId),
    records.get('customer', siteId, { customerId }),
    records.get('contact', siteId, { customerId, tag: 'primary' }),
    records.get('paymentInfo', siteId, { customerId }),
    priceBooks.current(siteId),
    loadAccounts(ports, { siteId, customerId, billingProfileId }),
  ]);
  invariant(site !== null && customer !== null, `site and customer of bill ${bill.billId} exist`);
  const usage = await loadBillUsage(ports, { bill, accounts, book, oldestDays: site.maxEventAgeDays });
  return { site, bill, customer, contact, paymentInfo, book, usage };
}

async function loadAccounts(
  { records, ledgers }: InvoiceReads,
  { siteId, customerId, billingProfileId }: Pick<Bill, 'siteId' | 'customerId' | 'billingProfileId'>,
): Promise<readonly Account[]> {
  const profile = await records.get('billingProfile', siteId, { customerId, billingProfileId });
  const loaded = await Promise.all((profile?.balanceGroups ?? []).map((group) => ledgers.load(siteId, group)));
  return loaded.filter((account): account is Account => account !== null);
}
