import type { WhatIf } from '../../lib/answers.ts';
import { percentOf } from '../../lib/decimal-text.ts';
import { t } from '../../lib/translate.ts';
import { absolute, comparedSum, signOf } from './sums.ts';

export type WhatIfTotal = Pick<WhatIf['total'], 'events' | 'unrated' | 'items'>;

type Writing = {
  readonly count: (count: number) => string;
  readonly quantity: (quantity: string) => string;
  readonly amount: (resource: string, text: string) => string;
};

type Asked = { readonly total: WhatIfTotal; readonly plan: string; readonly days: number };

/** One verdict a resource that money is in: almost always one. */
export type WhatIfVerdict = { readonly resource: string; readonly words: string; readonly detail: string };

/** Whether the other plan would have been cheaper or dearer, and by how much. */
export function whatIfVerdicts(
  { total, plan, days }: Asked,
  { count, quantity, amount }: Writing,
): readonly WhatIfVerdict[] {
  return resourcesOf(total).map((resource) => {
    const { control, hypothetical, difference } = comparedSum(itemsOf(total, resource));
    const percent = percentOf(absolute(difference), control);
    const sign = signOf(difference);
    const values = { plan, amount: amount(resource, absolute(difference)) };
    const which = sign < 0 ? 'less' : 'more';
    const words =
      sign === 0
        ? t('what-if.verdict.same', { plan })
        : percent === null
          ? t(`what-if.verdict.${which}.plain`, values)
          : t(`what-if.verdict.${which}`, { ...values, percent: quantity(absolute(percent)) });
    const detail = t('what-if.verdict.detail', {
      other: amount(resource, hypothetical),
      own: amount(resource, control),
      days: count(days),
      events: count(total.events),
    });
    return { resource, words, detail };
  });
}

export const resourcesOf = ({ items }: WhatIfTotal): readonly string[] => [
  ...new Set(items.map(({ resource }) => resource)),
];

export const itemsOf = ({ items }: WhatIfTotal, resource: string) => items.filter((item) => item.resource === resource);
