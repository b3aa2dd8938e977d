import { invariant } from '../../../../domain/result.ts';
import type { Ledgers, PriceBooks, Records } from '../../../ports.ts';
import { answer } from '../../../shared/answer.ts';
import type { DoorHandlers } from '../../../shared/handler.ts';
import { loadAccounts } from '../../../use-cases/billing/load-accounts.ts';
import type { customersContract } from '../../contract/customers.ts';
import { customerOf } from './of-customer.ts';
import { serviceWire, subscriptionWire } from './subscription-wire.ts';

type Handlers = DoorHandlers<'customers', typeof customersContract>;

/** Reads about what the customer bought. */
export function readContract(ports: {
  readonly records: Records;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'current'>;
}): Pick<Handlers, 'listSubscriptions' | 'listServices'> {
  const { records, priceBooks } = ports;
  return {
    listSubscriptions: async (call, { path: { customerId }, query }) => {
      const customer = await customerOf(records, call, customerId);
      if (!customer.ok) return customer;
      const page = await records.find('subscriptionsOfCustomer', call.siteId, { customerId }, query);
      const accounts = await loadAccounts(ports)(call.siteId, customerId);
      const book = await priceBooks.current(call.siteId);
      const items = page.items.map((subscription) => {
        const account = accounts.find(({ profile }) => profile.balanceGroupId === subscription.balanceGroupId);
        invariant(account !== undefined, `subscription ${subscription.subscriptionId} has its balance group`);
        return subscriptionWire(subscription, account.profile, { book, now: call.now });
      });
      return answer(200, { items, nextCursor: page.nextCursor });
    },

    listServices: async (call, { path: { customerId } }) => {
      const customer = await customerOf(records, call, customerId);
      if (!customer.ok) return customer;
      const accounts = await loadAccounts(ports)(call.siteId, customerId);
      const book = await priceBooks.current(call.siteId);
      const items = accounts.flatMap(({ profile }) =>
        profile.services.map((service) => serviceWire(service, profile, book)),
      );
      return answer(200, { items, nextCursor: null });
    },
  };
}
