import { isZero } from '../../../lib/decimal-text.ts';
import { t } from '../../../lib/translate.ts';
import type { ObjectOf } from './answer.ts';

export type DiscountRule = ObjectOf<'discount'>['rules'][number];
type AmountOf = (resource: string | undefined) => (text: string) => string;

/** What a rule does. */
export function effectWords({ effect, filter }: DiscountRule, amountOf: AmountOf): string {
  switch (effect.type) {
    case 'percentage':
      return t('discount.percentage', { percent: effect.value });
    case 'flat':
      return t('discount.flat', { amount: amountOf(filter.resources?.[0])(effect.value) });
    case 'grant':
      return t(`discount.grant.${effect.per ?? 'event'}`, { amount: amountOf(effect.resource)(effect.amount) });
    case 'consume':
      return t('discount.consume', { resource: effect.resource });
    case 'count':
      return t(`discount.count.${effect.what ?? 'quantity'}`, { counter: effect.counter });
  }
}

/** What a rule is aimed at, a sentence for each list that narrows it. */
export function aimWords(filter: DiscountRule['filter']): readonly string[] {
  const lists = [
    ['discount.aim.charge-tags', filter.chargeTags],
    ['discount.aim.resource-tags', filter.resourceTags],
    ['discount.aim.products', filter.products],
    ['discount.aim.service-types', filter.serviceTypes],
    ['discount.aim.resources', filter.resources],
  ] as const;
  const words = lists.flatMap(([key, codes]) => (codes === undefined ? [] : [t(key, { codes: codes.join(', ') })]));
  return words.length === 0 ? [t('discount.aim.all')] : words;
}

/** Where its counter must stand. */
export function whenWords({ counter, above, upTo }: NonNullable<DiscountRule['when']>, amountOf: AmountOf): string {
  const amount = amountOf(counter);
  const from = above === undefined || isZero(above) ? undefined : amount(above);
  const to = upTo == null ? undefined : amount(upTo);
  if (from !== undefined && to !== undefined) return t('discount.when.between', { counter, from, to });
  if (from !== undefined) return t('discount.when.above', { counter, from });
  return to === undefined ? t('discount.when.always') : t('discount.when.up-to', { counter, to });
}
