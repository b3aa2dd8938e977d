import { type Refusal, refusal } from '../../../domain/refusal.ts';
import type { WhatIfFigures } from '../../../domain/rerating/figures.ts';
import { whatIf } from '../../../domain/rerating/what-if.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Period } from '../../../domain/time/instant.ts';
import type { Ledgers, PriceBooks, Records, SiteTime } from '../../ports.ts';
import { allItems } from '../every-item.ts';
import { loadHistory, MOST_ENTRIES } from './load-history.ts';

export type WhatIfPorts = {
  readonly records: Records;
  readonly ledgers: Ledgers;
  readonly priceBooks: Pick<PriceBooks, 'fresh'>;
  readonly siteTime: Pick<SiteTime, 'now'>;
};

export type WhatIfQuestion = {
  readonly balanceGroupId: string;
  readonly newPlan: string;
  /** Only subscriptions that have this plan now; all, if not given. */
  readonly plan?: string;
  readonly period: Period;
};

/** What one balance group would have been charged under another plan. Reads only. Null: no subscription of it is meant. */
export const whatIfBalanceGroup =
  ({ records, ledgers, priceBooks, siteTime }: WhatIfPorts) =>
  async (
    siteId: string,
    { balanceGroupId, newPlan, plan, period }: WhatIfQuestion,
  ): Promise<Result<WhatIfFigures | null, Refusal>> => {
    const account = await ledgers.load(siteId, balanceGroupId);
    if (account === null) return ok(null);
    const { customerId } = account.profile;
    const all = await allItems({ records }, 'subscriptionsOfCustomer', siteId, { customerId });
    const subscriptions = all.filter(
      (one) =>
        one.balanceGroupId === balanceGroupId &&
        (plan === undefined || one.plan === plan) &&
        one.validFrom < period.to &&
        one.validTo > period.from,
    );
    if (subscriptions.length === 0) return ok(null);
    const { entries, profile } = await loadHistory(ledgers, account, period.from);
    if (entries.length > MOST_ENTRIES) {
      const detail = `There are more than ${MOST_ENTRIES} entries since then. Ask about a shorter or a later time.`;
      return err(refusal('request.invalid', detail, [{ pointer: '/from', message: 'Begin later.' }]));
    }
    const [book, now] = await Promise.all([priceBooks.fresh(siteId), siteTime.now(siteId)]);
    return whatIf({ profile, entries, subscriptions, newPlan, period, book, now });
  };
