import type { Impact } from '../ledger/entry.ts';
import { type Dec, decimalText, ZERO } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';
import type { ItemAmount } from './figures.ts';

/** Money of one bill period, service and bill item. Service null: of no one service, such as a fee. */
export type LineOf = { readonly from: Instant; readonly serviceId: string | null; readonly billItem: string };

/** Such money, while it is added up. */
export type LineSums = Map<string, LineOf & { readonly net: Dec; readonly tax: Dec }>;

const lineKeyOf = ({ from, serviceId, billItem }: LineOf): string => JSON.stringify([from, serviceId, billItem]);

export function addLine(sums: LineSums, line: LineOf, { net, tax }: { readonly net: Dec; readonly tax: Dec }): void {
  const key = lineKeyOf(line);
  const so = sums.get(key);
  sums.set(key, { ...line, net: net.plus(so?.net ?? ZERO), tax: tax.plus(so?.tax ?? ZERO) });
}

/** What impacts charge, of one period and service. */
export function addLineImpacts(sums: LineSums, of: Omit<LineOf, 'billItem'>, impacts: Iterable<Impact>): void {
  for (const { amount, charge } of impacts) {
    if (charge === null) continue;
    addLine(sums, { ...of, billItem: charge.billItem }, { net: amount.minus(charge.tax), tax: charge.tax });
  }
}

/** What of a whole is of no one service: takes what services have already been given off it. */
export function addRest(
  sums: LineSums,
  { from, billItem }: Pick<LineOf, 'from' | 'billItem'>,
  whole: { readonly net: Dec; readonly tax: Dec },
): void {
  let { net, tax } = whole;
  for (const line of sums.values()) {
    if (line.from !== from || line.billItem !== billItem) continue;
    net = net.minus(line.net);
    tax = tax.minus(line.tax);
  }
  if (!net.isZero() || !tax.isZero()) addLine(sums, { from, serviceId: null, billItem }, { net, tax });
}

/** The same without telling services apart. */
export function withoutServices(sums: LineSums): LineSums {
  const found: LineSums = new Map();
  for (const line of sums.values()) addLine(found, { ...line, serviceId: null }, line);
  return found;
}

/** Every line that any of the sums has, by period, service and bill item. */
export function linesOf(all: readonly LineSums[]): readonly LineOf[] {
  const found = new Map(all.flatMap((sums) => [...sums].map(([key, line]) => [key, line] as const)));
  return [...found.values()]
    .map(({ from, serviceId, billItem }) => ({ from, serviceId, billItem }))
    .toSorted(
      (a, b) => a.from - b.from || compare(a.serviceId ?? '', b.serviceId ?? '') || compare(a.billItem, b.billItem),
    );
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

export function lineAmount(sums: LineSums, line: LineOf): ItemAmount {
  const { net, tax } = sums.get(lineKeyOf(line)) ?? { net: ZERO, tax: ZERO };
  return { net: decimalText(net), tax: decimalText(tax) };
}
