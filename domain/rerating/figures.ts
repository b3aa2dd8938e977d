import type { DecimalText } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';

/** Money of one bill item, without and with its tax on top; exact, not rounded for a bill. */
export type ItemAmount = { readonly net: DecimalText; readonly tax: DecimalText };

/** What re-rating one balance group changed, or would change: new minus old. */
export type RerateFigures = {
  readonly of: 're-rating';
  /** Code of the monetary resource. */
  readonly resource: string;
  /** Events looked at. */
  readonly events: number;
  /** Events that cost something else now. */
  readonly corrected: number;
  /** Events that the catalog as it stands cannot rate: they stay as they were. */
  readonly unrated: number;
  readonly items: readonly (ItemAmount & { readonly billItem: string })[];
  /** What the events looked at had cost until then. Runs of long ago did not tell. */
  readonly before?: readonly (ItemAmount & { readonly billItem: string })[];
};

/** What usage and recurring charges cost, by the plan that was had and by another. */
export type WhatIfFigures = {
  readonly of: 'what-if';
  readonly resource: string;
  readonly events: number;
  /** Events that could not be rated under the plan itself, and under the other one. */
  readonly unrated: { readonly control: number; readonly hypothetical: number };
  readonly items: readonly (Compared & { readonly billItem: string })[];
};

export type Compared = {
  /** What was charged. */
  readonly actual: ItemAmount;
  /** The plan that was had, computed as the other one is: its distance from `actual` is the method's own error. */
  readonly control: ItemAmount;
  readonly hypothetical: ItemAmount;
};

/** The same, told apart by bill period and service. Not kept: it is for one who looks at one customer. */
export type ComparedLine = Compared & {
  readonly billItem: string;
  /** Null: of no one service, such as a fee; or there are too many services to tell apart. */
  readonly serviceId: string | null;
  /** The part of the bill period that was compared. */
  readonly from: Instant;
  readonly to: Instant;
};

export type RatingFigures = RerateFigures | WhatIfFigures;
