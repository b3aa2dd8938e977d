import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

/** Service fields: what events may carry, with one meaning everywhere. */
export const serviceFields = kindPage<ObjectOf<'serviceField'>>({
  path: 'service-fields',
  list: (api, query) => answerOf(api.GET('/v1/service-fields', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/service-fields/{code}', { params: { path: { code } } })),
  useColumns: () => [{ id: 'type', header: t('field.type'), cell: ({ type }) => t(`field.type.${type}`) }],
  Body: ({ of: { type } }) => (
    <Container>
      <Facts of={[{ label: t('field.type'), value: t(`field.type.${type}`) }]} />
    </Container>
  ),
});
