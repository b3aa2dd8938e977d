import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { given, givenCode, yesNo } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

/** Tax suppliers: the legal sellers on whose behalf tax is collected. */
export const taxSuppliers = kindPage<ObjectOf<'taxSupplier'>>({
  path: 'tax-suppliers',
  list: (api, query) => answerOf(api.GET('/v1/tax-suppliers', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/tax-suppliers/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'legal', header: t('supplier.legal-name'), cell: ({ legalName }) => legalName },
    { id: 'country', header: t('supplier.country'), cell: ({ country }) => country },
    { id: 'vat', header: t('supplier.vat'), cell: ({ vatNumber }) => vatNumber ?? '–' },
  ],
  Body: ({ of: supplier }) => (
    <Container>
      <Facts
        of={[
          { label: t('supplier.legal-name'), value: supplier.legalName },
          {
            label: t('contacts.address'),
            value: (
              <span className="two-lines">
                {supplier.address.map((line) => (
                  <span key={line}>{line}</span>
                ))}
              </span>
            ),
          },
          { label: t('supplier.country'), value: supplier.country },
          ...given(t('supplier.vat'), supplier.vatNumber),
          ...givenCode(t('catalog.ledger'), 'general-ledgers', supplier.generalLedger),
          { label: t('supplier.default'), value: yesNo(supplier.isDefault) },
        ]}
      />
    </Container>
  ),
});
