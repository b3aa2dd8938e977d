import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { PeriodText } from '../../../ui/time.tsx';
import { given, givenCode, yesNo } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

type Tax = ObjectOf<'tax'>;

/** Taxes with their percentage. */
export const taxes = kindPage<Tax>({
  path: 'taxes',
  list: (api, query) => answerOf(api.GET('/v1/taxes', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/taxes/{code}', { params: { path: { code } } })),
  useColumns: () => {
    const { quantity } = useFormats();
    return [
      { id: 'percent', header: t('catalog.percent'), numeric: true, cell: ({ percent }) => `${quantity(percent)} %` },
      { id: 'inclusive', header: t('catalog.inclusive'), cell: ({ inclusive }) => yesNo(inclusive) },
      { id: 'jurisdiction', header: t('tax.jurisdiction'), cell: ({ jurisdiction }) => jurisdiction ?? '–' },
    ];
  },
  Body: TaxBody,
});

function TaxBody({ of: tax }: { of: Tax }) {
  const { quantity } = useFormats();
  return (
    <Container>
      <Facts
        of={[
          { label: t('catalog.percent'), value: `${quantity(tax.percent)} %` },
          { label: t('catalog.inclusive'), value: yesNo(tax.inclusive) },
          ...given(t('tax.provider'), tax.provider && t(`tax.provider.${tax.provider}`)),
          ...given(t('tax.jurisdiction'), tax.jurisdiction),
          ...(tax.reverseCharge === true ? [{ label: t('tax.reverse-charge'), value: t('catalog.yes') }] : []),
          ...given(t('tax.exemption'), tax.exemptionReason),
          ...givenCode(t('tax.supplier'), 'tax-suppliers', tax.taxSupplier),
          ...givenCode(t('catalog.ledger'), 'general-ledgers', tax.generalLedger),
          { label: t('catalog.validity'), value: <PeriodText from={tax.validFrom} to={tax.validTo} /> },
        ]}
      />
    </Container>
  );
}
