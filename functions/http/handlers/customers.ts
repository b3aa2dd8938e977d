import type { Commit, Ledgers, PriceBooks, RandomId, Records, Sequences, SiteTime, SystemTime } from '../../ports.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import type { customersContract } from '../contract/customers.ts';
import { balancesHandlers } from './balances.ts';
import { buy } from './customers/buy.ts';
import { changeCustomer } from './customers/change-customer.ts';
import { readContract } from './customers/read-contract.ts';
import { readCustomer } from './customers/read-customer.ts';
import { readEntries } from './customers/read-entries.ts';
import { readMoney } from './customers/read-money.ts';
import { vouchers } from './customers/vouchers.ts';
import { sharingHandlers } from './sharing.ts';

/** What the customers door does. */
export const customersHandlers = (ports: {
  readonly records: Records;
  readonly ledgers: Ledgers;
  readonly priceBooks: PriceBooks;
  readonly siteTime: SiteTime;
  readonly randomId: RandomId;
  readonly sequences: Sequences;
  readonly systemTime: SystemTime;
  readonly commit: Commit;
}): DoorHandlers<'customers', typeof customersContract> => ({
  ...readCustomer(ports),
  ...readContract(ports),
  ...readMoney(ports),
  ...readEntries(ports),
  ...changeCustomer(ports),
  ...buy(ports),
  ...vouchers(ports),
  ...balancesHandlers(ports),
  ...sharingHandlers(ports),
});
