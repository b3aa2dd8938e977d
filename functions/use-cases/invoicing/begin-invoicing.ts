import { dueOfBill } from '../../../domain/jobs/due-work.ts';
import type { JobMessage, PriceBooks, SiteTime } from '../../ports.ts';
import { readSiteAnew } from '../read-site-anew.ts';
import { systemCall } from '../system-call.ts';
import { type NumberInvoicePorts, numberInvoices } from './number-invoices.ts';

export type BeginInvoicingPorts = NumberInvoicePorts & {
  readonly siteTime: SiteTime;
  readonly priceBooks: Pick<PriceBooks, 'fresh'>;
};

/**
 * How the invoicing worker begins a batch: its bills get their numbers together. The sequence is one item that all workers write, so
 * one commit for ten invoices is ten times less to wait for.
 */
export const beginInvoicing =
  (ports: BeginInvoicingPorts) =>
  async (siteId: string, messages: readonly JobMessage[]): Promise<void> => {
    const [, ...bills] = await Promise.all([
      readSiteAnew(ports)(siteId),
      ...messages.map(({ customerId, ref }) => ports.records.get('bill', siteId, { customerId, billId: ref })),
    ]);
    const due = new Map(
      bills.flatMap((bill) => (bill !== null && dueOfBill(bill)?.job === 'invoicing' ? [[bill.billId, bill]] : [])),
    );
    await numberInvoices(ports, await systemCall(ports, siteId), [...due.values()]);
  };
