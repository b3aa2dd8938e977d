import type * as z from 'zod';
import type { price } from '../../../../functions/http/contract/catalog/price.ts';
import { isZero, negate } from '../../lib/decimal-text.ts';
import { t } from '../../lib/translate.ts';

export type Price = z.input<typeof price>;

type Writing = {
  readonly amount: (text: string) => string;
  /** What is measured, such as "min"; undefined when it is not known. */
  readonly unit?: string | undefined;
};

/** A price in one line. */
export function priceWords(price: Price, { amount, unit }: Writing): string {
  switch (price.model) {
    case 'flat':
      if (price.amount.startsWith('-')) return t('price.grant', { amount: amount(negate(price.amount)) });
      return price.once === undefined
        ? t('price.flat', { amount: amount(price.amount) })
        : t(`price.once.${price.once}`, { amount: amount(price.amount) });
    case 'per-unit':
      return eachWords(price.unitPrice, price.per, { amount, unit });
    case 'graduated': {
      const [only] = price.tiers;
      if (price.tiers.length > 1 || only === undefined) return t('price.graduated', { count: price.tiers.length });
      return eachWords(only.unitPrice, price.per, { amount, unit });
    }
    case 'volume':
      return t('price.volume', { count: price.tiers.length });
    case 'stair-step':
      return t('price.stair-step', { count: price.steps.length });
    case 'package':
      return unit === undefined
        ? t('price.package', { amount: amount(price.amount), size: price.size })
        : t('price.package-of', { amount: amount(price.amount), size: price.size, unit });
    case 'percentage':
      return t('price.percentage', { percent: price.percent });
    case 'minimum-commitment':
      return t('price.minimum-commitment', { amount: amount(price.minimum) });
  }
}

function eachWords(unitPrice: string, per: string | undefined, { amount, unit }: Writing): string {
  const isOne = per === undefined || per === '1' || isZero(per);
  if (unit === undefined) {
    return isOne
      ? t('price.per-unit', { amount: amount(unitPrice) })
      : t('price.per-units', { amount: amount(unitPrice), per });
  }
  return isOne
    ? t('price.per-unit-of', { amount: amount(unitPrice), unit })
    : t('price.per-units-of', { amount: amount(unitPrice), per, unit });
}
