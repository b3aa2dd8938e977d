import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { yesNo } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

/** Bill items: where a charge lands on a bill. */
export const billItems = kindPage<ObjectOf<'billItem'>>({
  path: 'bill-items',
  list: (api, query) => answerOf(api.GET('/v1/bill-items', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/bill-items/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'type', header: t('catalog.type'), cell: ({ type }) => t(`bill-item.${type}`) },
    { id: 'shown', header: t('catalog.on-invoice'), cell: ({ includedOnInvoice = true }) => yesNo(includedOnInvoice) },
  ],
  Body: ({ of: { type, includedOnInvoice = true } }) => (
    <Container>
      <Facts
        of={[
          { label: t('catalog.type'), value: t(`bill-item.${type}`) },
          { label: t('catalog.on-invoice'), value: yesNo(includedOnInvoice) },
        ]}
      />
    </Container>
  ),
});
