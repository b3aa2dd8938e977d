import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

/** Accounts of the general ledger. */
export const generalLedgerAccounts = kindPage<ObjectOf<'generalLedgerAccount'>>({
  path: 'general-ledger-accounts',
  list: (api, query) => answerOf(api.GET('/v1/general-ledger-accounts', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/general-ledger-accounts/{code}', { params: { path: { code } } })),
  useColumns: () => [{ id: 'type', header: t('catalog.type'), cell: ({ type }) => t(`account.${type}`) }],
  Body: ({ of: { type } }) => (
    <Container>
      <Facts of={[{ label: t('catalog.type'), value: t(`account.${type}`) }]} />
    </Container>
  ),
});
