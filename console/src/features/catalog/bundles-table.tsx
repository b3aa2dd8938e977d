import { answerOf } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { PeriodText } from '../../ui/time.tsx';
import { CatalogTable } from './catalog-table.tsx';

/** Bundles: the products of a plan that belong together. */
export function BundlesTable() {
  const { quantity } = useFormats();
  return (
    <CatalogTable
      title={t('catalog.bundles')}
      load={(api, query) => answerOf(api.GET('/v1/bundles', { params: { query } }))}
      columns={[
        { id: 'products', header: t('catalog.product-count'), numeric: true, cell: ({ items }) => items.length },
        {
          id: 'validity',
          header: t('catalog.validity'),
          cell: ({ validFrom, validTo }) => <PeriodText from={validFrom} to={validTo} />,
        },
      ]}
      detail={({ validFrom, validTo, items }) => (
        <>
          <Facts of={[{ label: t('catalog.validity'), value: <PeriodText from={validFrom} to={validTo} /> }]} />
          <DataTable
            embedded
            title={t('catalog.products')}
            columns={[
              {
                id: 'product',
                header: t('product.name'),
                rowHeader: true,
                cell: ({ product }) => (
                  <TextLink to="/catalog/$kind" params={{ kind: 'products' }} search={{ code: product }}>
                    {product}
                  </TextLink>
                ),
              },
              {
                id: 'optional',
                header: t('bundle.optional'),
                cell: ({ optional }) => (optional ? t('catalog.yes') : t('catalog.no')),
              },
              { id: 'quantity', header: t('product.quantity'), numeric: true, cell: (item) => quantity(item.quantity) },
            ]}
            rows={items}
            rowId={({ product }) => product}
            empty={null}
          />
        </>
      )}
    />
  );
}
