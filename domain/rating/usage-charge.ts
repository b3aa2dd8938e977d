import type { Dec } from '../money/decimal.ts';
import type { PlannedDetail, RatedPart } from './rates/rated-part.ts';

/** What one detail charges for one part of an event, after allowances and before discounts. */
export type UsageCharge = {
  readonly part: RatedPart;
  readonly detail: PlannedDetail;
  /** Units that no allowance covered. */
  readonly priced: Dec;
  /** At rating scale. An inclusive price still contains its tax. */
  readonly amount: Dec;
  /** Tiers that may give back: the counter that they count on, and what the units cost that it had counted before. */
  readonly tiers?: { readonly counter: string; readonly before: Dec };
};
