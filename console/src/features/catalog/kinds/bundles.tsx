import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { PeriodText } from '../../../ui/time.tsx';
import { CodeLink } from '../code-link.tsx';
import { given, givenCode, yesNo } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';
import { durationWords } from './duration-words.ts';

type Bundle = ObjectOf<'bundle'>;

/** Bundles: the products and discounts that are bought together. */
export const bundles = kindPage<Bundle>({
  path: 'bundles',
  list: (api, query) => answerOf(api.GET('/v1/bundles', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/bundles/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'products', header: t('catalog.products'), numeric: true, cell: ({ items }) => items.length },
    { id: 'discounts', header: t('catalog.discounts'), numeric: true, cell: ({ discounts }) => discounts?.length ?? 0 },
    {
      id: 'validity',
      header: t('catalog.validity'),
      cell: ({ validFrom, validTo }) => <PeriodText from={validFrom} to={validTo} />,
    },
  ],
  Body: BundleBody,
});

function BundleBody({ of: bundle }: { of: Bundle }) {
  const { quantity } = useFormats();
  const { discounts = [] } = bundle;
  return (
    <>
      <Container>
        <Facts
          of={[
            { label: t('catalog.validity'), value: <PeriodText from={bundle.validFrom} to={bundle.validTo} /> },
            ...givenCode(t('plan.term'), 'terms', bundle.term),
            ...given(
              t('catalog.sensitive'),
              bundle.sensitiveData === undefined ? undefined : yesNo(bundle.sensitiveData),
            ),
          ]}
        />
      </Container>
      <DataTable<Bundle['items'][number]>
        sticky={false}
        title={t('catalog.products')}
        columns={[
          {
            id: 'product',
            header: t('product.name'),
            rowHeader: true,
            cell: ({ product }) => <CodeLink to="products" code={product} />,
          },
          { id: 'optional', header: t('bundle.optional'), cell: ({ optional }) => yesNo(optional) },
          { id: 'quantity', header: t('product.quantity'), numeric: true, cell: (item) => quantity(item.quantity) },
          {
            id: 'startsAfter',
            header: t('bundle.starts-after'),
            cell: ({ startsAfter }) => (startsAfter === undefined ? '–' : durationWords(startsAfter)),
          },
          {
            id: 'duration',
            header: t('bundle.lasts'),
            cell: ({ duration }) => (duration === undefined ? '–' : durationWords(duration)),
          },
        ]}
        rows={bundle.items}
        rowId={({ product }) => product}
        empty={<span className="muted">{t('bundle.no-products')}</span>}
      />
      {discounts.length === 0 ? null : (
        <DataTable<NonNullable<Bundle['discounts']>[number]>
          sticky={false}
          title={t('catalog.discounts')}
          columns={[
            {
              id: 'discount',
              header: t('product.discount'),
              rowHeader: true,
              cell: ({ discount }) => <CodeLink to="discounts" code={discount} />,
            },
            { id: 'optional', header: t('bundle.optional'), cell: ({ optional }) => yesNo(optional) },
            {
              id: 'startsAfter',
              header: t('bundle.starts-after'),
              cell: ({ startsAfter }) => (startsAfter === undefined ? '–' : durationWords(startsAfter)),
            },
            {
              id: 'duration',
              header: t('bundle.lasts'),
              cell: ({ duration }) => (duration === undefined ? '–' : durationWords(duration)),
            },
          ]}
          rows={discounts}
          rowId={({ discount }) => discount}
          empty={null}
        />
      )}
    </>
  );
}
