import { putBalance } from '../../../domain/balances/put-balance.ts';
import type { BillingProfile, Payment } from '../../../domain/billing/bill.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { invariant, ok, type Result } from '../../../domain/result.ts';
import { resumed } from '../../../domain/subscription/prepaid/contract-ahead.ts';
import type { Change, Ledgers, PriceBooks, RandomId } from '../../ports.ts';
import type { Call } from '../call.ts';
import { noticeChanges } from '../notifications/notice-changes.ts';
import { renewalActivities } from '../subscriptions/renewal-activities.ts';

export type PayAheadPorts = {
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'current' | 'forCustomer'>;
  readonly randomId: RandomId;
};

/**
 * What a prepaid payment leaves over is money ahead in the profile's first balance group, as if it had been topped up; what is suspended for want
 * of money goes on with it. Nothing, where nothing is left over.
 */
export async function payAhead(
  ports: PayAheadPorts,
  call: Pick<Call, 'siteId' | 'actor' | 'now'>,
  { paymentId, paidAhead: amount }: Payment,
  { resource, balanceGroups }: BillingProfile,
): Promise<Result<readonly Change[], Refusal>> {
  const [balanceGroupId] = balanceGroups;
  if (amount === undefined || balanceGroupId === undefined) return ok([]);
  const { siteId, now } = call;
  const [account, current] = await Promise.all([
    ports.ledgers.load(siteId, balanceGroupId),
    ports.priceBooks.current(siteId),
  ]);
  invariant(account !== null, `the ledger of balance group ${balanceGroupId} exists`);
  const { head, profile } = account;
  const book = await ports.priceBooks.forCustomer(current, profile, now);
  const put = putBalance(
    { resource, amount, direction: 'credit', validity: 'infinite', note: `Payment ${paymentId}` },
    { head, profile, book, id: `payment-${paymentId}`, now },
  );
  if (!put.ok) return put;
  const { head: after, profile: renewed } = resumed({ head: put.value.head, profile }, { book, now });
  return ok([
    { put: 'ledger', value: { before: head, after } },
    ...(renewed === profile ? [] : [{ put: 'ratingProfile', value: renewed, before: profile } as const]),
    ...noticeChanges({ before: head, after, profile, renewed, book, now }),
    ...renewalActivities(ports, call, [{ before: profile, after: renewed }]),
  ]);
}
