import { expect, test } from 'vitest';
import { parseSchedule } from '../../../local/runtime/sources/schedule-expression.ts';

const runsAfter = (expression: string, zone: string, after: string, count = 1): (string | null)[] => {
  const next = parseSchedule(expression, zone, Date.parse('2026-01-01T00:00:00Z'));
  const runs: (string | null)[] = [];
  let moment: number | null = Date.parse(after);
  for (let index = 0; index < count && moment !== null; index += 1) {
    moment = next(moment);
    runs.push(moment === null ? null : new Date(moment).toISOString().replace(':00.000Z', 'Z'));
  }
  return runs;
};

test.for([
  { expression: 'cron(30 0 * * ? *)', after: '2026-11-22T09:00:00Z', runs: ['2026-11-23T00:30Z', '2026-11-24T00:30Z'] },
  {
    expression: 'cron(30 0 * * ? *)',
    after: '2026-11-22T00:30:00Z',
    runs: ['2026-11-23T00:30Z'],
    because: 'it has just run',
  },
  {
    expression: 'cron(0 3 ? * SUN *)',
    after: '2026-11-22T03:00:00Z',
    runs: ['2026-11-29T03:00Z', '2026-12-06T03:00Z'],
  },
  {
    expression: 'cron(0/15 8-9 ? * MON-FRI *)',
    after: '2026-11-20T09:40:00Z',
    runs: ['2026-11-20T09:45Z', '2026-11-23T08:00Z'],
  },
  {
    expression: 'cron(0 0 29 2 ? *)',
    after: '2096-03-01T00:00:00Z',
    runs: ['2104-02-29T00:00Z'],
    because: '2100 is no leap year',
  },
  { expression: 'cron(0 12 L * ? *)', after: '2027-02-01T00:00:00Z', runs: ['2027-02-28T12:00Z', '2027-03-31T12:00Z'] },
  {
    expression: 'cron(0 12 1W * ? *)',
    after: '2026-07-31T13:00:00Z',
    runs: ['2026-08-03T12:00Z'],
    because: '1 August 2026 is a Saturday',
  },
  {
    expression: 'cron(0 9 ? * 6#3 *)',
    after: '2026-11-01T00:00:00Z',
    runs: ['2026-11-20T09:00Z'],
    because: 'the third Friday',
  },
  {
    expression: 'cron(0 9 ? * 6L *)',
    after: '2026-11-01T00:00:00Z',
    runs: ['2026-11-27T09:00Z'],
    because: 'the last Friday',
  },
  {
    expression: 'cron(0 0 1 JAN,JUL ? 2027)',
    after: '2026-11-01T00:00:00Z',
    runs: ['2027-01-01T00:00Z', '2027-07-01T00:00Z', null],
  },
  { expression: 'rate(5 minutes)', after: '2026-01-01T00:12:00Z', runs: ['2026-01-01T00:15Z', '2026-01-01T00:20Z'] },
  {
    expression: 'rate(1 day)',
    after: '2025-12-31T00:00:00Z',
    runs: ['2026-01-02T00:00Z'],
    because: 'the first run is one day after the start',
  },
  { expression: 'at(2026-11-30T10:00:00)', after: '2026-11-01T00:00:00Z', runs: ['2026-11-30T10:00Z', null] },
])('$expression in UTC after $after runs $runs', ({ expression, after, runs }) => {
  expect(runsAfter(expression, 'UTC', after, runs.length)).toEqual(runs);
});

test.for([
  {
    zone: 'Europe/Berlin',
    after: '2026-03-28T00:00:00Z',
    runs: ['2026-03-28T01:30Z', '2026-03-30T00:30Z'],
    because: '29 March has no 02:30',
  },
  {
    zone: 'Europe/Berlin',
    after: '2026-10-24T12:00:00Z',
    runs: ['2026-10-25T00:30Z', '2026-10-26T01:30Z'],
    because: '02:30 comes twice and runs once',
  },
  { zone: 'Asia/Kathmandu', after: '2026-06-01T00:00:00Z', runs: ['2026-06-01T20:45Z'], because: '5:45 ahead of UTC' },
  { zone: 'Pacific/Kiritimati', after: '2026-06-01T00:00:00Z', runs: ['2026-06-01T12:30Z'], because: '14 hours ahead' },
])('half past two every day in $zone after $after runs $runs: $because', ({ zone, after, runs }) => {
  expect(runsAfter('cron(30 2 * * ? *)', zone, after, runs.length)).toEqual(runs);
});

test.for([
  'cron(30 0 * * *)',
  'cron(30 0 * * * *)',
  'cron(60 0 * * ? *)',
  'cron(5-1 0 * * ? *)',
  'cron(x 0 * * ? *)',
  'rate(0 minutes)',
  'rate(5 fortnights)',
  'at(tomorrow)',
  'every day',
])('%s is refused', (expression) => {
  expect(() => parseSchedule(expression, 'UTC', 0)).toThrow();
});
