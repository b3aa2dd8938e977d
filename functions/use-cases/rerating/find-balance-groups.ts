import type { UsageScope } from '../../../domain/jobs/task.ts';
import type { Ledgers, Records } from '../../ports.ts';
import { allItems } from '../every-item.ts';
import type { Found } from '../jobs/find-work.ts';
import { balanceGroupsOf } from './balance-groups-of.ts';

/** Customers looked at for one page: each is a read or two. */
const PAGE = 50;

type FindPorts = { readonly records: Pick<Records, 'find'>; readonly ledgers: Pick<Ledgers, 'load'> };

/** The balance groups whose usage may be meant, page by page. What they had is looked at when their turn comes. */
export const findBalanceGroups =
  (ports: FindPorts) =>
  async (siteId: string, scope: UsageScope, cursor: string | null): Promise<Found> => {
    if (scope.balanceGroupId !== undefined) {
      const account = await ports.ledgers.load(siteId, scope.balanceGroupId);
      const work = account === null ? [] : [{ ref: scope.balanceGroupId, customerId: account.profile.customerId }];
      return { work, nextCursor: null };
    }
    if (scope.customerId !== undefined) {
      return { work: await groupsOf(ports, siteId, scope.customerId, scope.plan), nextCursor: null };
    }
    const { items, nextCursor } = await ports.records.find('customersOfSite', siteId, {}, { limit: PAGE, cursor });
    const work = await Promise.all(items.map(({ customerId }) => groupsOf(ports, siteId, customerId, scope.plan)));
    return { work: work.flat(), nextCursor };
  };

async function groupsOf(
  ports: FindPorts,
  siteId: string,
  customerId: string,
  plan: string | undefined,
): Promise<Found['work']> {
  if (plan === undefined) {
    return (await balanceGroupsOf(ports, siteId, customerId)).map((ref) => ({ ref, customerId }));
  }
  const subscriptions = await allItems(ports, 'subscriptionsOfCustomer', siteId, { customerId });
  const groups = subscriptions.filter((one) => one.plan === plan).map(({ balanceGroupId }) => balanceGroupId);
  return [...new Set(groups)].map((ref) => ({ ref, customerId }));
}
