import type { Dec } from '../money/decimal.ts';
import type { UsageCharge } from './usage-charge.ts';

/** One amount that somebody pays for a charge: the charge itself, or a discount on it (negative). Before tax is split off. */
export type ChargeLine = {
  readonly charge: UsageCharge;
  readonly amount: Dec;
  /** The quantity that the bill shows; of several amounts for the same units only one has it. */
  readonly quantity: Dec;
  readonly discount?: string;
};
