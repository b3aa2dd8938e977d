import { type Dec, ZERO } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';
import { parseBucketKey, RUNNING } from './bucket-key.ts';
import { cycleOfCounter } from './counter-key.ts';
import type { Charge, Entry, EntryKind, Hold, Impact, OpenCycles } from './entry.ts';
import type { Bucket, UnbilledLine } from './head.ts';
import { lineKey } from './line-key.ts';

/** What entries add up to, while they are being added. Private to its holder; a Head is its frozen form. */
export type LedgerState = {
  seq: number;
  cycles: OpenCycles;
  usageCount: number;
  readonly buckets: Map<string, Bucket>;
  readonly counters: Map<string, Dec>;
  readonly unbilled: Map<string, UnbilledLine>;
  /** By id: what sessions have set aside. */
  readonly holds: Map<string, Hold>;
  /** Thresholds that are reached, by alarmKey. */
  readonly alarms: Set<string>;
};

export const emptyState = (): LedgerState => ({
  seq: 0,
  cycles: { active: { from: 0, to: 0 }, next: { from: 0, to: 0 } },
  usageCount: 0,
  buckets: new Map(),
  counters: new Map(),
  unbilled: new Map(),
  holds: new Map(),
  alarms: new Set(),
});

/**
 * The fold: the one place where a balance changes. Sums only, so that any order of the same usage gives the same state; what is
 * not a sum (the open cycles) comes with `open` and `bill` entries, whose order their position fixes.
 */
export function applyEntry(state: LedgerState, entry: Entry): void {
  state.seq = entry.seq;
  if (entry.kind === 'usage') state.usageCount += 1;
  for (const impact of entry.impacts) {
    addToBucket(state, impact, entry.kind);
    if (impact.charge !== null) addToLine(state, impact.amount, impact.charge);
  }
  for (const { counter, amount } of entry.counts) {
    state.counters.set(counter, (state.counters.get(counter) ?? ZERO).plus(amount));
  }
  if (entry.hold !== undefined) state.holds.set(entry.hold.id, entry.hold);
  if (entry.endedHolds !== undefined) for (const id of entry.endedHolds) state.holds.delete(id);
  if (entry.alarms !== undefined) {
    for (const alarm of entry.alarms.cleared) state.alarms.delete(alarm);
    for (const alarm of entry.alarms.raised) state.alarms.add(alarm);
  }
  if (entry.bill !== null) takeOntoBill(state, entry.bill.cycle);
  if (entry.cycles !== null) state.cycles = entry.cycles;
  if (entry.kind === 'expiry') dropSpentBuckets(state, entry);
}

function addToBucket(
  { buckets }: LedgerState,
  { resource, bucket: key, amount, charge }: Impact,
  kind: EntryKind,
): void {
  const found = buckets.get(key);
  const { from, to, origin } = found ?? parseBucketKey(key);
  // Money settled from what was paid ahead leaves the running bucket, which grants nothing.
  const isBack = found !== undefined && kind === 'rerating' && isUsedOnly(origin);
  const isGrant = charge === null && amount.isNegative() && origin !== RUNNING && !isBack;
  const granted = isGrant ? amount : ZERO;
  if (found === undefined) buckets.set(key, { resource, from, to, origin, amount, granted });
  else buckets.set(key, { ...found, amount: found.amount.plus(amount), granted: found.granted.plus(granted) });
}

/** Usage only takes from what purchases and people put there: a correction gives back what was granted before. */
const isUsedOnly = (origin: string): boolean => !origin.startsWith('usage:') && !origin.startsWith('discount:');

function addToLine({ unbilled }: LedgerState, amount: Dec, charge: Charge): void {
  const key = lineKey(charge);
  const net = amount.minus(charge.tax);
  const found = unbilled.get(key);
  if (found === undefined) {
    const { tax, quantity, ...line } = charge;
    unbilled.set(key, { ...line, net, tax, quantity, events: 1 });
    return;
  }
  unbilled.set(key, {
    ...found,
    net: found.net.plus(net),
    tax: found.tax.plus(charge.tax),
    quantity: found.quantity.plus(charge.quantity),
    events: found.events + 1,
  });
}

/** Billed money is due on the bill from here on, so it leaves the running bucket: a balance shows the unbilled only. */
function takeOntoBill({ unbilled, buckets, counters }: LedgerState, cycle: Instant): void {
  for (const [key, line] of unbilled) if (line.cycle === cycle) unbilled.delete(key);
  for (const [key, { origin, from }] of buckets) if (origin === RUNNING && from === cycle) buckets.delete(key);
  // One cycle's counters are kept for late usage, which is rated with the counters of its own time.
  for (const key of counters.keys()) if (cycleOfCounter(key) < cycle) counters.delete(key);
}

/** Should anything come back to one, its name says all that it was. */
function dropSpentBuckets({ buckets }: LedgerState, { at, spent = [] }: Entry): void {
  for (const [key, { amount, to }] of buckets) if (amount.isZero() && to <= at) buckets.delete(key);
  for (const key of spent) if (buckets.get(key)?.amount.isZero() === true) buckets.delete(key);
}
