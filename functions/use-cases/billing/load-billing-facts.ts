import type { BillingProfile } from '../../../domain/billing/bill.ts';
import type { BillingFacts } from '../../../domain/billing/bill-cycle.ts';
import type { GeneratingAccount } from '../../../domain/billing/generate-usage.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Account, Ledgers, PriceBooks, Records, SiteTime } from '../../ports.ts';
import { loadOwners, quoteOwners } from '../usage/open-accounts.ts';

export type BillingReads = {
  readonly records: Pick<Records, 'get'>;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'current' | 'forCustomer'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
};

/** All heads and contracts of a profile change in one transaction, and a transaction takes about 90 changes. */
const MOST_BALANCE_GROUPS = 40;
/** Beside heads and contracts, heads of owners who stand in for generated usage. */
const MOST_LEDGERS = 80;

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
  const own = accounts.filter((account): account is Account => account !== null);
  const owners = await loadStandIns({ ledgers, priceBooks }, own, { book, now });
  if (2 * own.length + owners.length > MOST_LEDGERS) {
    return err(
      refusal('billing.parked', `${owners.length} owners of sharing groups stand in for one profile: too many.`),
    );
  }
  return ok({
    profile,
    active,
    next,
    accounts: own,
    owners,
    book: quoted,
    dueDays: site.dueDays,
    zone: site.zone,
    collect: profile.paymentType === 'prepaid' || paymentMethod === 'invoice' ? null : paymentMethod,
  });
}

/** Owners elsewhere who stand in for usage that event generators are to make; nobody, where there are no generators. */
async function loadStandIns(
  { ledgers, priceBooks }: Pick<BillingReads, 'ledgers' | 'priceBooks'>,
  accounts: readonly Account[],
  { book, now }: { readonly book: PriceBook; readonly now: Instant },
): Promise<readonly GeneratingAccount[]> {
  if (book.eventGenerators.size === 0) return [];
  const loaded = (await Promise.all(accounts.map((account) => loadOwners(ledgers, account)))).flat();
  const owners = new Map(loaded.map((owner) => [owner.profile.balanceGroupId, owner]));
  for (const { profile } of accounts) owners.delete(profile.balanceGroupId);
  const taxesOf = await quoteOwners(priceBooks, [...owners.values()], { book, now });
  return [...owners].map(([id, owner]) => {
    const taxes = taxesOf.get(id);
    return taxes === undefined ? owner : { ...owner, taxes };
  });
}
