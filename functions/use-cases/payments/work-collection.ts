import type { JobMessage, SiteTime } from '../../ports.ts';
import type { WorkResult } from '../jobs/report-results.ts';
import { systemCall } from '../system-call.ts';
import { type CollectPaymentPorts, collectPayment } from './collect-payment.ts';

/** The payment collection job's work on one bill. */
export const workCollection =
  (ports: CollectPaymentPorts & { readonly siteTime: SiteTime }) =>
  async ({ siteId, customerId, ref }: JobMessage): Promise<WorkResult> =>
    collectPayment(ports)(await systemCall(ports, siteId), { customerId, billId: ref });
