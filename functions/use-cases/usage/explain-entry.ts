import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import { type Dec, ZERO } from '../../../domain/money/decimal.ts';
import { explainEntry as entryInWords, explainInWords } from '../../../domain/rating/explain/explain-in-words.ts';
import { type ExplainedUsage, type Explaining, explainUsage } from '../../../domain/rating/explain/explain-usage.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { cycleAt } from '../../../domain/time/cycle.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Account, Ledgers, PriceBooks } from '../../ports.ts';
import { ledgerEntries } from '../customers/ledger-entries.ts';
import { entriesAt, findEntry } from './find-entry.ts';
import { loadPastOwners } from './open-accounts.ts';

export type EntryExplanation = {
  readonly account: Account;
  readonly entry: Entry;
  /** What was corrected of it since. */
  readonly corrections: readonly Entry[];
  /** Usage only. */
  readonly usage: ExplainedUsage | null;
  readonly sentences: readonly string[];
  /** The catalog that priced it. */
  readonly book: PriceBook;
};

type ExplainPorts = {
  readonly ledgers: Ledgers;
  readonly priceBooks: Pick<PriceBooks, 'current' | 'asOf' | 'forCustomer'>;
};

/** How the amount of an entry came about. Reads only: the entry, what others took over of it, and the catalog as it stood then. */
export const explainEntry =
  ({ ledgers, priceBooks }: ExplainPorts) =>
  async (
    siteId: string,
    asked: { readonly balanceGroupId: string; readonly seq: number; readonly at: Instant | null },
  ): Promise<Result<EntryExplanation, Refusal>> => {
    const account = await ledgers.load(siteId, asked.balanceGroupId);
    if (account === null) return err(refusal('request.not_found', 'There is no such balance group.'));
    const found = await findEntry(ledgers, account.head, asked);
    if (!found.ok) return found;
    const entry = found.value;
    const { catalogVersion } = entry;
    const sold =
      catalogVersion === undefined ? await priceBooks.current(siteId) : await priceBooks.asOf(siteId, catalogVersion);
    const book = await priceBooks.forCustomer(sold, account.profile, entry.recordedAt);
    const beside = await entriesAt(ledgers, account.head, entry.at);
    const corrections = beside.filter(({ corrects }) => corrects === entry.seq);
    const about = { account, entry, corrections, book };
    if (entry.kind !== 'usage') return ok({ ...about, usage: null, sentences: entryInWords(entry, book) });
    const taxesOf = async (owner: Account['profile']) =>
      (await priceBooks.forCustomer(sold, owner, entry.recordedAt)).taxes;
    const usage = await explained(ledgers, account, { entry, book, taxesOf });
    return ok({ ...about, usage, sentences: explainInWords(usage, entry, book) });
  };

/** What the gateway quotes for an owner. */
type TaxesOf = (owner: Account['profile']) => Promise<PriceBook['taxes']>;

async function explained(
  ledgers: Ledgers,
  account: Account,
  { entry, book, taxesOf }: { readonly entry: Entry; readonly book: PriceBook; readonly taxesOf: TaxesOf },
): Promise<ExplainedUsage> {
  const { head, profile } = account;
  const shares = entry.shared === undefined ? [] : await sharesOf(ledgers, account, entry);
  const owners = await Promise.all(shares.map(async (one) => ({ ...one, taxes: await taxesOf(one.profile) })));
  const explaining: Explaining = { entry, profile, cycles: head.cycles, owners, book };
  const usage = explainUsage(explaining);
  if (usage.reproduced || profile.cycleRule === null) return usage;
  // Counters that the event only read are not in its entry; what was counted before it in its cycle is.
  const cycle = cycleAt(profile.cycleRule, entry.at);
  const range = { from: cycle.from, to: Math.max(head.sealedThrough, cycle.from) };
  const counters = new Map<string, Dec>();
  for (const { seq, counts } of await ledgerEntries({ ledgers }, head, range)) {
    if (seq >= entry.seq) continue;
    for (const { counter, amount } of counts) counters.set(counter, (counters.get(counter) ?? ZERO).plus(amount));
  }
  return explainUsage({ ...explaining, counters });
}

/** What sharing owners took over of an event. */
async function sharesOf(ledgers: Ledgers, account: Account, entry: Entry): Promise<Explaining['owners']> {
  const owners = await loadPastOwners(ledgers, account);
  const shares = owners.map(async ({ head, profile }) => {
    const found = (await entriesAt(ledgers, head, entry.at)).find(
      ({ kind, id, service, shared }) =>
        kind === 'shared' &&
        id === entry.id &&
        service === entry.service &&
        shared?.balanceGroupId === account.head.balanceGroupId,
    );
    return found === undefined ? [] : [{ entry: found, profile, cycles: head.cycles }];
  });
  return (await Promise.all(shares)).flat();
}
