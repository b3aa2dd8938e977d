import Alert from '@cloudscape-design/components/alert';
import { useQuery } from '@tanstack/react-query';
import type { Explanation } from '../../../lib/answers.ts';
import { useApi } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Time } from '../../../ui/time.tsx';
import { explanationQuery } from '../queries.ts';
import type { ExplainedEntry } from './explained-entry.ts';
import { ExplanationSteps, Sentences } from './explanation-steps.tsx';

type ExplanationPanelProps = {
  readonly customerId: string;
  readonly entry: ExplainedEntry;
  readonly onClose: () => void;
};

/** How an amount came about: in sentences first, then step by step. */
export function ExplanationPanel({ customerId, entry, onClose }: ExplanationPanelProps) {
  const explanation = useQuery(explanationQuery(useApi(), customerId, entry));
  return (
    <Panel title={t('explain.title')} wide onClose={onClose}>
      {explanation.isError ? (
        <ProblemAlert error={explanation.error} retry={() => void explanation.refetch()} />
      ) : explanation.data === undefined ? (
        <Skeleton block />
      ) : (
        <Explained explanation={explanation.data} />
      )}
    </Panel>
  );
}

function Explained({ explanation }: { explanation: Explanation }) {
  const { entry, catalogVersion, reproduced, steps, sentences, corrections } = explanation;
  return (
    <div className="page">
      {reproduced === false ? (
        <Alert type="warning" header={t('explain.not-reproduced')}>
          {t('explain.not-reproduced.words')}
        </Alert>
      ) : null}
      <Sentences of={sentences} />
      <ExplanationSteps steps={steps} resource={entry.impacts.find(({ charge }) => charge !== null)?.resource} />
      {corrections.length === 0 ? null : (
        <DataTable<Explanation['corrections'][number]>
          embedded
          title={t('explain.corrections')}
          columns={[
            { id: 'kind', header: t('entry.kind'), rowHeader: true, cell: ({ kind }) => t(`entry.kind.${kind}`) },
            { id: 'note', header: t('entry.note'), cell: ({ note }) => note ?? '–' },
            { id: 'at', header: t('entry.recorded'), cell: ({ recordedAt }) => <Time at={recordedAt} /> },
            { id: 'seq', header: t('entry.seq'), numeric: true, cell: ({ seq }) => seq },
          ]}
          rows={corrections}
          rowId={({ seq }) => String(seq)}
          empty={null}
        />
      )}
      <Facts
        of={[
          { label: t('events.id'), value: <span className="mono">{entry.id}</span> },
          { label: t('entry.kind'), value: t(`entry.kind.${entry.kind}`) },
          { label: t('events.at'), value: <Time at={entry.at} /> },
          { label: t('entry.recorded'), value: <Time at={entry.recordedAt} /> },
          { label: t('entry.seq'), value: entry.seq },
          ...(catalogVersion === null ? [] : [{ label: t('change.version'), value: catalogVersion }]),
          ...(entry.note === undefined ? [] : [{ label: t('entry.note'), value: entry.note }]),
        ]}
      />
    </div>
  );
}
