import type { Charge } from './entry.ts';

/** Charges that agree in all of this become one line of a bill. */
export const lineKey = ({ cycle, billItem, product, taxCode, period }: Omit<Charge, 'tax' | 'quantity'>): string =>
  `${cycle}|${billItem}|${product ?? ''}|${taxCode ?? ''}|${period === null ? '' : `${period.from}-${period.to}`}`;
