import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Pill } from '../../ui/pill.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { pathOf } from './catalog-groups.ts';
import { CodeLink } from './code-link.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { type RevisionKey, revisionQuery } from './revisions.ts';

const TONES = { created: 'good', replaced: 'accent', deleted: 'bad' } as const;
type Action = keyof typeof TONES;

/** What was done, as a word with its colour. */
export const ActionPill = ({ action }: { action: Action }) => (
  <Pill tone={TONES[action]}>{t(`change.action.${action}`)}</Pill>
);

type RevisionPanelProps = { readonly revision: RevisionKey; readonly onClose: () => void };

/** One change of the catalog: who made it, and what is otherwise now. */
export function RevisionPanel({ revision, onClose }: RevisionPanelProps) {
  const whole = useQuery(revisionQuery(useApi(), revision));
  const { kind, code, catalogVersion } = revision;
  const data = whole.data;
  return (
    <Panel title={t('change.title', { code, version: catalogVersion })} wide onClose={onClose}>
      {whole.isError ? (
        <ProblemAlert error={whole.error} retry={() => void whole.refetch()} />
      ) : data === undefined ? (
        <Skeleton block />
      ) : (
        <div className="page">
          <Facts
            of={[
              { label: t('change.action'), value: <ActionPill action={data.action} /> },
              { label: t('change.object'), value: <CodeLink to={pathOf(kind)} code={code} /> },
              { label: t('catalog.kind'), value: t(`catalog-kind.${kind}`) },
              { label: t('activities.when'), value: <Time at={data.at} /> },
              { label: t('activities.who'), value: data.actor },
              { label: t('change.version'), value: catalogVersion },
            ]}
          />
          {data.before !== null && data.after !== null ? (
            <DifferenceTable of={data.changes} more={data.moreChanges} />
          ) : (
            <section className="stack">
              <h3 className="strong">{data.before === null ? t('change.as-created') : t('change.as-deleted')}</h3>
              <pre className="payload">{JSON.stringify(data.after ?? data.before, null, 2)}</pre>
            </section>
          )}
        </div>
      )}
    </Panel>
  );
}
