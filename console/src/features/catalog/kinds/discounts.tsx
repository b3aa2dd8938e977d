import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { PeriodText } from '../../../ui/time.tsx';
import { given } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import { useAmount } from '../use-amount.ts';
import type { ObjectOf } from './answer.ts';
import { aimWords, type DiscountRule, effectWords, whenWords } from './discount-words.ts';

type Discount = ObjectOf<'discount'>;

/** Discounts: what they take off, and off what. */
export const discounts = kindPage<Discount>({
  path: 'discounts',
  list: (api, query) => answerOf(api.GET('/v1/discounts', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/discounts/{code}', { params: { path: { code } } })),
  useColumns: () => {
    const amountOf = useAmount();
    return [
      {
        id: 'effect',
        header: t('discount.effect'),
        cell: ({ rules }) => {
          const [only] = rules;
          return rules.length > 1 || only === undefined
            ? t('discount.rules', { count: rules.length })
            : effectWords(only, amountOf);
        },
      },
      { id: 'applies', header: t('discount.applies'), cell: ({ appliesAt }) => t(`discount.applies.${appliesAt}`) },
      { id: 'priority', header: t('discount.priority'), numeric: true, cell: ({ priority }) => priority },
      {
        id: 'validity',
        header: t('catalog.validity'),
        cell: ({ validFrom, validTo }) => <PeriodText from={validFrom} to={validTo} />,
      },
    ];
  },
  Body: DiscountBody,
});

function DiscountBody({ of: discount }: { of: Discount }) {
  const amountOf = useAmount();
  return (
    <>
      <Container>
        <Facts
          of={[
            { label: t('discount.applies'), value: t(`discount.applies.${discount.appliesAt}`) },
            { label: t('discount.combination'), value: t(`discount.combination.${discount.combination}`) },
            { label: t('discount.priority'), value: discount.priority },
            { label: t('catalog.validity'), value: <PeriodText from={discount.validFrom} to={discount.validTo} /> },
            ...given(t('product.non-active'), discount.nonActiveRating && t(`non-active.${discount.nonActiveRating}`)),
          ]}
        />
      </Container>
      <DataTable<DiscountRule>
        sticky={false}
        title={t('discount.rules.title')}
        columns={[
          { id: 'effect', header: t('discount.effect'), rowHeader: true, cell: (rule) => effectWords(rule, amountOf) },
          {
            id: 'aim',
            header: t('discount.aim'),
            cell: ({ filter }) => (
              <span className="two-lines">
                {aimWords(filter).map((words) => (
                  <span key={words}>{words}</span>
                ))}
              </span>
            ),
          },
          {
            id: 'when',
            header: t('discount.when'),
            cell: ({ when }) => (when === undefined ? t('discount.when.always') : whenWords(when, amountOf)),
          },
        ]}
        rows={discount.rules}
        rowId={(rule) => JSON.stringify(rule)}
        empty={null}
      />
    </>
  );
}
