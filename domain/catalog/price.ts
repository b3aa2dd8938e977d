import type { DecimalText } from '../money/decimal.ts';

/** `upTo` is inclusive; `null` means no ceiling and only the last tier may have it. */
export type PriceTier = {
  readonly upTo: DecimalText | null;
  readonly unitPrice: DecimalText;
  /** Added once when the tier is entered. */
  readonly flatFee?: DecimalText;
};

/** A whole price for everything up to the tier's end. */
export type PriceStep = { readonly upTo: DecimalText | null; readonly amount: DecimalText };

/** Tiers start anew with each event, or count on over the billing cycle. */
export type TierBasis = 'event' | 'cycle';

/** What tiers of a cycle count on: the product's own use, or a counter resource that several products share. */
type Tiered = { readonly basis: TierBasis; readonly counter?: string };

/** `per` is how many units `unitPrice` buys (default 1); `minimumCharge` applies once anything is charged. */
type PerUnits = { readonly per?: DecimalText; readonly minimumCharge?: DecimalText };

/**
 * What a product costs. "1.00 an hour" over minutes is unit price 1 per 60, kept as a division so that no ratio is ever rounded.
 */
export type Price =
  /** The same whatever the quantity; `once`: charged with the first event of a day (in the site's zone) or of a cycle only. */
  | { readonly model: 'flat'; readonly amount: DecimalText; readonly once?: 'day' | 'cycle' }
  | ({ readonly model: 'per-unit'; readonly unitPrice: DecimalText } & PerUnits)
  /** Each unit costs what its own tier costs. */
  | ({ readonly model: 'graduated'; readonly tiers: readonly PriceTier[] } & PerUnits & Tiered)
  /** All units cost what the tier of the whole quantity costs. */
  | ({ readonly model: 'volume'; readonly tiers: readonly PriceTier[] } & PerUnits & Tiered)
  /** One amount for the whole quantity, by the tier it lies in. */
  | ({ readonly model: 'stair-step'; readonly steps: readonly PriceStep[] } & Tiered)
  /** Packages of `size` units; a started one counts. */
  | ({ readonly model: 'package'; readonly size: DecimalText; readonly amount: DecimalText } & Tiered)
  /** Percent of the quantity, which is an amount of money then, plus a fee for each event; both between a least and a most charge. */
  | {
      readonly model: 'percentage';
      readonly percent: DecimalText;
      readonly fee?: DecimalText;
      readonly minimumCharge?: DecimalText;
      readonly maximumCharge?: DecimalText;
    }
  /** Recurring in arrear: what a cycle's charges fall short of `minimum`, among those with a tag, or among all. */
  | { readonly model: 'minimum-commitment'; readonly minimum: DecimalText; readonly chargeTags?: readonly string[] };
