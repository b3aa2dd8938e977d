import { changedRenewals } from '../../../domain/subscription/prepaid/changed-renewals.ts';
import { verifyPurchases as decide } from '../../../domain/subscription/verify-purchases.ts';
import type { JobMessage } from '../../ports.ts';
import { activity } from '../activity.ts';
import type { WorkResult } from '../jobs/report-results.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import type { LifecyclePorts } from './cancel-subscription.ts';
import { lifecycleChanges } from './lifecycle-changes.ts';
import { loadLifecycle } from './load-subscription.ts';
import { renewalChanges } from './renewal-changes.ts';

/** The purchase verification job for one balance group: what is due to start starts, what is over ends, in one transaction. */
export const verifyPurchases =
  (ports: LifecyclePorts) =>
  async ({ siteId, ref: balanceGroupId, customerId }: JobMessage): Promise<WorkResult> =>
    retryConflicts(`purchases of balance group ${balanceGroupId}`, async () => {
      const now = await ports.siteTime.now(siteId);
      const call = { siteId, actor: 'system', now };
      const facts = await loadLifecycle(ports, siteId, balanceGroupId);
      if (facts === null) return { outcome: 'skipped', detail: 'There is no such balance group.' };
      const { items } = await ports.records.find('subscriptionsOfCustomer', siteId, { customerId });
      const subscriptions = items.filter((one) => one.balanceGroupId === balanceGroupId);
      const decision = decide({ contract: facts.account, subscriptions }, { book: facts.book, now });
      if (!decision.ok) return { outcome: 'failed', detail: decision.error.detail };
      const { head, profile, released, started, ended, renewed, subscriptions: changed } = decision.value;
      const waiting = changedRenewals(facts.account.profile, profile, now).length;
      if (started + ended + changed.length + waiting === 0) {
        return { outcome: 'skipped', detail: 'Nothing starts or ends.' };
      }

      const changes = await lifecycleChanges(ports, {
        ...facts,
        before: facts.account,
        after: { head, profile },
        released,
        taken: [],
        subscriptions: changed.flatMap((after) => {
          const before = subscriptions.find(({ subscriptionId }) => subscriptionId === after.subscriptionId);
          return before === undefined ? [] : [{ before, after }];
        }),
      });
      if (!changes.ok) return { outcome: 'failed', detail: changes.error.detail };
      const detail = `${started} purchases started, ${ended} ended${renewed === 0 ? '' : `, ${renewed} terms renewed`}.`;
      const outcome = await ports.commit([
        ...changes.value,
        ...renewalChanges(ports, call, { before: facts.account, after: { head, profile }, book: facts.book }),
        activity(ports, call, {
          customerId,
          action: 'purchases.verified',
          objectType: 'balanceGroup',
          objectId: balanceGroupId,
          summary: `Balance group ${balanceGroupId}: ${detail}`,
        }),
      ]);
      return outcome === 'done' ? { outcome: 'processed', detail } : null;
    });
