import ProgressBar from '@cloudscape-design/components/progress-bar';
import type { JobRun } from '../../lib/answers.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';

/** How far a run is, and how much of it failed. */
export function RunProgress({ run }: { run: JobRun }) {
  const { count } = useFormats();
  const done = run.processed + run.skipped + run.failed;
  const isOver = run.state !== 'running';
  const share = run.selected === null ? 0 : run.selected === 0 ? 100 : Math.floor((done * 100) / run.selected);
  return (
    <ProgressBar
      label={run.selected === null && !isOver ? t('run.finding') : t('runs.progress')}
      value={isOver && run.failed === 0 ? 100 : share}
      description={
        run.selected === null
          ? t('run.finding.words', { done: count(done) })
          : t('run.progress', { done: count(done), all: count(run.selected) })
      }
      additionalInfo={run.failed === 0 ? t('run.no-errors') : t('run.errors', { count: count(run.failed) })}
    />
  );
}
