import type { Entry } from '../../../domain/ledger/entry.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Account, Ledgers } from '../../ports.ts';

const DAY_MS = 86_400_000;
/** Looking back, each step is so many times as long as the one before: a busy ledger is read in days, a quiet one in years. */
const STEP_GROWTH = 4;

export type GroupEntry = { readonly balanceGroupId: string; readonly entry: Entry };
/** Where a page ended: entries are ordered by time, then balance group, then position, newest first. */
export type EntryPosition = { readonly at: Instant; readonly balanceGroupId: string; readonly seq: number };
export type EntryRange = {
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  readonly after: EntryPosition | null;
  readonly limit: number;
  readonly keep: (entry: Entry, balanceGroupId: string) => boolean;
};
export type EntryPage = { readonly entries: readonly GroupEntry[]; readonly next: EntryPosition | null };

const positionOf = ({ balanceGroupId, entry }: GroupEntry): EntryPosition => ({
  at: entry.at,
  balanceGroupId,
  seq: entry.seq,
});

function newerFirst(a: EntryPosition, b: EntryPosition): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.balanceGroupId !== b.balanceGroupId) return a.balanceGroupId < b.balanceGroupId ? 1 : -1;
  return b.seq - a.seq;
}

/** A ledger's entries of [from, to), from its chunks and its tail. What is sealed between the two reads is seen once. */
async function entriesOf(
  ledgers: Pick<Ledgers, 'sealedEntries'>,
  { siteId, balanceGroupId, sealedThrough, tail }: Head,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly GroupEntry[]> {
  const sealed = sealedThrough < from ? [] : await ledgers.sealedEntries(siteId, balanceGroupId, { from, to: to - 1 });
  const bySeq = new Map<number, Entry>();
  for (const entry of [...sealed, ...tail]) if (from <= entry.at && entry.at < to) bySeq.set(entry.seq, entry);
  return [...bySeq.values()].map((entry) => ({ balanceGroupId, entry }));
}

/** The first instant after everything that the ledgers hold. */
export const endOf = (accounts: readonly Account[]): Instant =>
  Math.max(0, ...accounts.flatMap(({ head }) => [head.sealedThrough, ...head.tail.map(({ at }) => at)])) + 1;

/** A day before anything that the contracts know began: nothing in the ledgers is older. */
export function startOf(accounts: readonly Account[]): Instant {
  const starts = accounts.flatMap(({ head, profile }) => [
    head.cycles.active.from,
    ...profile.services.map(({ validFrom }) => validFrom),
    ...profile.purchases.map(({ validFrom }) => validFrom),
    ...head.tail.map(({ at }) => at),
  ]);
  return Math.max(0, Math.min(...starts) - DAY_MS);
}

/** One page of the entries of one or several ledgers, newest first. Looks back step by step until the page is full. */
export const newestEntries =
  ({ ledgers }: { readonly ledgers: Pick<Ledgers, 'sealedEntries'> }) =>
  async (accounts: readonly Account[], { from, to, after, limit, keep }: EntryRange): Promise<EntryPage> => {
    const entries: GroupEntry[] = [];
    let end = after === null ? to : Math.min(to, after.at + 1);
    for (let step = DAY_MS; end > from && entries.length <= limit; step *= STEP_GROWTH) {
      const start = Math.max(from, end - step);
      const found = await Promise.all(accounts.map(({ head }) => entriesOf(ledgers, head, { from: start, to: end })));
      const wanted = found
        .flat()
        .filter(({ balanceGroupId, entry }) => keep(entry, balanceGroupId))
        .filter((found) => after === null || newerFirst(after, positionOf(found)) < 0)
        .toSorted((a, b) => newerFirst(positionOf(a), positionOf(b)));
      entries.push(...wanted);
      end = start;
    }
    const page = entries.slice(0, limit);
    const last = page.at(-1);
    return { entries: page, next: entries.length > limit && last !== undefined ? positionOf(last) : null };
  };
