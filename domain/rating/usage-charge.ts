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
};
