import type { Instant } from '../time/instant.ts';
import type { JobRun, RunState } from './job.ts';

const DEAD_AFTER_MS = 60 * 60_000;

/** Every account that was selected has reported. */
export const isComplete = ({ selected, processed, skipped, failed }: JobRun): boolean =>
  selected !== null && processed + skipped + failed >= selected;

/** How a run ends: one failed account makes it partial, nothing but failures makes it failed. */
export function endStateOf({ selected, processed, skipped, failed }: JobRun): RunState {
  if (selected === null) return 'failed';
  if (failed === 0 && processed + skipped >= selected) return 'succeeded';
  return processed + skipped === 0 ? 'failed' : 'partial';
}

/**
 * A run whose worker died keeps the job from starting again, so it is given up after an hour of silence: longer than
 * a message takes to be tried again. What it did not reach is still due and is found by the next run.
 */
export const isDead = (run: JobRun, systemNow: Instant): boolean =>
  run.state === 'running' && systemNow - run.progressAt > DEAD_AFTER_MS;
