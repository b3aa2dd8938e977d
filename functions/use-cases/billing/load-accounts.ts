import type { BillingProfile } from '../../../domain/billing/bill.ts';
import type { Account, Ledgers, Records } from '../../ports.ts';
import { everyItem } from '../every-item.ts';

/** A balance group with the billing profile that pays for it. */
export type BilledAccount = Account & { readonly billingProfile: BillingProfile };

/** Every balance group of a customer. */
export const loadAccounts =
  ({ records, ledgers }: { readonly records: Records; readonly ledgers: Pick<Ledgers, 'load'> }) =>
  async (siteId: string, customerId: string): Promise<readonly BilledAccount[]> => {
    const loading: Promise<BilledAccount | null>[] = [];
    for await (const billingProfile of everyItem({ records }, 'billingProfilesOfCustomer', siteId, { customerId })) {
      for (const balanceGroupId of billingProfile.balanceGroups) {
        loading.push(
          ledgers
            .load(siteId, balanceGroupId)
            .then((account) => (account === null ? null : { ...account, billingProfile })),
        );
      }
    }
    return (await Promise.all(loading)).filter((account) => account !== null);
  };
