import type { Bill } from '../../../domain/billing/bill.ts';
import { moneyWords } from '../../../domain/money/money-words.ts';
import { failCollection } from '../../../domain/payment/collection-attempt.ts';
import { invariant } from '../../../domain/result.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Commit, RandomId, Records, SiteTime } from '../../ports.ts';
import { activity, type Deed } from '../activity.ts';
import type { Call } from '../call.ts';
import type { WorkResult } from '../jobs/report-results.ts';
import { retryConflicts } from '../retry-conflicts.ts';

export type CollectPaymentPorts = {
  readonly records: Pick<Records, 'get'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
  readonly commit: Commit;
  readonly randomId: RandomId;
};

const METHOD_WORDS = { credit_card: 'credit card', direct_debit: 'direct debit' } as const;

/**
 * Collects what is due on a bill by card or direct debit. Money can only be collected through a gateway, and no site has one configured
 * yet: so each attempt is recorded as failed, with the reason and the time of the next one, where the operator sees it.
 */
export const collectPayment =
  (ports: CollectPaymentPorts) =>
  async (
    call: Pick<Call, 'siteId' | 'actor' | 'now'>,
    { customerId, billId }: { readonly customerId: string; readonly billId: string },
  ): Promise<WorkResult> =>
    retryConflicts(`collection of bill ${billId}`, async () => {
      const { siteId, now } = call;
      const bill = await ports.records.get('bill', siteId, { customerId, billId });
      if (bill === null || bill.status !== 'billing' || bill.collection === null) {
        return { outcome: 'skipped', detail: 'Nothing is left to collect.' };
      }
      const { nextAt, error = '' } = bill.collection;
      // The same attempt told again: a message that came twice.
      if (nextAt === null || nextAt > now) return { outcome: 'failed', detail: detailOf(error, nextAt) };
      const site = await ports.siteTime.site(siteId);
      invariant(site !== null, `site ${siteId} exists`);
      const reason = `No payment gateway is configured for ${METHOD_WORDS[bill.collection.method]}.`;
      const attempted = failCollection(bill, { error: reason, now, zone: site.zone });
      const outcome = await ports.commit([
        { put: 'bill', value: attempted },
        activity(ports, call, failed(attempted, reason)),
      ]);
      return outcome === 'done'
        ? { outcome: 'failed', detail: detailOf(reason, attempted.collection?.nextAt ?? null) }
        : null;
    });

const detailOf = (error: string, nextAt: number | null): string =>
  nextAt === null ? `${error} No further attempt is made.` : `${error} Next attempt on ${instantText(nextAt)}.`;

const failed = ({ customerId, billId, due, currency }: Bill, reason: string): Deed => ({
  customerId,
  action: 'collection.failed',
  objectType: 'bill',
  objectId: billId,
  summary: `Collection of ${moneyWords(due, currency)} for bill ${billId} failed: ${reason}`,
});
