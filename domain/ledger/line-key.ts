import type { Charge } from './entry.ts';

/** Charges that agree in all of this become one line of a bill. */
export function lineKey(charge: Omit<Charge, 'tax' | 'quantity'>): string {
  const { cycle, billItem, product, taxCode, period, tag, discount, generalLedger, exemption } = charge;
  const key = `${cycle}|${billItem}|${product ?? ''}|${taxCode ?? ''}|${period === null ? '' : `${period.from}-${period.to}`}`;
  if (tag === undefined && discount === undefined && generalLedger === undefined && exemption === undefined) return key;
  return `${key}|${tag ?? ''}|${discount ?? ''}|${generalLedger ?? ''}|${exemption ?? ''}`;
}
