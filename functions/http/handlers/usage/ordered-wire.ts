import type { JobRun } from '../../../../domain/jobs/job.ts';
import { answer } from '../../../shared/answer.ts';

/** Work was ordered: where to look how far it is. */
export const orderedWire = ({ runId }: Pick<JobRun, 'runId'>, at: string) =>
  answer(202, { runId }, { headers: { location: `${at}/${runId}` } });
