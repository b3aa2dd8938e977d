import type { DecimalText } from '../money/decimal.ts';

/** `upTo` is inclusive; `null` means no ceiling and only the last tier may have it. */
export type PriceTier = {
  readonly upTo: DecimalText | null;
  readonly unitPrice: DecimalText;
  /** Added once when the tier is entered. */
  readonly flatFee?: DecimalText;
};

/**
 * What a product costs. `per` is how many units `unitPrice` buys (default 1): "1.00 an hour" over minutes is unit price 1
 * per 60, kept as a division so that no ratio is ever rounded. `minimumCharge` applies once anything is charged.
 */
export type Price =
  | { readonly model: 'flat'; readonly amount: DecimalText }
  | {
      readonly model: 'per-unit';
      readonly unitPrice: DecimalText;
      readonly per?: DecimalText;
      readonly minimumCharge?: DecimalText;
    }
  | {
      readonly model: 'graduated';
      readonly tiers: readonly PriceTier[];
      readonly per?: DecimalText;
      readonly minimumCharge?: DecimalText;
      /** Tiers start anew with each event, or count on over the billing cycle. */
      readonly basis: 'event' | 'cycle';
    };
