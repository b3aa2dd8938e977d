import { counterKey, cycleOfCounter } from '../ledger/counter-key.ts';
import type { OpenCycles } from '../ledger/entry.ts';
import type { LedgerState } from '../ledger/fold.ts';
import { cycleAt } from '../time/cycle.ts';
import type { CycleRule } from '../time/cycle-rule.ts';
import type { Instant, Period } from '../time/instant.ts';

/**
 * The bill period that collects a charge. Usage of the open cycle and of cycles already billed goes to the active bill; usage after
 * the boundary, before billing has run, to the prepared one; later still, to the period it belongs to.
 */
export function chargeCycleOf(cycles: OpenCycles, rule: CycleRule | null, at: Instant): Period {
  if (at < cycles.active.to || rule === null) return cycles.active;
  return at < cycles.next.to ? cycles.next : cycleAt(rule, at);
}

/**
 * The tier counter that an event counts on: that of the cycle it happened in, billed or not. A customer's first cycle is shorter than the
 * rule's, so late usage of it goes on with the counter that began within the rule's.
 */
export function counterOf(
  { cycles, counters }: Pick<LedgerState, 'cycles' | 'counters'>,
  { rule, product, at }: { readonly rule: CycleRule | null; readonly product: string; readonly at: Instant },
): string {
  if (at >= cycles.active.from || rule === null) return counterKey(product, chargeCycleOf(cycles, rule, at).from);
  const { from, to } = cycleAt(rule, at);
  for (const key of counters.keys()) {
    const began = cycleOfCounter(key);
    if (from <= began && began < to && key === counterKey(product, began)) return key;
  }
  return counterKey(product, from);
}
