import type { Resource } from '../../catalog/catalog.ts';
import type { Dec } from '../../money/decimal.ts';
import type { Instant } from '../../time/instant.ts';
import type { PriceFunction } from '../price-models/price-function.ts';

/** A detail of a rate with everything that it takes from its product filled in. */
export type PlannedDetail = {
  readonly resource: Resource;
  readonly price: PriceFunction;
  readonly model: string;
  /** What the price charges at least, and what it would charge without. */
  readonly least?: { readonly charge: Dec; readonly without: PriceFunction };
  /** See turnsOf. */
  readonly turns: readonly Dec[];
  /** Name of what counts its tiers, or its being charged once; null: it counts nothing. */
  readonly counter: { readonly name: string; readonly per: 'cycle' | 'day' } | null;
  /** Counted by the event instead of by its quantity: what is charged once. */
  readonly once: boolean;
  readonly resourceTag: string | null;
  readonly taxCode: string | null;
  readonly billItem: string;
  readonly generalLedger: string | null;
  readonly minimumQuantity: Dec | null;
  readonly increment: Dec | null;
};

/** A row of a rate plan, ready to price; a version without rate plan has one, made of its price. */
export type PlannedRate = {
  /** Position in the rate plan, from 1; 0: the version's own price. */
  readonly place: number;
  readonly chargeTag: string | null;
  /** Used up first, in this order. */
  readonly allowances: readonly Resource[];
  readonly details: readonly PlannedDetail[];
};

/** The part of an event that one rate prices: all of it, unless it runs over the edge of a time band. */
export type RatedPart = {
  /** When the part begins. */
  readonly at: Instant;
  readonly quantity: Dec;
  readonly zone: string | null;
  readonly band: string | null;
  readonly rate: PlannedRate;
};

/**
 * All of an event. It belongs to its start, `at`: whatever of it lies beyond the end of a grant or a cycle uses the allowances, and counts on
 * the counters, of that moment.
 */
export type RatedParts = { readonly at: Instant; readonly parts: readonly RatedPart[] };
