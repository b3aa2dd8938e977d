import type { JobRun } from '../../lib/answers.ts';
import { t } from '../../lib/translate.ts';
import type { Column } from '../../ui/data-table.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';

/** Columns of runs; `short` leaves out what a small list has no room for. */
export function runColumns({ short }: { short: boolean }): readonly Column<JobRun>[] {
  const count = (id: 'processed' | 'skipped' | 'failed'): Column<JobRun> => ({
    id,
    header: t(`runs.${id}`),
    numeric: true,
    cell: (run) => (id === 'failed' && run.failed > 0 ? <span className="bad">{run.failed}</span> : run[id]),
  });
  return [
    {
      id: 'id',
      header: t('runs.id'),
      rowHeader: true,
      cell: ({ runId, job }) => (
        <TextLink to="/jobs/$runId" params={{ runId }}>
          {t('run.title', { job: t(`job.${job}`), id: runId })}
        </TextLink>
      ),
    },
    { id: 'state', header: t('runs.state'), cell: ({ state }) => <StatusPill status={state} /> },
    { id: 'started', header: t('runs.started'), cell: ({ startedAt }) => <Time at={startedAt} /> },
    ...(short
      ? []
      : [{ id: 'trigger', header: t('runs.trigger'), cell: ({ trigger }: JobRun) => t(`trigger.${trigger}`) }]),
    count('processed'),
    ...(short ? [] : [count('skipped')]),
    count('failed'),
  ];
}
