import type { Price } from '../../catalog/price.ts';
import { type Dec, dec } from '../../money/decimal.ts';
import { type ReadTier, readTiers } from './read-tiers.ts';

/**
 * The quantities, those counted before included, right after which more may cost less: where the price of the whole falls, or begins to
 * give back. Between two of them more never costs less, or always. None of most prices.
 */
export function turnsOf(price: Price): readonly Dec[] {
  switch (price.model) {
    case 'volume':
      return turns(readTiers(price.tiers, price.per).rows, (upTo, tier, next) =>
        wholeIn(next, upTo).lt(wholeIn(tier, upTo)),
      );
    case 'graduated':
      return turns(readTiers(price.tiers, price.per).rows, (_, _tier, { fee }) => fee.isNegative());
    case 'stair-step':
      return price.steps.flatMap(({ upTo, amount }, index) => {
        const next = price.steps[index + 1];
        return upTo !== null && next !== undefined && dec(next.amount).lt(dec(amount)) ? [dec(upTo)] : [];
      });
    case 'flat':
    case 'per-unit':
    case 'package':
    case 'percentage':
    case 'minimum-commitment':
      return [];
  }
}

const wholeIn = ({ unitPrice, fee }: ReadTier, quantity: Dec): Dec => quantity.times(unitPrice).plus(fee);

function turns(
  tiers: readonly ReadTier[],
  falls: (upTo: Dec, tier: ReadTier, next: ReadTier) => boolean,
): readonly Dec[] {
  return tiers.flatMap((tier, index) => {
    const next = tiers[index + 1];
    const { upTo, unitPrice } = tier;
    if (upTo === null || next === undefined) return [];
    const givesBack = unitPrice.isNegative() || next.unitPrice.isNegative();
    return givesBack || falls(upTo, tier, next) ? [upTo] : [];
  });
}
