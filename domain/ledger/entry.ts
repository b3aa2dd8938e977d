import type { Dec } from '../money/decimal.ts';
import type { Instant, Period } from '../time/instant.ts';

/**
 * Why an entry exists. `open` starts a ledger, `bill` moves a cycle's charges onto a bill and opens the next cycle; the others
 * move balances.
 */
export type EntryKind = 'open' | 'usage' | 'purchase' | 'cycle' | 'adjustment' | 'expiry' | 'bill';

/** Where an impact's money lands on a bill. */
export type Charge = {
  /** Start of the bill period that collects it. */
  readonly cycle: Instant;
  readonly billItem: string;
  readonly product: string | null;
  readonly taxCode: string | null;
  /** Tax on top of the impact's amount, exact at rating scale. */
  readonly tax: Dec;
  /** The quantity that the money is for, in the product's unit. */
  readonly quantity: Dec;
  /** The time a recurring charge is for; null for usage. */
  readonly period: Period | null;
};

/** One movement of one bucket. Positive: owes or consumed; negative: credit or allowance in hand. */
export type Impact = {
  readonly resource: string;
  /** See bucketKey. */
  readonly bucket: string;
  readonly amount: Dec;
  /** Monetary impacts only. */
  readonly charge: Charge | null;
};

/** A movement of a tier counter. */
export type Count = { readonly counter: string; readonly amount: Dec };

/** What the ledger appends. Immutable once committed. */
export type Entry = {
  /** Position in its ledger, from 1, without gaps. */
  readonly seq: number;
  readonly kind: EntryKind;
  /** With `service` and `at`, what makes the entry happen once. The producer's event id for usage. */
  readonly id: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly service: string | null;
  readonly product: string | null;
  readonly quantity: Dec | null;
  /** The event's own fields as they came in; they also tell a repeat from a conflict. */
  readonly fields: Readonly<Record<string, string>> | null;
  readonly impacts: readonly Impact[];
  readonly counts: readonly Count[];
  /** `open` and `bill`: the cycles that are open from here on. */
  readonly cycles: OpenCycles | null;
  /** `bill`: which bill took the charges of which cycle. */
  readonly bill: { readonly billId: string; readonly cycle: Instant } | null;
};

/** The active bill's period and the prepared one's. */
export type OpenCycles = { readonly active: Period; readonly next: Period };

/** An entry before the ledger gives it its position. */
export type DraftEntry = Omit<Entry, 'seq'>;
