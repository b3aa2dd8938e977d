import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { DryRun } from '../../lib/answers.ts';
import { isZero } from '../../lib/decimal-text.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Kpis } from '../../ui/kpis.tsx';
import { useAmount } from '../catalog/use-amount.ts';
import { ExplanationSteps, Sentences } from '../customer/events/explanation-steps.tsx';
import { reasonWords } from '../usage/reason-words.ts';
import { useMoneyOf } from './use-money-of.ts';

type Result = DryRun['results'][number];
type Rated = Extract<Result, { outcome: 'rated' }>;

/** What would become of the event: what it costs and why, or why it could not be rated. */
export function TriedResult({ of }: { of: Result }) {
  if (of.outcome === 'rated') return <RatedResult of={of} />;
  return of.outcome === 'duplicate' ? (
    <Alert type="info" header={t('try.duplicate')} />
  ) : (
    <Alert type="warning" header={t('try.suspended', { reason: reasonWords(of.reason) })}>
      {of.detail}
    </Alert>
  );
}

function RatedResult({ of }: { of: Rated }) {
  const { quantity } = useFormats();
  const { amount } = useMoneyOf();
  const exact = useAmount();
  const { resource, product, net, tax, shared, balances, sentences, steps } = of;
  const unit = steps.find((step) => step.step === 'quantity')?.unit;
  const takes = shared.flatMap(({ balanceGroupId, groupId, impacts }) =>
    impacts.map((impact) => ({ ...impact, balanceGroupId, groupId })),
  );
  return (
    <>
      <Kpis
        label={t('try.result')}
        of={[
          {
            label: t('try.amount'),
            value: amount(resource, of.amount),
            note: isZero(of.amount) ? undefined : resource,
          },
          { label: t('try.net'), value: amount(resource, net) },
          { label: t('try.tax'), value: amount(resource, tax) },
          { label: t('try.quantity'), value: quantity(of.quantity), note: unit },
        ]}
      />
      <Container header={<Header variant="h2">{t('explain.title')}</Header>}>
        <div className="stack">
          {product === null ? null : <p className="muted">{t('try.priced-by', { product })}</p>}
          <Sentences of={sentences} />
          <ExplanationSteps steps={steps} resource={resource} />
        </div>
      </Container>
      {takes.length === 0 ? null : (
        <DataTable<(typeof takes)[number]>
          sticky={false}
          title={t('try.shared')}
          columns={[
            {
              id: 'owner',
              header: t('try.shared.owner'),
              rowHeader: true,
              cell: ({ balanceGroupId }) => balanceGroupId,
            },
            { id: 'group', header: t('try.shared.group'), cell: ({ groupId }) => groupId },
            {
              id: 'takes',
              header: t('try.shared.takes'),
              numeric: true,
              cell: (row) => exact(row.resource)(row.amount),
            },
          ]}
          rows={takes}
          rowId={({ balanceGroupId, groupId, bucket }) => `${balanceGroupId} ${groupId} ${bucket}`}
          empty={null}
        />
      )}
      <DataTable<Rated['balances'][number]>
        sticky={false}
        title={t('try.balances')}
        description={t('try.balances.words')}
        columns={[
          { id: 'resource', header: t('try.resource'), rowHeader: true, cell: (row) => row.resource },
          {
            id: 'total',
            header: t('try.total'),
            numeric: true,
            cell: (row) => exact(row.resource)(row.total),
          },
        ]}
        rows={balances}
        rowId={(row) => row.resource}
        empty={<Empty title={t('balances.empty')} />}
      />
    </>
  );
}
