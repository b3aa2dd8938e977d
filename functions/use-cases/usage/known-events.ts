import type { Entry } from '../../../domain/ledger/entry.ts';
import { type EventIndex, indexEvents, remember } from '../../../domain/ledger/find-repeat.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Ledgers } from '../../ports.ts';

const NONE: readonly Entry[] = [];
const FAR_APART_MS = 3_600_000;
/** Each is a few requests. */
const MOST_RANGES = 8;

/** What a ledger knows of events of these times, whether it is in the tail or sealed. */
export async function knownEvents(
  ledgers: Pick<Ledgers, 'sealedEntries'>,
  head: Head,
  times: readonly Instant[],
): Promise<EventIndex> {
  const index = indexEvents(head.tail);
  for (const entry of await sealedOf(ledgers, head, times)) remember(index, entry);
  return index;
}

/**
 * Sealed entries that may be of these times. What is not in the tail is in a chunk that covers its time; what is newer than every chunk
 * needs no extra read.
 */
export async function sealedOf(
  ledgers: Pick<Ledgers, 'sealedEntries'>,
  head: Head,
  times: readonly Instant[],
): Promise<readonly Entry[]> {
  const late = times.filter((at) => at <= head.sealedThrough);
  if (late.length === 0) return NONE;
  return ledgers.sealedEntries(head.siteId, head.balanceGroupId, ...rangesOf(late));
}

/** One late event among near ones must not read all the time between them: what lies far apart is looked for apart. */
function rangesOf(times: readonly Instant[]): readonly { readonly from: Instant; readonly to: Instant }[] {
  const sorted = times.toSorted((a, b) => a - b);
  const widest = sorted
    .slice(1)
    .map((at, index) => ({ at, gap: at - (sorted[index] ?? at) }))
    .filter(({ gap }) => gap > FAR_APART_MS)
    .toSorted((a, b) => b.gap - a.gap)
    .slice(0, MOST_RANGES - 1);
  const starts = new Set(widest.map(({ at }) => at));
  const ranges: { from: Instant; to: Instant }[] = [];
  for (const at of sorted) {
    const range = ranges.at(-1);
    if (range === undefined || (starts.has(at) && range.to < at)) ranges.push({ from: at, to: at });
    else range.to = at;
  }
  return ranges;
}
