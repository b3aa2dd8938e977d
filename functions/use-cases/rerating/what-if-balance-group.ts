import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { type WhatIfAnswer, whatIf } from '../../../domain/rerating/what-if.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import type { Period } from '../../../domain/time/instant.ts';
import type { Ledgers, PriceBooks, Records, SiteTime } from '../../ports.ts';
import { allItems } from '../every-item.ts';
import { loadHistory, MOST_ENTRIES } from './load-history.ts';

export type WhatIfPorts = {
  readonly records: Records;
  readonly ledgers: Ledgers;
  readonly priceBooks: Pick<PriceBooks, 'fresh' | 'forCustomer'>;
  readonly siteTime: Pick<SiteTime, 'now'>;
};

export type WhatIfQuestion = {
  readonly balanceGroupId: string;
  readonly newPlan: string;
  /** Only subscriptions that have this plan now; all, if not given. */
  readonly plan?: string;
  readonly period: Period;
  /** More entries than this are not looked at. */
  readonly mostEntries?: number;
};

/** With the services that its lines name. */
export type GroupComparison = WhatIfAnswer & Pick<RatingProfile, 'services'>;

/** What one balance group would have been charged under another plan. Reads only. Null: no subscription of it is meant. */
export const whatIfBalanceGroup =
  ({ records, ledgers, priceBooks, siteTime }: WhatIfPorts) =>
  async (
    siteId: string,
    { balanceGroupId, newPlan, plan, period, mostEntries = MOST_ENTRIES }: WhatIfQuestion,
  ): Promise<Result<GroupComparison | null, Refusal>> => {
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
    if (entries.length > mostEntries) {
      const detail = `There are more than ${mostEntries} entries since then. Ask about a shorter or a later time.`;
      return err(refusal('request.invalid', detail, [{ pointer: '/from', message: 'Begin later.' }]));
    }
    const now = await siteTime.now(siteId);
    const book = await priceBooks.forCustomer(await priceBooks.fresh(siteId), profile, now);
    const compared = whatIf({ profile, entries, subscriptions, newPlan, period, book, now });
    return compared.ok ? ok({ ...compared.value, services: profile.services }) : compared;
  };
