import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useQuery } from '@tanstack/react-query';
import { answerOf, useApi } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { type Fact, Facts } from '../../../ui/facts.tsx';
import { serviceTypesQuery } from '../../customer/queries.ts';
import { CodeLink } from '../code-link.tsx';
import { given, givenCode, givenCodes, yesNo } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import { PriceDetail } from '../price-detail.tsx';
import { priceWords } from '../price-words.ts';
import { RatePlanTable } from '../rate-plan-table.tsx';
import { useAmount } from '../use-amount.ts';
import type { ObjectOf } from './answer.ts';
import { durationWords } from './duration-words.ts';

type Product = ObjectOf<'product'>;
type Version = Product['versions'][number];

/** Products with the price of their newest version. */
export const products = kindPage<Product>({
  path: 'products',
  list: (api, query) => answerOf(api.GET('/v1/products', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/products/{code}', { params: { path: { code } } })),
  useColumns: () => {
    const amount = useAmount();
    const unitOf = useUnits();
    return [
      { id: 'type', header: t('catalog.type'), cell: ({ type }) => t(`product.type.${type}`) },
      {
        id: 'item',
        header: t('catalog.bill-item'),
        cell: ({ billItem }) => <CodeLink to="bill-items" code={billItem} />,
      },
      {
        id: 'price',
        header: t('catalog.price'),
        numeric: true,
        cell: ({ versions, resource, serviceType }) => {
          const latest = versions.at(-1);
          if (latest === undefined) return '–';
          const { rates = [] } = latest.ratePlan ?? {};
          if (rates.length > 1) return t('rate.count', { count: rates.length });
          const [detail] = rates[0]?.details ?? [];
          return priceWords(detail?.price ?? latest.price, {
            amount: amount(detail?.resource ?? resource),
            unit: unitOf(serviceType),
          });
        },
      },
    ];
  },
  Body: ProductBody,
});

/** What the events of a service type are billed in. */
function useUnits(): (serviceType: string | undefined) => string | undefined {
  const types = useQuery(serviceTypesQuery(useApi())).data?.items ?? [];
  return (code) => types.find((type) => type.code === code)?.unit;
}

function ProductBody({ of: product }: { of: Product }) {
  const amountOf = useAmount();
  return (
    <>
      <Container>
        <Facts
          of={[
            { label: t('catalog.type'), value: t(`product.type.${product.type}`) },
            ...givenCode(t('catalog.resource'), 'resources', product.resource),
            ...givenCode(t('catalog.bill-item'), 'bill-items', product.billItem),
            ...given(t('product.cycle'), product.cycle && t(`product.cycle.${product.cycle}`)),
            ...givenCode(t('catalog.interval'), 'event-types', product.eventType),
            ...givenCode(t('service.name'), 'service-types', product.serviceType),
            ...givenCode(t('product.allowance'), 'resources', product.allowance),
            ...given(t('product.non-active'), product.nonActiveRating && t(`non-active.${product.nonActiveRating}`)),
            ...givenCode(t('catalog.charge-tag'), 'tags', product.chargeTag),
            ...givenCode(t('catalog.ledger'), 'general-ledgers', product.generalLedger),
            ...given(t('bundle.starts-after'), product.startsAfter && durationWords(product.startsAfter)),
            ...given(t('bundle.lasts'), product.duration && durationWords(product.duration)),
            ...(product.type === 'recurring'
              ? [
                  { label: t('product.proration.purchase'), value: t(`proration.${product.prorationOnPurchase}`) },
                  { label: t('product.proration.cancel'), value: t(`proration.${product.prorationOnCancel}`) },
                ]
              : []),
            ...rolloverFacts(product, amountOf(product.resource)),
            ...givenCodes(t('catalog.event-generators'), 'event-generators', product.eventGenerators),
            ...given(
              t('catalog.on-invoice'),
              product.includedOnInvoice === undefined ? undefined : yesNo(product.includedOnInvoice),
            ),
            ...given(
              t('catalog.sensitive'),
              product.sensitiveData === undefined ? undefined : yesNo(product.sensitiveData),
            ),
            ...Object.entries(product.attributes ?? {}).map(([label, value]): Fact => ({ label, value })),
          ]}
        />
      </Container>
      {product.versions.toReversed().map((version) => (
        <VersionCard key={version.validFrom} product={product} version={version} />
      ))}
    </>
  );
}

function rolloverFacts({ rollover }: Product, amount: (text: string) => string): readonly Fact[] {
  if (rollover === undefined) return [];
  const { intervals, maximumPerInterval: each, maximumTotal: total } = rollover;
  const words = intervals === 1 ? t('product.rollover.one') : t('product.rollover.more', { count: intervals });
  return [
    { label: t('product.rollover'), value: words },
    ...given(t('product.rollover.each'), each && amount(each)),
    ...given(t('product.rollover.total'), total && amount(total)),
  ];
}

function VersionCard({ product, version }: { product: Product; version: Version }) {
  const { day } = useFormats();
  const amountOf = useAmount();
  const unit = useUnits()(product.serviceType);
  const { price, tax, chargeTag, ratePlan } = version;
  return (
    <Container header={<Header variant="h2">{t('product.version', { from: day(version.validFrom) })}</Header>}>
      <div className="stack">
        {ratePlan === undefined ? null : (
          <RatePlanTable plan={ratePlan} resource={product.resource} amountOf={amountOf} unit={unit} />
        )}
        {ratePlan?.otherwise === 'reject' ? (
          <Facts
            of={[...givenCode(t('price.tax'), 'taxes', tax), ...givenCode(t('catalog.charge-tag'), 'tags', chargeTag)]}
          />
        ) : (
          <PriceDetail
            price={price}
            amount={amountOf(product.resource)}
            unit={unit}
            facts={[
              ...givenCode(t('price.tax'), 'taxes', tax),
              ...givenCode(t('catalog.charge-tag'), 'tags', chargeTag),
            ]}
          />
        )}
      </div>
    </Container>
  );
}
