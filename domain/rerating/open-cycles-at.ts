import type { Entry, OpenCycles } from '../ledger/entry.ts';

/**
 * The cycles that were open when an entry of a ledger was written: those that the bill before it opened, or those that the bill after it closed.
 * `entries` in any order; `otherwise` when no bill was made among them.
 */
export function openCyclesAt(
  entries: Iterable<Pick<Entry, 'seq' | 'bill' | 'cycles'>>,
  seq: number,
  otherwise: OpenCycles,
): OpenCycles {
  let before: { readonly seq: number; readonly cycles: OpenCycles } | null = null;
  let after: { readonly seq: number; readonly cycles: OpenCycles; readonly closed: number } | null = null;
  for (const { seq: position, bill, cycles } of entries) {
    if (cycles === null) continue;
    if (position < seq && (before === null || position > before.seq)) before = { seq: position, cycles };
    if (position > seq && bill !== null && (after === null || position < after.seq)) {
      after = { seq: position, cycles, closed: bill.cycle };
    }
  }
  if (before !== null) return before.cycles;
  if (after === null) return otherwise;
  const { active } = after.cycles;
  return { active: { from: after.closed, to: active.from }, next: active };
}
