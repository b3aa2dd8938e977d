import { parseBucketKey, RUNNING } from '../ledger/bucket-key.ts';
import type { Entry, OpenCycles } from '../ledger/entry.ts';
import { nextCycle } from '../time/cycle.ts';
import type { CycleRule } from '../time/cycle-rule.ts';
import type { Period } from '../time/instant.ts';

/** The bill period on which a rated entry was charged; null when it charged nothing. */
export function chargedPeriodOf({ impacts }: Pick<Entry, 'impacts'>): Period | null {
  for (const { bucket } of impacts) {
    const { origin, from, to } = parseBucketKey(bucket);
    if (origin === RUNNING) return { from, to };
  }
  return null;
}

/** The cycles that were open when an entry was rated, as far as it tells: the period that it was charged on was the one to charge. */
export function cyclesOf(entry: Pick<Entry, 'impacts'>, rule: CycleRule | null, otherwise: OpenCycles): OpenCycles {
  const active = chargedPeriodOf(entry);
  if (active === null) return otherwise;
  return { active, next: rule === null ? active : nextCycle(rule, active) };
}
