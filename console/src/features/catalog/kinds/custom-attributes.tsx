import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { yesNo } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

/** Custom attributes: fields that operators add. */
export const customAttributes = kindPage<ObjectOf<'customAttribute'>>({
  path: 'custom-attributes',
  list: (api, query) => answerOf(api.GET('/v1/custom-attributes', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/custom-attributes/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'entity', header: t('attribute.entity'), cell: ({ entity }) => t(`attribute.entity.${entity}`) },
    { id: 'type', header: t('field.type'), cell: ({ type }) => t(`attribute.type.${type}`) },
    { id: 'mandatory', header: t('field.mandatory'), cell: ({ mandatory }) => yesNo(mandatory) },
  ],
  Body: ({ of: attribute }) => (
    <Container>
      <Facts
        of={[
          { label: t('attribute.entity'), value: t(`attribute.entity.${attribute.entity}`) },
          { label: t('field.type'), value: t(`attribute.type.${attribute.type}`) },
          { label: t('field.mandatory'), value: yesNo(attribute.mandatory) },
          { label: t('catalog.on-invoice'), value: yesNo(attribute.includedOnInvoice) },
        ]}
      />
    </Container>
  ),
});
