import type { Impact } from '../ledger/entry.ts';
import { type Dec, decimalText, ZERO } from '../money/decimal.ts';
import type { ItemAmount } from './figures.ts';

/** Money by bill item, while it is added up. */
export type ItemSums = Map<string, { readonly net: Dec; readonly tax: Dec }>;

export function addItem(
  sums: ItemSums,
  billItem: string,
  { net, tax }: { readonly net: Dec; readonly tax: Dec },
): void {
  const so = sums.get(billItem);
  sums.set(billItem, { net: net.plus(so?.net ?? ZERO), tax: tax.plus(so?.tax ?? ZERO) });
}

export function addImpacts(sums: ItemSums, impacts: Iterable<Impact>): void {
  for (const { amount, charge } of impacts) {
    if (charge !== null) addItem(sums, charge.billItem, { net: amount.minus(charge.tax), tax: charge.tax });
  }
}

export const itemAmount = (sums: ItemSums, billItem: string): ItemAmount => {
  const { net, tax } = sums.get(billItem) ?? { net: ZERO, tax: ZERO };
  return { net: decimalText(net), tax: decimalText(tax) };
};
