import type { JobMessage, SiteTime } from '../../ports.ts';
import type { WorkResult } from '../jobs/report-results.ts';
import { carryOutTransition, type TransitionPorts } from './carry-out-transition.ts';
import { closeAccount } from './close-account.ts';
import { verifyPurchases } from './verify-purchases.ts';

export type RunLifecyclePorts = TransitionPorts & { readonly siteTime: SiteTime };

/** What the lifecycle queue brings: plan transitions, purchases that start or end, accounts to close. */
export const runLifecycle =
  (ports: RunLifecyclePorts) =>
  async (message: JobMessage): Promise<WorkResult> => {
    // A clock kept from before it was moved would find nothing due.
    await ports.siteTime.refresh(message.siteId);
    switch (message.job) {
      case 'plan-transition':
        return carryOutTransition(ports)(message);
      case 'purchase-verification':
        return verifyPurchases(ports)(message);
      case 'account-closure':
        return closeAccount(ports)(message);
      case 'billing':
      case 'invoicing':
      case 'payment-collection':
        throw new Error(`The job ${message.job} does not belong on the lifecycle queue.`);
      case 're-rating':
      case 'what-if':
      case 'suspense-retry':
      case 'suspense-discard':
        throw new Error(`A ${message.job} is ordered work: see work-task.ts.`);
    }
  };
