import type * as z from 'zod';
import type { price } from '../../../../functions/http/contract/catalog/price.ts';
import { isZero } from '../../lib/decimal-text.ts';
import { t } from '../../lib/translate.ts';

export type Price = z.input<typeof price>;

/** A price in one line; amounts written by `amount`. */
export function priceWords(price: Price, amount: (text: string) => string): string {
  if (price.model === 'flat') return t('price.flat', { amount: amount(price.amount) });
  if (price.model === 'graduated') {
    const [only] = price.tiers;
    if (price.tiers.length > 1 || only === undefined) return t('price.graduated', { count: price.tiers.length });
    return eachWords(only.unitPrice, price.per, amount);
  }
  return eachWords(price.unitPrice, price.per, amount);
}

const eachWords = (unitPrice: string, per: string | undefined, amount: (text: string) => string): string =>
  per === undefined || per === '1' || isZero(per)
    ? t('price.per-unit', { amount: amount(unitPrice) })
    : t('price.per-units', { amount: amount(unitPrice), per });
