import { useQuery } from '@tanstack/react-query';
import type * as z from 'zod';
import type { productAnswer } from '../../../../functions/http/contract/catalog/product.ts';
import { answerOf, useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Time } from '../../ui/time.tsx';
import { CatalogTable } from './catalog-table.tsx';
import { type Price, priceWords } from './price-words.ts';
import { resourcesQuery } from './queries.ts';

type Product = z.input<typeof productAnswer>;

/** Products with the price of their newest version. */
export function ProductsTable() {
  const amount = useAmount();
  return (
    <CatalogTable<Product>
      title={t('catalog.products')}
      load={(api, query) => answerOf(api.GET('/v1/products', { params: { query } }))}
      columns={[
        { id: 'type', header: t('catalog.type'), cell: ({ type }) => t(`product.type.${type}`) },
        { id: 'resource', header: t('catalog.resource'), cell: ({ resource }) => resource },
        { id: 'item', header: t('catalog.bill-item'), cell: ({ billItem }) => billItem },
        {
          id: 'price',
          header: t('catalog.price'),
          numeric: true,
          cell: ({ versions, resource }) => {
            const latest = versions.at(-1);
            return latest === undefined ? '–' : priceWords(latest.price, amount(resource));
          },
        },
      ]}
      detail={(product) => <ProductDetail product={product} />}
    />
  );
}

/** Amounts of a resource: money in its currency, units with their symbol. */
function useAmount(): (resource: string) => (text: string) => string {
  const { money, quantity, locale } = useFormats();
  const resources = useQuery(resourcesQuery(useApi())).data?.items ?? [];
  return (code) => (text) => {
    const resource = resources.find((known) => known.code === code);
    const digits = text.split('.')[1]?.length ?? 0;
    if (resource?.currency === undefined) return `${quantity(text)} ${resource?.symbol ?? ''}`.trim();
    if (digits <= 2) return money(text, resource.currency);
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: resource.currency,
      maximumFractionDigits: 12,
    }).format(text as Intl.StringNumericLiteral);
  };
}

function ProductDetail({ product }: { product: Product }) {
  const amount = useAmount()(product.resource);
  return (
    <>
      <Facts
        of={[
          { label: t('catalog.type'), value: t(`product.type.${product.type}`) },
          { label: t('catalog.resource'), value: product.resource },
          { label: t('catalog.bill-item'), value: product.billItem },
          ...(product.eventType === undefined ? [] : [{ label: t('catalog.interval'), value: product.eventType }]),
          ...(product.serviceType === undefined ? [] : [{ label: t('service.name'), value: product.serviceType }]),
        ]}
      />
      {product.versions.toReversed().map(({ validFrom, price, tax }) => (
        <section className="stack" key={validFrom}>
          <Facts
            of={[
              { label: t('price.from'), value: <Time at={validFrom} as="day" /> },
              { label: t('catalog.price'), value: priceWords(price, amount) },
              { label: t('price.tax'), value: tax ?? '–' },
              ...('minimumCharge' in price && price.minimumCharge !== undefined
                ? [{ label: t('price.minimum'), value: amount(price.minimumCharge) }]
                : []),
            ]}
          />
          {'tiers' in price ? <Tiers price={price} amount={amount} /> : null}
        </section>
      ))}
    </>
  );
}

type TiersProps = {
  readonly price: Extract<Price, { model: 'graduated' | 'volume' }>;
  readonly amount: (text: string) => string;
};

function Tiers({ price, amount }: TiersProps) {
  const { quantity } = useFormats();
  return (
    <DataTable
      embedded
      title={t('tiers.title')}
      description={t(`tiers.basis.${price.basis}`)}
      columns={[
        {
          id: 'up-to',
          header: t('tiers.up-to'),
          rowHeader: true,
          cell: ({ upTo }) => (upTo === null ? t('tiers.rest') : quantity(upTo)),
        },
        { id: 'price', header: t('tiers.price'), numeric: true, cell: ({ unitPrice }) => amount(unitPrice) },
        {
          id: 'fee',
          header: t('tiers.fee'),
          numeric: true,
          cell: ({ flatFee }) => (flatFee === undefined ? '–' : amount(flatFee)),
        },
      ]}
      rows={price.tiers}
      rowId={({ upTo }) => upTo ?? 'rest'}
      empty={null}
    />
  );
}
