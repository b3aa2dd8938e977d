import type { DraftEntry, Impact } from '../ledger/entry.ts';
import type { RerateFigures } from './figures.ts';
import { addImpacts, addItem, type ItemSums, itemAmount } from './item-amounts.ts';

type Charged = Pick<DraftEntry, 'impacts'>;

/** What corrections come to, over all ledgers that they touch; `stood` is what the events looked at had cost until then. */
export function rerateFigures(
  { corrections, stood }: { readonly corrections: readonly Charged[]; readonly stood: ItemSums },
  counts: Pick<RerateFigures, 'resource' | 'events' | 'corrected' | 'unrated'>,
): RerateFigures {
  const sums: ItemSums = new Map();
  for (const { impacts } of corrections) addImpacts(sums, impacts);
  return { of: 're-rating', ...counts, items: rowsOf(sums), before: rowsOf(stood) };
}

const rowsOf = (sums: ItemSums) =>
  [...sums.keys()].toSorted().map((billItem) => ({ billItem, ...itemAmount(sums, billItem) }));

/** What events stood at before a run posted anything: what they stand at now, without what it posted by then. */
export function stoodBefore(now: Iterable<Impact>, posted: readonly Charged[]): ItemSums {
  const sums: ItemSums = new Map();
  addImpacts(sums, now);
  const own: ItemSums = new Map();
  for (const { impacts } of posted) addImpacts(own, impacts);
  for (const [billItem, { net, tax }] of own) addItem(sums, billItem, { net: net.negated(), tax: tax.negated() });
  return sums;
}
