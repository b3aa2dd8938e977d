import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LocalFunction } from '../../../local/runtime/functions/local-function.ts';
import { invokeAsynchronously } from '../../../local/runtime/sources/invoke-asynchronously.ts';
import { startSchedule } from '../../../local/runtime/sources/scheduler.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T00:29:00Z') });
});
afterEach(() => vi.useRealTimers());

const HOUR_MS = 3_600_000;

function schedule(properties: Readonly<Record<string, unknown>>) {
  const sent: string[] = [];
  const source = startSchedule({
    properties: {
      ScheduleExpression: 'cron(30 0 * * ? *)',
      Target: { Arn: 'arn:starter', Input: '{"job":"billing"}' },
      ...properties,
    },
    send: async (arn, input) => void sent.push(`${new Date().toISOString()} ${arn} ${JSON.stringify(input)}`),
  });
  return { source, sent };
}

test('a schedule sends its input at its time, every day, and no more once it is stopped', async () => {
  const { source, sent } = schedule({});
  await vi.advanceTimersByTimeAsync(25 * HOUR_MS);
  expect(sent).toEqual([
    '2026-11-22T00:30:00.000Z arn:starter {"job":"billing"}',
    '2026-11-23T00:30:00.000Z arn:starter {"job":"billing"}',
  ]);
  await source.stop();
  await vi.advanceTimersByTimeAsync(48 * HOUR_MS);
  expect(sent).toHaveLength(2);
});

test.for([
  { properties: { State: 'DISABLED' }, times: 0 },
  { properties: { StartDate: '2026-11-23T00:00:00Z' }, times: 2 },
  { properties: { EndDate: '2026-11-23T12:00:00Z' }, times: 2 },
  { properties: { ScheduleExpressionTimezone: 'America/New_York' }, times: 3 },
  { properties: { ScheduleExpression: 'rate(12 hours)' }, times: 6 },
])('with $properties it runs $times times in three days', async ({ properties, times }) => {
  const { source, sent } = schedule(properties);
  await vi.advanceTimersByTimeAsync(72 * HOUR_MS);
  await source.stop();
  expect(sent).toHaveLength(times);
});

test('a laptop that slept through the time makes up for it once it is awake', async () => {
  const { source, sent } = schedule({});
  vi.setSystemTime(Date.parse('2026-11-22T09:00:00Z'));
  await vi.advanceTimersByTimeAsync(60_000);
  await source.stop();
  expect(sent).toHaveLength(1);
});

/** A function that fails so often before it answers. */
function failing(times: number) {
  let invocations = 0;
  const invoke = async () => {
    invocations += 1;
    if (invocations <= times) throw new Error('not yet');
    return null;
  };
  const log = { write: () => undefined, recent: () => [], stream: () => process.stdout, close: async () => undefined };
  const fn: LocalFunction = { name: 'fn', arn: 'arn:fn', concurrency: 1, environment: {}, log, invoke };
  return { fn, invocations: () => invocations };
}

test.for([
  { failures: 0, invocations: 1, repetitions: [], givenUp: [] },
  { failures: 2, invocations: 3, repetitions: [1, 2], givenUp: [] },
  { failures: 9, invocations: 3, repetitions: [1, 2], givenUp: ['event'] },
])('an asynchronous event that fails $failures times is tried $invocations times', async (expected) => {
  vi.useRealTimers();
  const target = failing(expected.failures);
  const repetitions: number[] = [];
  const givenUp: unknown[] = [];
  await invokeAsynchronously({
    fn: target.fn,
    event: 'event',
    retries: 2,
    giveUp: async (event) => void givenUp.push(event),
    signal: new AbortController().signal,
    waitMs: (repetition) => {
      repetitions.push(repetition);
      return 0;
    },
  });
  expect({ failures: expected.failures, invocations: target.invocations(), repetitions, givenUp }).toEqual(expected);
});
