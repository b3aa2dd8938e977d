import { type Dec, dec, decimalText, ZERO } from '../money/decimal.ts';
import type { Compared, ItemAmount, RerateFigures, WhatIfFigures } from './figures.ts';

/** Money of one bill item and resource over several balance groups. */
export type ResourceItem = ItemAmount & { readonly resource: string; readonly billItem: string };

const plus = (left: ItemAmount, right: ItemAmount): ItemAmount => combine(left, right, (a, b) => a.plus(b));
const minus = (left: ItemAmount, right: ItemAmount): ItemAmount => combine(left, right, (a, b) => a.minus(b));

const combine = (left: ItemAmount, right: ItemAmount, by: (a: Dec, b: Dec) => Dec): ItemAmount => ({
  net: decimalText(by(dec(left.net), dec(right.net))),
  tax: decimalText(by(dec(left.tax), dec(right.tax))),
});

const NOTHING: ItemAmount = { net: decimalText(ZERO), tax: decimalText(ZERO) };

/** One row for each resource and bill item, in that order. */
function byItem<T extends { readonly resource: string; readonly billItem: string }>(
  rows: readonly T[],
  add: (left: T, right: T) => T,
): readonly T[] {
  const sums = new Map<string, T>();
  for (const row of rows) {
    const key = `${row.resource} ${row.billItem}`;
    const found = sums.get(key);
    sums.set(key, found === undefined ? row : add(found, row));
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

const count = <T>(figures: readonly T[], of: (one: T) => number): number =>
  figures.reduce((total, one) => total + of(one), 0);

/** What re-rating several balance groups comes to. */
export const sumRerating = (figures: readonly RerateFigures[]) => ({
  events: count(figures, (one) => one.events),
  corrected: count(figures, (one) => one.corrected),
  unrated: count(figures, (one) => one.unrated),
  items: addedUp(figures, ({ items }) => items),
  before: addedUp(figures, ({ before = [] }) => before),
});

const addedUp = (
  figures: readonly RerateFigures[],
  rowsOf: (figures: RerateFigures) => RerateFigures['items'],
): readonly ResourceItem[] =>
  byItem(
    figures.flatMap((one) => rowsOf(one).map((row): ResourceItem => ({ resource: one.resource, ...row }))),
    (left, right) => ({ ...left, ...plus(left, right) }),
  );

export type ComparedItem = Compared & {
  readonly resource: string;
  readonly billItem: string;
  /** `hypothetical` minus `control`. */
  readonly difference: ItemAmount;
};

/** What the other plan costs more or less, by the same method. */
export const differenceOf = ({ hypothetical, control }: Compared): ItemAmount => minus(hypothetical, control);

/** What another plan comes to for several balance groups. */
export const sumWhatIf = (figures: readonly WhatIfFigures[]) => ({
  events: count(figures, (one) => one.events),
  unrated: {
    control: count(figures, ({ unrated }) => unrated.control),
    hypothetical: count(figures, ({ unrated }) => unrated.hypothetical),
  },
  items: byItem(
    figures.flatMap(({ resource, items }) =>
      items.map((item): ComparedItem => ({ resource, ...item, difference: NOTHING })),
    ),
    (left, right) => ({
      ...left,
      actual: plus(left.actual, right.actual),
      control: plus(left.control, right.control),
      hypothetical: plus(left.hypothetical, right.hypothetical),
    }),
  ).map((row): ComparedItem => ({ ...row, difference: differenceOf(row) })),
});
