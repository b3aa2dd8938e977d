import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { CodeLinks } from './code-link.tsx';
import { type Price, priceWords } from './price-words.ts';

type PriceDetailProps = {
  readonly price: Price;
  readonly amount: (text: string) => string;
  readonly unit?: string | undefined;
  /** Of the version or rate that has the price; they come first. */
  readonly facts?: readonly Fact[];
};

/** A price with everything that it depends on. */
export const PriceDetail = ({ price, amount, unit, facts = [] }: PriceDetailProps) => (
  <div className="stack">
    <Facts
      of={[
        ...facts,
        { label: t('catalog.price'), value: priceWords(price, { amount, unit }) },
        ...bounds(price, amount),
      ]}
    />
    {'tiers' in price ? <Tiers price={price} amount={amount} /> : null}
    {price.model === 'stair-step' ? <Steps price={price} amount={amount} /> : null}
  </div>
);

function bounds(price: Price, amount: (text: string) => string): readonly Fact[] {
  const fact = (label: string, text: string | undefined): readonly Fact[] =>
    text === undefined ? [] : [{ label, value: amount(text) }];
  return [
    ...('fee' in price ? fact(t('price.fee'), price.fee) : []),
    ...('minimumCharge' in price ? fact(t('price.minimum'), price.minimumCharge) : []),
    ...('maximumCharge' in price ? fact(t('price.maximum'), price.maximumCharge) : []),
    ...('basis' in price ? [{ label: t('price.basis'), value: t(`tiers.basis.${price.basis}`) }] : []),
    ...('counter' in price && price.counter !== undefined
      ? [{ label: t('price.counter'), value: <CodeLinks to="resources" codes={[price.counter]} /> }]
      : []),
    ...('chargeTags' in price && price.chargeTags !== undefined
      ? [{ label: t('price.counts-tags'), value: <CodeLinks to="tags" codes={price.chargeTags} /> }]
      : []),
  ];
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

type StepsProps = {
  readonly price: Extract<Price, { model: 'stair-step' }>;
  readonly amount: (text: string) => string;
};

function Steps({ price, amount }: StepsProps) {
  const { quantity } = useFormats();
  return (
    <DataTable
      embedded
      title={t('steps.title')}
      columns={[
        {
          id: 'up-to',
          header: t('tiers.up-to'),
          rowHeader: true,
          cell: ({ upTo }) => (upTo === null ? t('tiers.rest') : quantity(upTo)),
        },
        { id: 'amount', header: t('steps.amount'), numeric: true, cell: (step) => amount(step.amount) },
      ]}
      rows={price.steps}
      rowId={({ upTo }) => upTo ?? 'rest'}
      empty={null}
    />
  );
}
