import type { Dec } from '../money/decimal.ts';
import type { Entry, Hold } from './entry.ts';
import { applyEntry, emptyState, type LedgerState } from './fold.ts';
import type { Bucket, Head, UnbilledLine } from './head.ts';

/** What every entry of a ledger, in order of position, adds up to. */
export function foldEntries(entries: readonly Entry[]): LedgerState {
  const state = emptyState();
  for (const entry of entries) applyEntry(state, entry);
  return state;
}

/**
 * `head == fold(all entries)`: null if it holds, else the first difference in words. `entries` are all of the ledger's, sealed
 * and in the tail, in any order.
 */
export function verifyHead(head: Head, entries: readonly Entry[]): string | null {
  const ordered = [...entries].sort((a, b) => a.seq - b.seq);
  const gap = ordered.findIndex(({ seq }, index) => seq !== index + 1);
  if (gap >= 0) return `entry ${gap + 1} is missing or doubled (found ${ordered[gap]?.seq})`;
  const state = foldEntries(ordered);
  return (
    differs('position', head.seq, state.seq) ??
    differs('usage count', head.usageCount, state.usageCount) ??
    differs('cycles', JSON.stringify(head.cycles), JSON.stringify(state.cycles)) ??
    mapsDiffer('bucket', head.buckets, state.buckets, bucketText) ??
    mapsDiffer('counter', head.counters, state.counters, decText) ??
    mapsDiffer('unbilled line', head.unbilled, state.unbilled, lineText) ??
    mapsDiffer('hold', head.holds, state.holds, holdText) ??
    differs('alarms', [...head.alarms].toSorted().join(' '), [...state.alarms].toSorted().join(' '))
  );
}

const differs = (what: string, stored: string | number, folded: string | number): string | null =>
  stored === folded ? null : `${what}: stored ${stored}, entries give ${folded}`;

function mapsDiffer<T>(
  what: string,
  stored: ReadonlyMap<string, T>,
  folded: ReadonlyMap<string, T>,
  text: (value: T) => string,
): string | null {
  for (const key of new Set([...stored.keys(), ...folded.keys()])) {
    const left = stored.get(key);
    const right = folded.get(key);
    const found = differs(
      `${what} ${key}`,
      left === undefined ? 'nothing' : text(left),
      right === undefined ? 'nothing' : text(right),
    );
    if (found !== null) return found;
  }
  return null;
}

const decText = (value: Dec): string => value.toFixed();
const bucketText = ({ amount, granted }: Bucket): string => `${amount.toFixed()} (granted ${granted.toFixed()})`;
const lineText = ({ net, tax, quantity, events }: UnbilledLine): string =>
  `net ${net.toFixed()}, tax ${tax.toFixed()}, quantity ${quantity.toFixed()}, ${events} charges`;
const holdText = ({ quantity, expiresAt }: Hold): string => `${quantity.toFixed()} until ${expiresAt}`;
