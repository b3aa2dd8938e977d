import type { PriceBook } from '../../domain/catalog/price-book.ts';
import { appendEntries } from '../../domain/ledger/append-entries.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { Head } from '../../domain/ledger/head.ts';
import { decimalText } from '../../domain/money/decimal.ts';
import { type Rerated, rerateEntries } from '../../domain/rerating/rerate-entries.ts';
import type { UsageWorld } from './usage-world.ts';

/** Rates a group's usage of a small world again, and posts what differs. */
export async function rerateGroup(
  world: UsageWorld,
  book: PriceBook,
  {
    group = '1',
    owners = [],
    isWanted = () => true,
  }: { group?: string; owners?: readonly string[]; isWanted?: (entry: Entry) => boolean } = {},
): Promise<Rerated> {
  const historyOf = async (id: string) => {
    const account = await world.ledgers.load('demo', id);
    if (account === null) throw new Error(`no ledger ${id}`);
    return { ...account, entries: world.entries(id) };
  };
  const account = await historyOf(group);
  const others = await Promise.all(owners.map(historyOf));
  const rerated = rerateEntries({ account, owners: others, book, isWanted, note: 'a price mistake', now: world.now });
  const drafts = Map.groupBy(rerated.corrections.flat(), ({ balanceGroupId }) => balanceGroupId);
  const ledgers = [account, ...others].flatMap(({ head }) => {
    const own = drafts.get(head.balanceGroupId) ?? [];
    if (own.length === 0) return [];
    return [
      {
        before: head,
        after: appendEntries(
          head,
          own.map(({ draft }) => draft),
        ),
      },
    ];
  });
  for (const change of ledgers) await world.ports().commitLedgers({ ledgers: [change] });
  return rerated;
}

/** What a bill and a balance show of a ledger: everything that re-rating must bring to what it should have been. */
export function standingOf({ buckets, unbilled, counters }: Head) {
  const nothing = (text: string) => !text.endsWith(' 0');
  return {
    buckets: [...buckets]
      .map(([key, { amount }]) => `${key} ${decimalText(amount)}`)
      .filter(nothing)
      .toSorted(),
    lines: [...unbilled]
      .map(
        ([key, { net, tax, quantity }]) =>
          `${key} net ${decimalText(net)} tax ${decimalText(tax)} quantity ${decimalText(quantity)}`,
      )
      .filter((text) => !text.endsWith('net 0 tax 0 quantity 0'))
      .toSorted(),
    counters: [...counters]
      .map(([key, amount]) => `${key} ${decimalText(amount)}`)
      .filter(nothing)
      .toSorted(),
  };
}
