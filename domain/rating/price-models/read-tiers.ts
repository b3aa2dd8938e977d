import type { PriceTier } from '../../catalog/price.ts';
import { type Dec, dec, ZERO } from '../../money/decimal.ts';
import { ONE } from '../../money/fraction.ts';

/** A tier with its decimals read. */
export type ReadTier = {
  /** Inclusive; null: without end. */
  readonly upTo: Dec | null;
  readonly unitPrice: Dec;
  /** Times `per`, so that the division by it leaves the fee whole. */
  readonly fee: Dec;
};

/** Reads the tiers of a price whose unit prices buy `per` units. Whatever lies beyond the last tier belongs to it. */
export function readTiers(
  tiers: readonly PriceTier[],
  per: string | undefined,
): { readonly per: Dec; readonly rows: readonly ReadTier[] } {
  const units = per === undefined ? ONE : dec(per);
  const rows = tiers.map(({ upTo, unitPrice, flatFee }, index) => ({
    upTo: upTo === null || index === tiers.length - 1 ? null : dec(upTo),
    unitPrice: dec(unitPrice),
    fee: flatFee === undefined ? ZERO : dec(flatFee).times(units),
  }));
  return { per: units, rows };
}
