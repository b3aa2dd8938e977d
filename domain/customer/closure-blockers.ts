import type { Bill, BillingProfile } from '../billing/bill.ts';
import { RUNNING } from '../ledger/bucket-key.ts';
import type { Head } from '../ledger/head.ts';
import type { Subscription } from '../subscription/subscription.ts';

/** Everything of a customer that money could hang on. */
export type CustomerBooks = {
  readonly subscriptions: readonly Subscription[];
  readonly bills: readonly Bill[];
  readonly billingProfiles: readonly BillingProfile[];
  readonly heads: readonly Head[];
};

/** Why an account cannot be closed for good, in words; nothing in the way: an empty list. */
export function closureBlockers({ subscriptions, bills, billingProfiles, heads }: CustomerBooks): readonly string[] {
  const running = subscriptions.filter(({ status }) => status === 'active' || status === 'pending').length;
  const unpaid = bills.filter(({ status, due }) => status === 'billing' && due !== '0').length;
  const credits = billingProfiles.filter(({ creditBalance }) => creditBalance !== '0').length;
  const unbilled = heads.flatMap(({ unbilled: lines }) => [...lines.values()]);
  const charges = unbilled.filter(({ net, tax }) => !net.isZero() || !tax.isZero()).length;
  const currencies = new Set(billingProfiles.map(({ resource }) => resource));
  const ahead = heads
    .flatMap(({ buckets }) => [...buckets.values()])
    .filter(({ resource, origin, amount }) => currencies.has(resource) && origin !== RUNNING && amount.isNegative());
  return [
    ...(running > 0 ? [`${running} running subscriptions`] : []),
    ...(unpaid > 0 ? [`${unpaid} unpaid bills`] : []),
    ...(credits > 0 ? ['a credit balance to pay out'] : []),
    ...(charges > 0 ? [`${charges} charges that are not billed yet`] : []),
    ...(ahead.length > 0 ? ['money paid ahead to pay out'] : []),
  ];
}
