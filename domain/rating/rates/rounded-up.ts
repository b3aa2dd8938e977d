import { Dec } from '../../money/decimal.ts';
import type { PlannedDetail } from './rated-part.ts';

/** A part's quantity as one detail counts it: not less than its own minimum, in whole increments of its own. Nothing stays nothing. */
export function roundedUp(
  quantity: Dec,
  { minimumQuantity, increment }: Pick<PlannedDetail, 'minimumQuantity' | 'increment'>,
): Dec {
  if ((minimumQuantity === null && increment === null) || quantity.isZero()) return quantity;
  const lifted = minimumQuantity === null ? quantity : Dec.max(quantity, minimumQuantity);
  return increment === null ? lifted : lifted.quotient(increment, 0, 'ceil').times(increment);
}
