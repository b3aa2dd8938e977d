import type { Bill } from '../../../domain/billing/bill.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { countUsageCharges, type ServiceUsage, summariseUsage } from '../../../domain/invoice/summarise-usage.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { Period } from '../../../domain/time/instant.ts';
import type { Account, Ledgers } from '../../ports.ts';
import { ledgerEntries } from '../customers/ledger-entries.ts';

const DAY_MS = 86_400_000;

/**
 * The usage that a bill charges, per service. Entries of the bill's own period are read first; only when the bill counts more usage than
 * they hold, because some came late, the older ones are read, too.
 */
export async function loadBillUsage(
  { ledgers }: { readonly ledgers: Pick<Ledgers, 'sealedEntries'> },
  {
    bill,
    accounts,
    book,
    oldestDays,
  }: {
    readonly bill: Bill;
    readonly accounts: readonly Account[];
    readonly book: PriceBook;
    /** Nothing older than this is ever rated. */
    readonly oldestDays: number;
  },
): Promise<readonly ServiceUsage[]> {
  const expected = bill.lines
    .filter(({ product }) => book.products.get(product ?? '')?.type === 'usage')
    .reduce((count, { events }) => count + events, 0);
  const own = await entriesIn({ ledgers }, accounts, bill);
  const isWhole = countUsageCharges(own, bill) >= expected;
  const from = bill.from - oldestDays * DAY_MS;
  const entries = isWhole ? own : await entriesIn({ ledgers }, accounts, { from, to: bill.to });
  const services = accounts.flatMap(({ profile }) => profile.services);
  return summariseUsage(entries, { cycle: bill, services, book });
}

/** Entries of all groups. The tail is short, and late usage in it may be of any time: it is taken whole. */
async function entriesIn(
  ports: { readonly ledgers: Pick<Ledgers, 'sealedEntries'> },
  accounts: readonly Account[],
  range: Period,
): Promise<readonly Entry[]> {
  return (await Promise.all(accounts.map(({ head }) => ledgerEntries(ports, head, range)))).flat();
}
