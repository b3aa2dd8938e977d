import type { JobMessage, SiteTime } from '../../ports.ts';
import type { WorkResult } from '../jobs/report-results.ts';
import { systemCall } from '../system-call.ts';
import { type IssueInvoicePorts, issueInvoice } from './issue-invoice.ts';

/** The invoicing job's work on one bill. */
export const workInvoicing =
  (ports: IssueInvoicePorts & { readonly siteTime: SiteTime }) =>
  async ({ siteId, customerId, ref }: JobMessage): Promise<WorkResult> => {
    const call = await systemCall(ports, siteId);
    const issued = await issueInvoice(ports)(call, { customerId, billId: ref });
    if (issued.ok) return { outcome: 'processed', detail: `Invoice ${issued.value.number} issued.` };
    const { code, detail } = issued.error;
    return { outcome: code === 'billing.nothing_to_bill' ? 'skipped' : 'failed', detail };
  };
