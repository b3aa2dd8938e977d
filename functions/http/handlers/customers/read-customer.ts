import { err, invariant } from '../../../../domain/result.ts';
import type { Ledgers, Records, SiteTime } from '../../../ports.ts';
import { answer } from '../../../shared/answer.ts';
import { readOffset, writeCursor } from '../../../shared/cursor.ts';
import type { DoorHandlers } from '../../../shared/handler.ts';
import { customerOverview } from '../../../use-cases/customers/customer-overview.ts';
import { listCustomers } from '../../../use-cases/customers/list-customers.ts';
import { searchCustomers, searchedWords } from '../../../use-cases/customers/search-customers.ts';
import type { customersContract } from '../../contract/customers.ts';
import { activityWire, communicationWire, contactWire, customerWire, paymentInfoWire } from './customer-wire.ts';
import { overviewWire } from './money-wire.ts';
import { customerOf, noSuch } from './of-customer.ts';

type Handlers = DoorHandlers<'customers', typeof customersContract>;

/** Reads about the customer as a person: search, profile, contacts, what was sent and what was done. */
export function readCustomer(ports: {
  readonly records: Records;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
}): Pick<
  Handlers,
  | 'listCustomers'
  | 'getCustomer'
  | 'getCustomerOverview'
  | 'listContacts'
  | 'getPaymentInfo'
  | 'listCommunications'
  | 'listActivities'
> {
  const { records, siteTime } = ports;
  return {
    listCustomers: async ({ siteId }, { query: { q, limit, cursor, ...filter } }) => {
      const words = searchedWords(q ?? '');
      if (words.length === 0) {
        const page = await listCustomers({ records })(siteId, { filter, limit, cursor });
        return answer(200, { items: page.items.map(customerWire), nextCursor: page.nextCursor });
      }
      const list = `customers ${JSON.stringify([words, filter])}`;
      const offset = readOffset(list, cursor);
      if (!offset.ok) return offset;
      const found = await searchCustomers({ records })(siteId, { words, filter, offset: offset.value, limit });
      const nextCursor = found.nextOffset === null ? null : writeCursor(list, [found.nextOffset]);
      return answer(200, { items: found.items.map(customerWire), nextCursor });
    },

    getCustomer: async (call, { path: { customerId } }) => {
      const customer = await customerOf(records, call, customerId);
      return customer.ok ? answer(200, customerWire(customer.value), { version: customer.value.version }) : customer;
    },

    getCustomerOverview: async (call, { path: { customerId } }) => {
      const site = await siteTime.site(call.siteId);
      invariant(site !== null, `site ${call.siteId} exists`);
      const overview = await customerOverview(ports)(call, { customerId, zone: site.zone });
      return overview === null ? err(noSuch('customer')) : answer(200, overviewWire(overview));
    },

    listContacts: async (call, { path: { customerId }, query }) => {
      const customer = await customerOf(records, call, customerId);
      if (!customer.ok) return customer;
      const { items, nextCursor } = await records.find('contactsOfCustomer', call.siteId, { customerId }, query);
      return answer(200, { items: items.map(contactWire), nextCursor });
    },

    getPaymentInfo: async ({ siteId }, { path: { customerId } }) => {
      const info = await records.get('paymentInfo', siteId, { customerId });
      return info === null ? err(noSuch('customer')) : answer(200, paymentInfoWire(info), { version: info.version });
    },

    listCommunications: async (call, { path: { customerId }, query }) => {
      const customer = await customerOf(records, call, customerId);
      if (!customer.ok) return customer;
      const page = await records.find('communicationsOfCustomer', call.siteId, { customerId }, query);
      return answer(200, { items: page.items.map(communicationWire), nextCursor: page.nextCursor });
    },

    listActivities: async (call, { path: { customerId }, query }) => {
      const customer = await customerOf(records, call, customerId);
      if (!customer.ok) return customer;
      const page = await records.find('activitiesOfCustomer', call.siteId, { customerId }, query);
      return answer(200, { items: page.items.map(activityWire), nextCursor: page.nextCursor });
    },
  };
}
