import type { Entry, OpenCycles } from '../ledger/entry.ts';
import type { Head } from '../ledger/head.ts';
import type { RatingProfile } from '../subscription/subscription.ts';
import { cyclesOf } from './cycles-of.ts';

/**
 * The cycles that were open when an entry of a ledger was written: those that the bill before it opened, or those that the bill after it closed.
 * `bills`: entries that opened cycles, in any order. Where there is none, it is as far as the entry itself tells.
 */
export function openCyclesAt(
  {
    bills,
    profile,
    head,
  }: {
    readonly bills: Iterable<Pick<Entry, 'seq' | 'bill' | 'cycles'>>;
    readonly profile: Pick<RatingProfile, 'cycleRule'>;
    readonly head: Pick<Head, 'cycles'>;
  },
  entry: Pick<Entry, 'seq' | 'impacts'>,
): OpenCycles {
  let before: { readonly seq: number; readonly cycles: OpenCycles } | null = null;
  let after: { readonly seq: number; readonly cycles: OpenCycles; readonly closed: number } | null = null;
  for (const { seq, bill, cycles } of bills) {
    if (cycles === null) continue;
    if (seq < entry.seq && (before === null || seq > before.seq)) before = { seq, cycles };
    if (seq > entry.seq && bill !== null && (after === null || seq < after.seq)) {
      after = { seq, cycles, closed: bill.cycle };
    }
  }
  if (before !== null) return before.cycles;
  if (after === null) return cyclesOf(entry, profile.cycleRule, head.cycles);
  const { active } = after.cycles;
  return { active: { from: after.closed, to: active.from }, next: active };
}
