import type { RerateFigures } from './figures.ts';
import { addImpacts, type ItemSums, itemAmount } from './item-amounts.ts';
import type { Rerated } from './rerate-entries.ts';

/** What corrections come to, over all ledgers that they touch. */
export function rerateFigures(
  { corrections, events, corrected, unrated }: Rerated,
  { resource }: { readonly resource: string },
): RerateFigures {
  const sums: ItemSums = new Map();
  for (const { draft } of corrections.flat()) addImpacts(sums, draft.impacts);
  const items = [...sums.keys()].toSorted().map((billItem) => ({ billItem, ...itemAmount(sums, billItem) }));
  return { of: 're-rating', resource, events, corrected, unrated: unrated.length, items };
}
