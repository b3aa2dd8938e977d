import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Period } from '../../../domain/time/instant.ts';
import { balanceGroupsOf } from './balance-groups-of.ts';
import { invalidOrder, periodProblems } from './check-order.ts';
import { type GroupComparison, type WhatIfPorts, whatIfBalanceGroup } from './what-if-balance-group.ts';

/** Rated twice while somebody waits. */
const MOST_ENTRIES = 50_000;

export type ComparedGroup = GroupComparison & { readonly balanceGroupId: string };

/** What a customer would have been charged under another plan, balance group by balance group. */
export const whatIfCustomer =
  (ports: WhatIfPorts) =>
  async (
    siteId: string,
    asked: { readonly customerId: string; readonly newPlan: string; readonly plan?: string; readonly period: Period },
  ): Promise<Result<readonly ComparedGroup[], Refusal>> => {
    const problems = periodProblems(asked.period);
    if (problems.length > 0) return err(invalidOrder(problems));
    const { customerId, ...question } = asked;
    if ((await ports.records.get('customer', siteId, { customerId })) === null) {
      return err(invalidOrder([{ pointer: '/customerId', message: 'There is no such customer.' }]));
    }
    const found: ComparedGroup[] = [];
    for (const balanceGroupId of await balanceGroupsOf(ports, siteId, customerId)) {
      const compared = await whatIfBalanceGroup(ports)(siteId, {
        balanceGroupId,
        ...question,
        mostEntries: MOST_ENTRIES,
      });
      if (!compared.ok) return compared;
      if (compared.value !== null) found.push({ balanceGroupId, ...compared.value });
    }
    if (found.length > 0) return ok(found);
    return err(refusal('request.invalid', 'The customer had no such subscription in that time.'));
  };
