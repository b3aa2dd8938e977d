import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { type Fact, Facts } from '../../../ui/facts.tsx';
import { given, givenCodes } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';
import { paymentTypeWords } from './payment-type-words.ts';

type Filter = ObjectOf<'filter'>;

const paymentMethods = ({ paymentMethods: methods }: Filter): string | undefined =>
  methods?.map((method) => t(`method.${method}`)).join(', ');

/** Filters: who something is for. */
export const filters = kindPage<Filter>({
  path: 'filters',
  list: (api, query) => answerOf(api.GET('/v1/filters', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/filters/{code}', { params: { path: { code } } })),
  useColumns: () => [
    {
      id: 'types',
      header: t('catalog.customer-types'),
      cell: ({ customerTypes }) => customerTypes?.join(', ') ?? t('filter.any'),
    },
    {
      id: 'countries',
      header: t('filter.countries'),
      cell: ({ countries }) => countries?.join(', ') ?? t('filter.any'),
    },
    {
      id: 'payments',
      header: t('catalog.payment-types'),
      cell: ({ paymentTypes }) => (paymentTypes === undefined ? t('filter.any') : paymentTypeWords(paymentTypes)),
    },
  ],
  Body: ({ of: filter }) => (
    <Container>
      <Facts
        of={[
          ...givenCodes(t('catalog.customer-types'), 'customer-types', filter.customerTypes),
          ...given(t('filter.countries'), filter.countries?.join(', ')),
          ...given(t('catalog.payment-types'), filter.paymentTypes && paymentTypeWords(filter.paymentTypes)),
          ...given(t('filter.methods'), paymentMethods(filter)),
          ...Object.entries(filter.attributes ?? {}).map(
            ([label, values]): Fact => ({ label, value: values.join(', ') }),
          ),
        ]}
      />
    </Container>
  ),
});
