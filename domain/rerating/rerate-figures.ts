import type { DraftEntry } from '../ledger/entry.ts';
import type { RerateFigures } from './figures.ts';
import { addImpacts, type ItemSums, itemAmount } from './item-amounts.ts';

/** What corrections come to, over all ledgers that they touch. */
export function rerateFigures(
  corrections: readonly Pick<DraftEntry, 'impacts'>[],
  counts: Pick<RerateFigures, 'resource' | 'events' | 'corrected' | 'unrated'>,
): RerateFigures {
  const sums: ItemSums = new Map();
  for (const { impacts } of corrections) addImpacts(sums, impacts);
  const items = [...sums.keys()].toSorted().map((billItem) => ({ billItem, ...itemAmount(sums, billItem) }));
  return { of: 're-rating', ...counts, items };
}
