import type { Bill, Invoice } from '../../../domain/billing/bill.ts';
import type { Customer } from '../../../domain/customer/customer.ts';
import { type Dec, dec, ZERO } from '../../../domain/money/decimal.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import { localDateText } from '../../../domain/time/zone-calendar.ts';
import type { Ledgers, Records } from '../../ports.ts';
import { type BilledAccount, loadAccounts } from '../billing/load-accounts.ts';
import { billMoney } from '../billing/running-bills.ts';
import { allItems } from '../every-item.ts';

const MONTHS = 12;

/** Sums of one currency. `due` is the overdue part of `open`; `credit` is zero or negative. */
export type Balances = { readonly current: Dec; readonly open: Dec; readonly due: Dec; readonly credit: Dec };
export type MonthRevenue = { readonly month: string; readonly net: Dec };
export type CustomerOverview = {
  readonly customer: Customer;
  readonly balances: ReadonlyMap<string, Balances>;
  readonly revenue: ReadonlyMap<string, readonly MonthRevenue[]>;
  readonly latestInvoice: Invoice | null;
};

const NOTHING: Balances = { current: ZERO, open: ZERO, due: ZERO, credit: ZERO };

/** `2026-03` and the eleven before it, oldest first. */
function lastMonths(zone: string, now: Instant): readonly string[] {
  const [year = 0, month = 0] = localDateText(zone, now)
    .split('-')
    .map((part) => parseInt(part, 10));
  return Array.from({ length: MONTHS }, (_, index) => {
    const count = year * 12 + month - 1 - (MONTHS - 1 - index);
    return `${Math.floor(count / 12)}-${`${(count % 12) + 1}`.padStart(2, '0')}`;
  });
}

function balancesOf(bills: readonly Bill[], accounts: readonly BilledAccount[], now: Instant) {
  const balances = new Map<string, Balances>();
  const add = (currency: string, more: Partial<Balances>) => {
    const sum = balances.get(currency) ?? NOTHING;
    balances.set(currency, {
      current: sum.current.plus(more.current ?? ZERO),
      open: sum.open.plus(more.open ?? ZERO),
      due: sum.due.plus(more.due ?? ZERO),
      credit: sum.credit.plus(more.credit ?? ZERO),
    });
  };
  const profiles = new Map(accounts.map(({ billingProfile }) => [billingProfile.billingProfileId, billingProfile]));
  for (const { currency, creditBalance } of profiles.values()) add(currency, { credit: dec(creditBalance) });
  for (const bill of bills) {
    if (bill.status === 'active') add(bill.currency, { current: billMoney(bill, accounts).total });
    if (bill.status !== 'billing') continue;
    const open = dec(bill.due);
    add(bill.currency, { open, due: bill.dueAt !== null && bill.dueAt < now ? open : ZERO });
  }
  return balances;
}

function revenueOf(bills: readonly Bill[], zone: string, now: Instant) {
  const months = lastMonths(zone, now);
  const sums = new Map<string, Map<string, Dec>>();
  for (const { currency, finalisedAt, net } of bills) {
    const ofCurrency = sums.get(currency) ?? new Map(months.map((month) => [month, ZERO]));
    sums.set(currency, ofCurrency);
    const month = finalisedAt === null ? '' : localDateText(zone, finalisedAt).slice(0, 7);
    const sum = ofCurrency.get(month);
    if (sum !== undefined) ofCurrency.set(month, sum.plus(dec(net)));
  }
  return new Map([...sums].map(([currency, sum]) => [currency, [...sum].map(([month, net]) => ({ month, net }))]));
}

/** Everything that the first page about a customer shows. Null: there is no such customer. */
export const customerOverview =
  (ports: { readonly records: Records; readonly ledgers: Pick<Ledgers, 'load'> }) =>
  async (
    { siteId, now }: { readonly siteId: string; readonly now: Instant },
    { customerId, zone }: { readonly customerId: string; readonly zone: string },
  ): Promise<CustomerOverview | null> => {
    const customer = await ports.records.get('customer', siteId, { customerId });
    if (customer === null) return null;
    const [accounts, bills, invoices] = await Promise.all([
      loadAccounts(ports)(siteId, customerId),
      allItems(ports, 'billsOfCustomer', siteId, { customerId }),
      allItems(ports, 'invoicesOfCustomer', siteId, { customerId }),
    ]);
    return {
      customer,
      balances: balancesOf(bills, accounts, now),
      revenue: revenueOf(bills, zone, now),
      latestInvoice: invoices.toSorted((a, b) => b.issuedAt - a.issuedAt)[0] ?? null,
    };
  };
