import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

const description = {
  id: 'description',
  header: t('catalog.description'),
  cell: (one: { readonly description?: string }) => one.description ?? '–',
};

/** Customer types: for segments and reports. */
export const customerTypes = kindPage<ObjectOf<'customerType'>>({
  path: 'customer-types',
  list: (api, query) => answerOf(api.GET('/v1/customer-types', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/customer-types/{code}', { params: { path: { code } } })),
  useColumns: () => [description],
  Body: () => null,
});

/** Ledgers that reports show together. */
export const generalLedgerGroups = kindPage<ObjectOf<'generalLedgerGroup'>>({
  path: 'general-ledger-groups',
  list: (api, query) => answerOf(api.GET('/v1/general-ledger-groups', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/general-ledger-groups/{code}', { params: { path: { code } } })),
  useColumns: () => [description],
  Body: () => null,
});
