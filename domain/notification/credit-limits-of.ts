import type { CreditLimit } from '../catalog/credit-profile.ts';
import type { PriceBook } from '../catalog/price-book.ts';
import type { RatingProfile } from '../subscription/subscription.ts';

/** The limits that hold for a balance group: those of its own credit profile, or of the default one of its payment type. */
export function creditLimitsOf(
  { creditProfile, paymentType }: Pick<RatingProfile, 'creditProfile' | 'paymentType'>,
  { creditProfiles }: Pick<PriceBook, 'creditProfiles'>,
): readonly CreditLimit[] {
  if (creditProfile !== undefined) return creditProfiles.get(creditProfile)?.limits ?? [];
  for (const { isDefault, paymentTypes, limits } of creditProfiles.values()) {
    if (isDefault === true && (paymentTypes.length === 0 || paymentTypes.includes(paymentType))) return limits;
  }
  return [];
}
