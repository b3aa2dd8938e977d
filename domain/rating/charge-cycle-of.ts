import type { OpenCycles } from '../ledger/entry.ts';
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

/** The period that an event's tier counter counts in: the one it happened in, billed or not. */
export function counterCycleOf(cycles: OpenCycles, rule: CycleRule | null, at: Instant): Period {
  if (at >= cycles.active.from || rule === null) return chargeCycleOf(cycles, rule, at);
  return cycleAt(rule, at);
}
