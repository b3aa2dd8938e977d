import type { JobRun } from '../../lib/answers.ts';
import { t } from '../../lib/translate.ts';
import { TextLink } from '../../ui/text-link.tsx';

/** The page that shows what an ordered run came to in money, if it has one. */
export function RunOrderLink({ run: { job, runId } }: { run: JobRun }) {
  if (job === 're-rating') {
    return (
      <TextLink to="/usage-events/re-ratings/$runId" params={{ runId }}>
        {t('rerating.figures')}
      </TextLink>
    );
  }
  return job === 'what-if' ? (
    <TextLink to="/usage-events/what-if/$runId" params={{ runId }}>
      {t('what-if.lines')}
    </TextLink>
  ) : null;
}
