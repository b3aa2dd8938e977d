import type { BillingProfile } from '../../../domain/billing/bill.ts';
import type { BillingFacts } from '../../../domain/billing/bill-cycle.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Account, Ledgers, PriceBooks, Records, SiteTime } from '../../ports.ts';

export type BillingReads = {
  readonly records: Pick<Records, 'get'>;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'current' | 'forCustomer'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
};

/** All heads and contracts of a profile change in one transaction, and a transaction takes about 90 changes. */
const MOST_BALANCE_GROUPS = 40;

/** Reads everything that billing one cycle of the profile decides on. What is missing refuses: half a bill is a wrong one. */
export async function loadBillingFacts(
  { records, ledgers, priceBooks, siteTime }: BillingReads,
  { profile, now }: { readonly profile: BillingProfile; readonly now: Instant },
): Promise<Result<Omit<BillingFacts, 'now' | 'newBillId'>, Refusal>> {
  const { siteId, customerId, billingProfileId, activeBill, nextBill, balanceGroups } = profile;
  if (balanceGroups.length > MOST_BALANCE_GROUPS) {
    return err(
      refusal('billing.parked', `${balanceGroups.length} balance groups on one profile; ${MOST_BALANCE_GROUPS} fit.`),
    );
  }
  const [site, customer, active, next, book, ...accounts] = await Promise.all([
    siteTime.site(siteId),
    records.get('customer', siteId, { customerId }),
    records.get('bill', siteId, { customerId, billId: activeBill.billId }),
    records.get('bill', siteId, { customerId, billId: nextBill.billId }),
    priceBooks.current(siteId),
    ...balanceGroups.map((balanceGroupId) => ledgers.load(siteId, balanceGroupId)),
  ]);
  invariant(site !== null && customer !== null, `site and customer of billing profile ${billingProfileId} exist`);
  if (active === null || next === null) {
    return err(refusal('billing.parked', 'The active or the prepared bill of the profile is missing.'));
  }
  const { paymentMethod } = customer;
  const [group] = accounts;
  const quoted = group == null ? book : await priceBooks.forCustomer(book, group.profile, now);
  return ok({
    profile,
    active,
    next,
    accounts: accounts.filter((account): account is Account => account !== null),
    book: quoted,
    dueDays: site.dueDays,
    zone: site.zone,
    collect: profile.paymentType === 'prepaid' || paymentMethod === 'invoice' ? null : paymentMethod,
  });
}
