import type { BillingProfile } from '../../../domain/billing/bill.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import type { Change, Ledgers, Records } from '../../ports.ts';
import { loadAccounts } from '../billing/load-accounts.ts';

/** Changes every contract of a customer. Ledgers are written with them, so that usage rated at this moment sees it. */
export async function contractChanges(
  reads: { readonly records: Records; readonly ledgers: Pick<Ledgers, 'load'> },
  { siteId, customerId }: { readonly siteId: string; readonly customerId: string },
  change: (profile: RatingProfile, billingProfile: BillingProfile) => RatingProfile,
): Promise<readonly Change[]> {
  const accounts = await loadAccounts(reads)(siteId, customerId);
  return accounts.flatMap(({ head, profile, billingProfile }): readonly Change[] => [
    { put: 'ledger', value: { before: head, after: head } },
    { put: 'ratingProfile', value: change(profile, billingProfile), before: profile },
  ]);
}
