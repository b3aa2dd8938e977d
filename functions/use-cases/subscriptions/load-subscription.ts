import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import type { Customer, Site } from '../../../domain/customer/customer.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import type { Subscription } from '../../../domain/subscription/subscription.ts';
import type { Account, Ledgers, PriceBooks, Records, SiteTime } from '../../ports.ts';

export type LifecycleReads = {
  readonly records: Records;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'fresh' | 'forCustomer'>;
  readonly siteTime: Pick<SiteTime, 'site' | 'now'>;
};

/** A balance group with everything that decides on its life. */
export type LifecycleFacts = {
  readonly site: Site;
  readonly book: PriceBook;
  readonly customer: Customer;
  readonly account: Account;
};

/** Null: there is no such balance group. */
export async function loadLifecycle(
  { records, ledgers, priceBooks, siteTime }: LifecycleReads,
  siteId: string,
  balanceGroupId: string,
): Promise<LifecycleFacts | null> {
  const [site, book, account] = await Promise.all([
    siteTime.site(siteId),
    priceBooks.fresh(siteId),
    ledgers.load(siteId, balanceGroupId),
  ]);
  if (account === null) return null;
  const customer = await records.get('customer', siteId, { customerId: account.profile.customerId });
  invariant(site !== null && customer !== null, `site and customer of balance group ${balanceGroupId} exist`);
  const quoted = await priceBooks.forCustomer(book, account.profile, await siteTime.now(siteId));
  return { site, book: quoted, customer, account };
}

/** A subscription by its number, with its balance group. */
export async function loadSubscription(
  reads: LifecycleReads,
  siteId: string,
  subscriptionId: string,
): Promise<Result<LifecycleFacts & { readonly subscription: Subscription }, Refusal>> {
  const { items } = await reads.records.find('subscriptionById', siteId, { subscriptionId });
  const [subscription] = items;
  if (subscription === undefined) return err(refusal('request.not_found', 'There is no such subscription.'));
  const facts = await loadLifecycle(reads, siteId, subscription.balanceGroupId);
  invariant(facts !== null, `the balance group of subscription ${subscriptionId} exists`);
  return ok({ ...facts, subscription });
}
