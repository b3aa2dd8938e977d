import type { Charge } from './entry.ts';

/** Charges that agree in all of this become one line of a bill. */
export function lineKey(charge: Omit<Charge, 'tax' | 'quantity'>): string {
  const { cycle, billItem, product, taxCode, period, tag, discount, generalLedger, exemption, subscription } = charge;
  const key = `${cycle}|${billItem}|${product ?? ''}|${taxCode ?? ''}|${period === null ? '' : `${period.from}-${period.to}`}`;
  const marked =
    tag === undefined && discount === undefined && generalLedger === undefined && exemption === undefined
      ? key
      : `${key}|${tag ?? ''}|${discount ?? ''}|${generalLedger ?? ''}|${exemption ?? ''}`;
  return subscription === undefined ? marked : `${marked}|of ${subscription}`;
}
