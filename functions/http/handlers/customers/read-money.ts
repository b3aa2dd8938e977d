import type { Bill } from '../../../../domain/billing/bill.ts';
import { err } from '../../../../domain/result.ts';
import type { Ledgers, PriceBooks, Records } from '../../../ports.ts';
import { answer } from '../../../shared/answer.ts';
import { pageOf } from '../../../shared/cursor.ts';
import type { DoorHandlers } from '../../../shared/handler.ts';
import { loadAccounts } from '../../../use-cases/billing/load-accounts.ts';
import { billMoney } from '../../../use-cases/billing/running-bills.ts';
import { listReservations } from '../../../use-cases/charging/list-reservations.ts';
import { listTransactions } from '../../../use-cases/customers/list-transactions.ts';
import { allItems } from '../../../use-cases/every-item.ts';
import type { customersContract } from '../../contract/customers.ts';
import { groupBalancesWire } from './balance-wire.ts';
import { billRowWire, transactionWire } from './money-wire.ts';
import { customerOf, noSuch } from './of-customer.ts';
import { reservationWire } from './reservation-wire.ts';

type Handlers = DoorHandlers<'customers', typeof customersContract>;

const newestFirst = (a: Bill, b: Bill): number => b.from - a.from || b.billId.localeCompare(a.billId);

/** Reads about the customer's money: balances, bills, charges and payments. */
export function readMoney(ports: {
  readonly records: Records;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'current'>;
}): Pick<
  Handlers,
  'listCustomerBalances' | 'listBalances' | 'listReservations' | 'listCustomerBills' | 'listTransactions'
> {
  const { records, ledgers, priceBooks } = ports;
  return {
    listCustomerBalances: async (call, { path: { customerId } }) => {
      const customer = await customerOf(records, call, customerId);
      if (!customer.ok) return customer;
      const accounts = await loadAccounts(ports)(call.siteId, customerId);
      const view = { book: await priceBooks.current(call.siteId), now: call.now };
      return answer(200, { items: accounts.map((account) => groupBalancesWire(account, view)), nextCursor: null });
    },

    listBalances: async ({ siteId, now }, { path: { balanceGroupId } }) => {
      const account = await ledgers.load(siteId, balanceGroupId);
      if (account === null) return err(noSuch('balance group'));
      return answer(200, groupBalancesWire(account, { book: await priceBooks.current(siteId), now }));
    },

    listReservations: async ({ siteId, now }, { path: { balanceGroupId }, query }) => {
      const reservations = await listReservations(ports)(siteId, balanceGroupId, now);
      if (reservations === null) return err(noSuch('balance group'));
      const page = pageOf(`reservations ${balanceGroupId}`, reservations, query);
      if (!page.ok) return page;
      const book = await priceBooks.current(siteId);
      const items = page.value.items.map((reservation) => reservationWire(reservation, book));
      return answer(200, { items, nextCursor: page.value.nextCursor });
    },

    listCustomerBills: async (call, { path: { customerId }, query }) => {
      const customer = await customerOf(records, call, customerId);
      if (!customer.ok) return customer;
      const bills = await allItems(ports, 'billsOfCustomer', call.siteId, { customerId });
      const page = pageOf(`bills ${customerId}`, bills.toSorted(newestFirst), query);
      if (!page.ok) return page;
      const accounts = await loadAccounts(ports)(call.siteId, customerId);
      const items = page.value.items.map((bill) => billRowWire(bill, billMoney(bill, accounts)));
      return answer(200, { items, nextCursor: page.value.nextCursor });
    },

    listTransactions: async (call, { path: { customerId }, query }) => {
      const customer = await customerOf(records, call, customerId);
      if (!customer.ok) return customer;
      const transactions = await listTransactions(ports)(call.siteId, customerId);
      const page = pageOf(`transactions ${customerId}`, transactions, query);
      if (!page.ok) return page;
      return answer(200, { items: page.value.items.map(transactionWire), nextCursor: page.value.nextCursor });
    },
  };
}
