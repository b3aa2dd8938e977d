import { addDecimals, compareDecimals, negate } from '../../lib/decimal-text.ts';

export type NetAndTax = { readonly net: string; readonly tax: string };
export type MoneyRow = NetAndTax & { readonly resource: string; readonly billItem: string };

/** What is paid: net and tax together. */
export const withTax = ({ net, tax }: NetAndTax): string => addDecimals(net, tax);

const sumOf = (amounts: readonly string[]): string => amounts.reduce(addDecimals, '0');

/** A row of before and after, with tax; `tax` is that of the difference. */
export type Changed = {
  readonly resource: string;
  readonly billItem: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
  readonly tax: string;
};

/** What events had cost, and what they cost with the differences, by resource and bill item. */
export function changedItems(of: {
  readonly before: readonly MoneyRow[];
  readonly items: readonly MoneyRow[];
}): readonly Changed[] {
  const rows = new Map<string, Changed>();
  for (const { resource, billItem, ...amount } of of.before) {
    const before = withTax(amount);
    rows.set(`${resource} ${billItem}`, { resource, billItem, before, after: before, difference: '0', tax: '0' });
  }
  for (const { resource, billItem, ...amount } of of.items) {
    const key = `${resource} ${billItem}`;
    const before = rows.get(key)?.before ?? '0';
    const difference = withTax(amount);
    rows.set(key, { resource, billItem, before, after: addDecimals(before, difference), difference, tax: amount.tax });
  }
  return [...rows.values()];
}

/** The same over all bill items: one row a resource. */
export function changedTotals(rows: readonly Changed[]): readonly Omit<Changed, 'billItem'>[] {
  return [...new Set(rows.map(({ resource }) => resource))].map((resource) => {
    const own = rows.filter((row) => row.resource === resource);
    const total = (of: 'before' | 'after' | 'difference' | 'tax') => sumOf(own.map((row) => row[of]));
    return {
      resource,
      before: total('before'),
      after: total('after'),
      difference: total('difference'),
      tax: total('tax'),
    };
  });
}

export type ComparedRow = Readonly<Record<'actual' | 'control' | 'hypothetical' | 'difference', NetAndTax>>;
/** Amounts with tax. */
export type ComparedSum = Readonly<Record<'actual' | 'control' | 'hypothetical' | 'difference', string>>;

export function comparedSum(rows: readonly ComparedRow[]): ComparedSum {
  const total = (of: keyof ComparedRow) => sumOf(rows.map((row) => withTax(row[of])));
  const [control, hypothetical] = [total('control'), total('hypothetical')];
  return { actual: total('actual'), control, hypothetical, difference: addDecimals(hypothetical, negate(control)) };
}

/** Rows that agree in a key, added up, in the order in which the keys come. */
export function comparedBy<T extends ComparedRow>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): readonly { readonly key: string; readonly first: T; readonly sum: ComparedSum }[] {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return [...found].flatMap(([key, own]) => {
    const [first] = own;
    return first === undefined ? [] : [{ key, first, sum: comparedSum(own) }];
  });
}

/** Below zero: less; above: more. */
export const signOf = (amount: string): -1 | 0 | 1 => {
  const order = compareDecimals(amount, '0');
  return order < 0 ? -1 : order > 0 ? 1 : 0;
};

export const absolute = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : amount);
