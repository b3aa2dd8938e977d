import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { given } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

type Resource = ObjectOf<'resource'>;

const kindWords = ({ kind, counter }: Resource): string => (counter === true ? t('kind.counter') : t(`kind.${kind}`));

/** Resources: what a balance can be held in. */
export const resources = kindPage<Resource>({
  path: 'resources',
  list: (api, query) => answerOf(api.GET('/v1/resources', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/resources/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'kind', header: t('catalog.kind'), cell: kindWords },
    { id: 'currency', header: t('catalog.currency'), cell: ({ currency, symbol }) => currency ?? symbol ?? '–' },
    { id: 'category', header: t('resource.category'), cell: ({ category }) => category ?? '–' },
  ],
  Body: ({ of: resource }) => (
    <Container>
      <Facts
        of={[
          { label: t('catalog.kind'), value: kindWords(resource) },
          ...given(t('catalog.currency'), resource.currency),
          ...given(t('resource.symbol'), resource.symbol),
          ...given(t('resource.category'), resource.category),
          { label: t('resource.rating-scale'), value: resource.ratingScale },
          { label: t('resource.billing-scale'), value: resource.billingScale },
          { label: t('resource.order'), value: t(`resource.order.${resource.consumptionOrder}`) },
        ]}
      />
    </Container>
  ),
});
