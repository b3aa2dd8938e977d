import { moneyWords } from '../../../domain/money/money-words.ts';
import type { JobMessage, SiteTime } from '../../ports.ts';
import type { WorkResult } from '../jobs/report-results.ts';
import { systemCall } from '../system-call.ts';
import { type RunBillingPorts, runBilling } from './run-billing.ts';

/** The billing job's work on one billing profile. */
export const workBilling =
  (ports: RunBillingPorts & { readonly siteTime: SiteTime }) =>
  async ({ siteId, customerId, ref }: JobMessage): Promise<WorkResult> => {
    const call = await systemCall(ports, siteId);
    const ran = await runBilling(ports)(call, { customerId, billingProfileId: ref });
    if (ran.ok) {
      const bills = ran.value.billed.map(
        ({ billId, total, currency }) => `bill ${billId} of ${moneyWords(total, currency)}`,
      );
      return { outcome: 'processed', detail: `Finalised ${bills.join(', ')}.` };
    }
    const { code, detail } = ran.error;
    const isNotDue = code === 'billing.cycle_open' || code === 'billing.nothing_to_bill';
    return { outcome: isNotDue ? 'skipped' : 'failed', detail };
  };
