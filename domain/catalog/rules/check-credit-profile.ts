import type { FieldProblem } from '../../refusal.ts';
import type { CatalogIndex } from '../catalog-index.ts';
import type { CreditProfile } from '../credit-profile.ts';

/** An empty list is all payment types. */
const meet = (left: CreditProfile, right: CreditProfile): boolean =>
  left.paymentTypes.length === 0 ||
  right.paymentTypes.length === 0 ||
  left.paymentTypes.some((type) => right.paymentTypes.includes(type));

/** A balance group without a profile of its own has one default, not two to choose from. */
export function creditProfileProblems(profile: CreditProfile, catalog: CatalogIndex): readonly FieldProblem[] {
  if (profile.isDefault !== true) return [];
  return [...catalog.creditProfile.values()]
    .filter((other) => other.isDefault === true && other.code !== profile.code && meet(profile, other))
    .map((other) => ({
      pointer: '/isDefault',
      message: `Take it from "${other.code}" first: a payment type has one default.`,
    }));
}
