import type { Dec } from '../money/decimal.ts';
import type { Instant, Period } from '../time/instant.ts';

/**
 * Why an entry exists. `open` starts a ledger, `bill` moves a cycle's charges onto a bill and opens the next cycle; `reserve` and
 * `release` set aside and give back; `shared` is a group member's usage that the owner of a sharing group takes over; `discount` is one
 * on a whole bill; `rerating` the difference to what usage should have cost; `top-up` money paid ahead; `rollover` grants what is left of
 * a grant again. All but the first four move balances.
 */
export type EntryKind =
  | 'open'
  | 'usage'
  | 'purchase'
  | 'cycle'
  | 'adjustment'
  | 'expiry'
  | 'bill'
  | 'shared'
  | 'discount'
  | 'rerating'
  | 'reserve'
  | 'release'
  | 'top-up'
  | 'rollover';

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
  /** Target for discounts. */
  readonly tag?: string;
  /** The discount that this is, instead of the charge itself: a negative amount beside it. */
  readonly discount?: string;
  /** Instead of the product's own. */
  readonly generalLedger?: string;
  /** Why the tax code levies nothing on this customer. */
  readonly exemption?: string;
  /** Whose charge it is, where the subscription has a discount on bills: others with the same product have no part in that. */
  readonly subscription?: string;
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

/** A movement of a tier counter. `before`: where it stood, which is what the tiers were chosen by. */
export type Count = { readonly counter: string; readonly amount: Dec; readonly before?: Dec };

/** Units and money set aside for a session: nobody else may use them until it is committed, released or over. */
export type Hold = {
  readonly id: string;
  readonly service: string;
  readonly at: Instant;
  readonly expiresAt: Instant;
  readonly quantity: Dec;
  readonly impacts: readonly Pick<Impact, 'resource' | 'bucket' | 'amount'>[];
  readonly counts: readonly Count[];
};

/** Thresholds that an entry brought the total over, and those that it brought it back under. See alarmKey. */
export type Alarms = { readonly raised: readonly string[]; readonly cleared: readonly string[] };

/** The other side of a shared event. */
export type Shared = {
  readonly groupId: string;
  /** Balance group and customer of the other side. */
  readonly balanceGroupId: string;
  readonly customerId: string;
};

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
  /** `bill`: which bill took the charges of which cycle. Its impacts are what money in hand paid of it in the end. */
  readonly bill: { readonly billId: string; readonly cycle: Instant } | null;
  /** Usage: version of the catalog that priced it. With it, the event can be explained for ever. */
  readonly catalogVersion?: number;
  /** `reserve`: what is set aside. */
  readonly hold?: Hold;
  /** Holds that end with this entry: committed by it, released by it, or found expired. */
  readonly endedHolds?: readonly string[];
  readonly alarms?: Alarms;
  /** `expiry`: buckets without an end that leave the head, because nothing is left in them. */
  readonly spent?: readonly string[];
  readonly shared?: Shared;
  /** `rerating`: position of the usage entry that it corrects. */
  readonly corrects?: number;
  /** Who did it and why, for what people do by hand. */
  readonly note?: string;
};

/** The active bill's period and the prepared one's. */
export type OpenCycles = { readonly active: Period; readonly next: Period };

/** An entry before the ledger gives it its position. */
export type DraftEntry = Omit<Entry, 'seq'>;
