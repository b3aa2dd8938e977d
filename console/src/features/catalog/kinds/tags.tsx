import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

/** Tags: what discounts aim at. */
export const tags = kindPage<ObjectOf<'tag'>>({
  path: 'tags',
  list: (api, query) => answerOf(api.GET('/v1/tags', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/tags/{code}', { params: { path: { code } } })),
  useColumns: () => [{ id: 'type', header: t('tag.type'), cell: ({ type }) => t(`tag.type.${type}`) }],
  Body: ({ of: { type } }) => (
    <Container>
      <Facts of={[{ label: t('tag.type'), value: t(`tag.type.${type}`) }]} />
    </Container>
  ),
});
