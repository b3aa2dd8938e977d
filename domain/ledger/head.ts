import type { Dec } from '../money/decimal.ts';
import type { Instant, Period } from '../time/instant.ts';
import type { Charge, Entry, Hold, OpenCycles } from './entry.ts';

/** Part of a balance with one validity and one origin. */
export type Bucket = Period & {
  readonly resource: string;
  readonly origin: string;
  readonly amount: Dec;
  /** What was granted into it: the floor for thresholds. */
  readonly granted: Dec;
};

/** Charges of one kind that wait for a bill. */
export type UnbilledLine = Charge & { readonly net: Dec; readonly events: number };

/**
 * The state of one balance group's ledger: what folding all its entries gives, plus the newest entries themselves (the tail).
 * `version` is the stored item's: a commit holds only on the version that was read.
 */
export type Head = {
  readonly siteId: string;
  readonly balanceGroupId: string;
  readonly version: number;
  /** Version of the contract that was last stored together with this ledger: an older one must not be used with it. */
  readonly contractVersion: number;
  readonly seq: number;
  readonly cycles: OpenCycles;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly counters: ReadonlyMap<string, Dec>;
  readonly unbilled: ReadonlyMap<string, UnbilledLine>;
  readonly holds: ReadonlyMap<string, Hold>;
  readonly alarms: ReadonlySet<string>;
  /** Usage entries applied so far. */
  readonly usageCount: number;
  /** Newest event time in any sealed chunk; 0 while nothing is sealed. Newer events need no look into chunks. */
  readonly sealedThrough: Instant;
  readonly tail: readonly Entry[];
};
