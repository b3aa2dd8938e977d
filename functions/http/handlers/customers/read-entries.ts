import type { Entry } from '../../../../domain/ledger/entry.ts';
import { err, invariant } from '../../../../domain/result.ts';
import type { Account, Ledgers, PriceBooks, Records } from '../../../ports.ts';
import { answer } from '../../../shared/answer.ts';
import type { DoorHandlers } from '../../../shared/handler.ts';
import { type BilledAccount, loadAccounts } from '../../../use-cases/billing/load-accounts.ts';
import { endOf, type GroupEntry, newestEntries, startOf } from '../../../use-cases/customers/newest-entries.ts';
import { allItems } from '../../../use-cases/every-item.ts';
import type { customersContract } from '../../contract/customers.ts';
import { positionCursor, readPosition } from './entry-cursor.ts';
import { entryWire, eventWire } from './entry-wire.ts';
import { customerOf, noSuch } from './of-customer.ts';

type Handlers = DoorHandlers<'customers', typeof customersContract>;

/** What a customer used, and what they took over as the owner of a sharing group. */
const EVENTS: ReadonlySet<Entry['kind']> = new Set(['usage', 'shared']);

/** The time to look through: what was asked for, within what the ledgers hold. */
const rangeOf = (accounts: readonly Account[], { from, to }: { readonly from?: number; readonly to?: number }) => ({
  from: Math.max(startOf(accounts), from ?? 0),
  to: Math.min(endOf(accounts), to ?? Number.POSITIVE_INFINITY),
});

/** Which bill collects the charges of a cycle; bills are only looked up for cycles that are no longer open. */
async function billFinder(
  records: Records,
  { siteId, customerId }: { readonly siteId: string; readonly customerId: string },
  accounts: readonly BilledAccount[],
  found: readonly GroupEntry[],
): Promise<(billingProfileId: string, cycle: number) => string | null> {
  const known = new Map<string, string>();
  for (const { billingProfile: profile } of accounts) {
    for (const bill of [profile.activeBill, profile.nextBill]) {
      known.set(`${profile.billingProfileId} ${bill.from}`, bill.billId);
    }
  }
  const open = new Set([...known.keys()].map((key) => key.split(' ')[1]));
  const isBilled = ({ entry }: GroupEntry) =>
    entry.impacts.some(({ charge }) => charge !== null && !open.has(`${charge.cycle}`));
  if (found.some(isBilled)) {
    for (const bill of await allItems({ records }, 'billsOfCustomer', siteId, { customerId })) {
      known.set(`${bill.billingProfileId} ${bill.from}`, bill.billId);
    }
  }
  return (billingProfileId, cycle) => known.get(`${billingProfileId} ${cycle}`) ?? null;
}

/** Reads of the ledgers themselves: usage events and entries, newest first. */
export function readEntries(ports: {
  readonly records: Records;
  readonly ledgers: Ledgers;
  readonly priceBooks: Pick<PriceBooks, 'current'>;
}): Pick<Handlers, 'listCustomerEvents' | 'listEntries'> {
  const { records, ledgers, priceBooks } = ports;
  const newest = newestEntries({ ledgers });
  return {
    listCustomerEvents: async (call, { path: { customerId }, query }) => {
      const customer = await customerOf(records, call, customerId);
      if (!customer.ok) return customer;
      const list = `events ${customerId} ${query.service ?? ''}`;
      const after = readPosition(list, query.cursor);
      if (!after.ok) return after;
      const accounts = await loadAccounts(ports)(call.siteId, customerId);
      const { entries, next } = await newest(accounts, {
        ...rangeOf(accounts, query),
        after: after.value,
        limit: query.limit,
        keep: ({ kind, service }) => EVENTS.has(kind) && (query.service === undefined || service === query.service),
      });
      const book = await priceBooks.current(call.siteId);
      const billOf = await billFinder(records, { siteId: call.siteId, customerId }, accounts, entries);
      const items = entries.map(({ balanceGroupId, entry }) => {
        const account = accounts.find(({ profile }) => profile.balanceGroupId === balanceGroupId);
        invariant(account !== undefined, `entries come from the accounts that were asked`);
        const { profile } = account;
        return eventWire(entry, { profile, book, billOf: (cycle) => billOf(profile.billingProfileId, cycle) });
      });
      return answer(200, { items, nextCursor: positionCursor(list, next) });
    },

    listEntries: async ({ siteId }, { path: { balanceGroupId }, query }) => {
      const list = `entries ${balanceGroupId}`;
      const after = readPosition(list, query.cursor);
      if (!after.ok) return after;
      const account = await ledgers.load(siteId, balanceGroupId);
      if (account === null) return err(noSuch('balance group'));
      const range = { ...rangeOf([account], query), after: after.value, limit: query.limit, keep: () => true };
      const { entries, next } = await newest([account], range);
      return answer(200, {
        items: entries.map(({ entry }) => entryWire(entry)),
        nextCursor: positionCursor(list, next),
      });
    },
  };
}
