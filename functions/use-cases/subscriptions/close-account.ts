import { closureBlockers } from '../../../domain/customer/closure-blockers.ts';
import type { Customer } from '../../../domain/customer/customer.ts';
import { invariant } from '../../../domain/result.ts';
import { type Instant, instantText } from '../../../domain/time/instant.ts';
import { startOfDayAfter } from '../../../domain/time/zone-calendar.ts';
import type { Change, JobMessage } from '../../ports.ts';
import { activity } from '../activity.ts';
import { loadAccounts } from '../billing/load-accounts.ts';
import type { CustomerPorts } from '../customers/close-customer.ts';
import { contractChanges } from '../customers/contract-changes.ts';
import type { WorkResult } from '../jobs/report-results.ts';
import { retryConflicts } from '../retry-conflicts.ts';

/** What is in the way is looked at again in a week. */
const AGAIN_AFTER_DAYS = 7;

/**
 * The account closure job for one customer: an account that was inactive for the site's days is closed, if no money hangs on it any
 * more. Its contracts close, its billing profiles end, its empty bills go; what was billed stays.
 */
export const closeAccount =
  (ports: CustomerPorts & { readonly siteTime: { readonly now: (siteId: string) => Promise<Instant> } }) =>
  async ({ siteId, ref: customerId }: JobMessage): Promise<WorkResult> =>
    retryConflicts(`closure of customer ${customerId}`, async () => {
      const now = await ports.siteTime.now(siteId);
      const customer = await ports.records.get('customer', siteId, { customerId });
      if (customer === null || customer.status !== 'inactive') {
        return { outcome: 'skipped', detail: 'The customer is not inactive.' };
      }
      if (customer.closureDueAt === null || customer.closureDueAt > now) {
        return { outcome: 'skipped', detail: 'The time of inactivity is not over.' };
      }
      const books = await loadBooks(ports, siteId, customerId);
      const blockers = closureBlockers(books);
      if (blockers.length > 0) return postpone(ports, customer, now, blockers);

      const emptyBills = books.bills.filter(({ status }) => status === 'active' || status === 'inactive');
      const outcome = await ports.commit([
        { put: 'customer', value: { ...customer, status: 'closed', closureDueAt: null, closedAt: now } },
        ...books.billingProfiles.map((profile): Change => {
          return { put: 'billingProfile', value: { ...profile, status: 'ended', validTo: now } };
        }),
        ...emptyBills.map((value): Change => ({ remove: 'bill', value })),
        ...(await contractChanges(ports, { siteId, customerId }, (profile) => ({ ...profile, status: 'closed' }))),
        activity(
          ports,
          { siteId, actor: 'system', now },
          {
            customerId,
            action: 'customer.closed',
            objectType: 'customer',
            objectId: customerId,
            summary: `Customer ${customerId} closed after inactivity`,
            before: { status: 'inactive' },
            after: { status: 'closed' },
          },
        ),
      ]);
      return outcome === 'done' ? { outcome: 'processed', detail: 'Account closed.' } : null;
    });

async function loadBooks(ports: CustomerPorts, siteId: string, customerId: string) {
  const [subscriptions, bills, billingProfiles, accounts] = await Promise.all([
    ports.records.find('subscriptionsOfCustomer', siteId, { customerId }),
    ports.records.find('billsOfCustomer', siteId, { customerId }),
    ports.records.find('billingProfilesOfCustomer', siteId, { customerId }),
    loadAccounts(ports)(siteId, customerId),
  ]);
  return {
    subscriptions: subscriptions.items,
    bills: bills.items,
    billingProfiles: billingProfiles.items,
    heads: accounts.map(({ head }) => head),
  };
}

async function postpone(
  { siteTime, commit }: CustomerPorts,
  customer: Customer,
  now: Instant,
  blockers: readonly string[],
): Promise<WorkResult | null> {
  const site = await siteTime.site(customer.siteId);
  invariant(site !== null, `site ${customer.siteId} exists`);
  const closureDueAt = startOfDayAfter(site.zone, now, AGAIN_AFTER_DAYS);
  const outcome = await commit([{ put: 'customer', value: { ...customer, closureDueAt } }]);
  if (outcome === 'conflict') return null;
  return {
    outcome: 'skipped',
    detail: `Not closed: ${blockers.join(', ')}. Tried again on ${instantText(closureDueAt)}.`,
  };
}
