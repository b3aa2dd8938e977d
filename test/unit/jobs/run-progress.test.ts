import { expect, test } from 'vitest';
import type { JobRun } from '../../../domain/jobs/job.ts';
import { endStateOf, isComplete, isDead } from '../../../domain/jobs/run-progress.ts';

const run = (changes: Partial<JobRun>): JobRun => ({
  siteId: 'demo',
  runId: '1',
  job: 'billing',
  trigger: 'manual',
  state: 'running',
  startedAt: 0,
  endedAt: null,
  selected: 3,
  processed: 0,
  skipped: 0,
  failed: 0,
  chained: [],
  progressAt: 0,
  version: 1,
  ...changes,
});

test.for([
  { counts: { selected: null }, complete: false, because: 'nobody knows yet how many there are' },
  { counts: { processed: 2 }, complete: false, because: 'one is missing' },
  { counts: { processed: 1, skipped: 1, failed: 1 }, complete: true, because: 'failures have reported, too' },
  { counts: { selected: 0 }, complete: true, because: 'there was nothing to do' },
])('$counts is complete: $complete, $because', ({ counts, complete }) => {
  expect(isComplete(run(counts))).toBe(complete);
});

test.for([
  { counts: { processed: 2, skipped: 1 }, state: 'succeeded' },
  { counts: { selected: 0 }, state: 'succeeded' },
  { counts: { processed: 2, failed: 1 }, state: 'partial' },
  { counts: { skipped: 2, failed: 1 }, state: 'partial' },
  { counts: { failed: 3 }, state: 'failed' },
  { counts: { processed: 1 }, state: 'partial' },
  { counts: { selected: null }, state: 'failed' },
])('$counts ends as $state', ({ counts, state }) => {
  expect(endStateOf(run(counts))).toBe(state);
});

test('an hour of silence means that a run is dead, unless it has ended', () => {
  expect(isDead(run({ progressAt: 1000 }), 1000 + 3_600_000)).toBe(false);
  expect(isDead(run({ progressAt: 1000 }), 1001 + 3_600_000)).toBe(true);
  expect(isDead(run({ progressAt: 1000, state: 'succeeded' }), 1001 + 3_600_000)).toBe(false);
});
