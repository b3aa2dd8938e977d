import type * as z from 'zod';
import type { price } from '../../../../functions/http/contract/catalog/price.ts';
import { isZero } from '../../lib/decimal-text.ts';
import { t } from '../../lib/translate.ts';

export type Price = z.input<typeof price>;

/** A price in one line; amounts written by `amount`. */
export function priceWords(price: Price, amount: (text: string) => string): string {
  switch (price.model) {
    case 'flat':
      return price.once === undefined
        ? t('price.flat', { amount: amount(price.amount) })
        : t(`price.once.${price.once}`, { amount: amount(price.amount) });
    case 'per-unit':
      return eachWords(price.unitPrice, price.per, amount);
    case 'graduated': {
      const [only] = price.tiers;
      if (price.tiers.length > 1 || only === undefined) return t('price.graduated', { count: price.tiers.length });
      return eachWords(only.unitPrice, price.per, amount);
    }
    case 'volume':
      return t('price.volume', { count: price.tiers.length });
    case 'stair-step':
      return t('price.stair-step', { count: price.steps.length });
    case 'package':
      return t('price.package', { amount: amount(price.amount), size: price.size });
    case 'percentage':
      return t('price.percentage', { percent: price.percent });
    case 'minimum-commitment':
      return t('price.minimum-commitment', { amount: amount(price.minimum) });
  }
}

const eachWords = (unitPrice: string, per: string | undefined, amount: (text: string) => string): string =>
  per === undefined || per === '1' || isZero(per)
    ? t('price.per-unit', { amount: amount(unitPrice) })
    : t('price.per-units', { amount: amount(unitPrice), per });
