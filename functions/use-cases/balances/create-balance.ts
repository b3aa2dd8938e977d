import { type NewBalance, putBalance } from '../../../domain/balances/put-balance.ts';
import { parseBucketKey } from '../../../domain/ledger/bucket-key.ts';
import type { Bucket } from '../../../domain/ledger/head.ts';
import { type Dec, dec, decimalText, ZERO } from '../../../domain/money/decimal.ts';
import { moneyWords } from '../../../domain/money/money-words.ts';
import { totalAt } from '../../../domain/rating/limits/credit-limits.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import { resumed } from '../../../domain/subscription/prepaid/contract-ahead.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Change, Commit, Ledgers, PriceBooks, RandomId, Records } from '../../ports.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';
import { holdObjects } from '../catalog/hold-objects.ts';
import { noticeChanges } from '../notifications/notice-changes.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { renewalActivities } from '../subscriptions/renewal-activities.ts';

export type BalancePorts = {
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'fresh' | 'forCustomer'>;
  readonly commit: Commit;
  readonly randomId: RandomId;
  readonly records: Pick<Records, 'get'>;
};

/** A balance that was created, and what there is of the resource with it. */
export type CreatedBalance = {
  readonly balanceGroupId: string;
  readonly key: string;
  readonly bucket: Bucket;
  readonly settled: Dec;
  readonly total: Dec;
};

/**
 * Puts money or units into a balance group by hand, and tells of the thresholds that it reaches. What is suspended for want of money goes on in
 * the same commit, as far as the money goes.
 */
export const createBalance =
  (ports: BalancePorts) =>
  async (
    call: Pick<Call, 'siteId' | 'actor' | 'now'> & {
      readonly remember: (status: number, result: CreatedBalance) => readonly Change[];
    },
    { balanceGroupId, ...balance }: NewBalance & { readonly balanceGroupId: string },
  ): Promise<Result<CreatedBalance, Refusal>> => {
    const { siteId, now } = call;
    const id = ports.randomId();
    return retryConflicts(`balance of balance group ${balanceGroupId}`, async () => {
      const [account, book] = await Promise.all([
        ports.ledgers.load(siteId, balanceGroupId),
        ports.priceBooks.fresh(siteId),
      ]);
      if (account === null) return err(refusal('request.not_found', 'There is no such balance group.'));
      const { head, profile } = account;
      const decision = putBalance(balance, { head, profile, book, id, now });
      if (!decision.ok) return decision;
      if (!(await holdObjects(ports, siteId, [{ kind: 'resource', code: balance.resource }]))) return null;
      const { bucket: key } = decision.value;
      const quoted = await ports.priceBooks.forCustomer(book, profile, now);
      const { head: after, profile: renewed } = resumed({ head: decision.value.head, profile }, { book: quoted, now });
      const bucket = after.buckets.get(key);
      invariant(bucket !== undefined, `balance ${key} was created`);
      const isMoney = book.resources.get(balance.resource)?.kind === 'monetary';
      const settled = isMoney ? dec(balance.amount).plus(bucket.amount) : ZERO;
      const total = totalAt(after.buckets.values(), balance.resource, now);
      const created: CreatedBalance = { balanceGroupId, key, bucket, settled, total };
      const { amount, direction, resource, note } = balance;
      const outcome = await ports.commit([
        { put: 'ledger', value: { before: head, after } },
        ...(renewed === profile ? [] : [{ put: 'ratingProfile', value: renewed, before: profile } as const]),
        ...noticeChanges({ before: head, after, profile, book, now, renewed }),
        ...renewalActivities(ports, call, [{ before: profile, after: renewed }]),
        activity(ports, call, {
          customerId: profile.customerId,
          action: 'balance.created',
          objectType: 'balanceGroup',
          objectId: balanceGroupId,
          summary: `${direction === 'credit' ? 'Credit' : 'Debit'} of ${moneyWords(amount, resource)}: ${note}`,
          after: { resource, amount: decimalText(bucket.amount), until: instantText(parseBucketKey(key).to) },
        }),
        ...call.remember(201, created),
      ]);
      return outcome === 'done' ? ok(created) : null;
    });
  };
