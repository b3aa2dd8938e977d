import { expect, test } from 'vitest';
import { BACK_OFF_SECONDS, backOffMs, MOST_LUCK } from '../../../domain/notification/back-off.ts';
import type { Notification } from '../../../domain/notification/notification.ts';
import { recordAttempt, replayed, type Tried } from '../../../domain/notification/record-attempt.ts';
import { rotateSecret, signingSecrets } from '../../../domain/notification/webhook-endpoint.ts';

const NOW = Date.parse('2026-03-15T12:00:00Z');
const HOUR = 3_600_000;

test.for([
  { tries: 1, luck: 200, ms: 5_000, because: 'five seconds: a restart is over' },
  { tries: 1, luck: 0, ms: 4_000, because: 'a fifth less at most' },
  { tries: 1, luck: MOST_LUCK, ms: 6_000, because: 'a fifth more at most' },
  { tries: 2, luck: 200, ms: 60_000, because: 'a minute' },
  { tries: 3, luck: 200, ms: 300_000, because: 'five minutes' },
  { tries: 4, luck: 200, ms: HOUR / 2, because: 'half an hour' },
  { tries: 5, luck: 200, ms: 2 * HOUR, because: 'two hours' },
  { tries: 6, luck: 200, ms: 5 * HOUR, because: 'five hours' },
  { tries: 7, luck: 200, ms: 10 * HOUR, because: 'ten hours' },
  { tries: 10, luck: 200, ms: 24 * HOUR, because: 'a day' },
  { tries: 11, luck: 200, ms: null, because: 'the eleventh try is the last' },
])('after $tries failed tries it waits $ms ms: $because', ({ tries, luck, ms }) => {
  expect(backOffMs(tries, luck)).toBe(ms);
});

test('it goes on for about three days, and every wait is longer than the one before', () => {
  const days = BACK_OFF_SECONDS.reduce((sum, wait) => sum + wait, 0) / 86_400;
  expect(days).toBeGreaterThan(3);
  expect(days).toBeLessThan(3.2);
  expect(BACK_OFF_SECONDS).toEqual(BACK_OFF_SECONDS.toSorted((a, b) => a - b));
});

const NOTIFICATION: Notification = {
  siteId: 'demo',
  notificationId: '1001-4-1',
  customerId: '1001',
  balanceGroupId: '1001',
  at: NOW,
  type: 'threshold.reached',
  rule: 'A',
  target: { channel: 'webhook', endpoint: 'care' },
  facts: null,
  state: 'pending',
  request: 1,
  tries: 0,
  nextAttemptAt: null,
  attempts: [],
  version: 1,
};
const FAILED: Tried = { at: NOW, outcome: 'failed', durationMs: 20, status: 503, error: 'The endpoint answered 503.' };
const DONE: Tried = { at: NOW, outcome: 'delivered', durationMs: 20, status: 204, sentTo: 'https://care.example.com' };
const record = (notification: Notification, tried: Tried, request = notification.request) =>
  recordAttempt(notification, tried, { request, now: NOW, luck: 200 });

test('a try that succeeds makes it delivered, and says where it went', () => {
  expect(record(NOTIFICATION, DONE)).toMatchObject({
    state: 'delivered',
    sentTo: 'https://care.example.com',
    request: 1,
    tries: 1,
    nextAttemptAt: null,
    attempts: [{ at: NOW, outcome: 'delivered', durationMs: 20, status: 204 }],
  });
});

test('a try that fails plans the next one, by a request of its own', () => {
  const once = record(NOTIFICATION, FAILED);
  expect(once).toMatchObject({ state: 'failed', request: 2, tries: 1, nextAttemptAt: NOW + 5_000 });
  expect(record(once, FAILED)).toMatchObject({ state: 'failed', request: 3, tries: 2, nextAttemptAt: NOW + 60_000 });
});

test('the last try that fails gives it up, with every try kept', () => {
  let notification = NOTIFICATION;
  for (let tries = 0; tries < 11; tries++) notification = record(notification, FAILED);
  expect(notification).toMatchObject({ state: 'given_up', tries: 11, nextAttemptAt: null, request: 11 });
  expect(notification.attempts).toHaveLength(11);
});

test('a hopeless try gives it up at once', () => {
  const noted = record(NOTIFICATION, { ...FAILED, hopeless: true });
  expect(noted).toMatchObject({ state: 'given_up', tries: 1, request: 1 });
  expect(noted.attempts[0]).not.toHaveProperty('hopeless');
});

test('after a replay it is tried from the beginning, and a try for the request before changes no plan', () => {
  const again = replayed({ ...NOTIFICATION, state: 'given_up', tries: 11, request: 11 });
  expect(again).toMatchObject({ state: 'pending', tries: 0, request: 12, nextAttemptAt: null });
  expect(record(again, FAILED, 11)).toMatchObject({ state: 'pending', tries: 0, request: 12 });
  expect(record(again, DONE, 11)).toMatchObject({ state: 'delivered', request: 12 });
});

test('what was delivered stays delivered, whatever a twin of the message meets', () => {
  expect(record(record(NOTIFICATION, DONE), FAILED, 1)).toMatchObject({ state: 'delivered', request: 1 });
});

test('the newest hundred tries are kept', () => {
  let notification = NOTIFICATION;
  for (let index = 0; index < 130; index++)
    notification = record(replayed(notification), { ...FAILED, durationMs: index });
  expect(notification.attempts).toHaveLength(100);
  expect(notification.attempts.at(-1)?.durationMs).toBe(129);
});

test('after a rotation both secrets sign for a day, the new one first', () => {
  const first = rotateSecret([], 'one', NOW);
  const second = rotateSecret(first, 'two', NOW + HOUR);
  expect(signingSecrets({ secrets: first }, NOW)).toEqual(['one']);
  expect(signingSecrets({ secrets: second }, NOW + 25 * HOUR - 1)).toEqual(['two', 'one']);
  expect(signingSecrets({ secrets: second }, NOW + 25 * HOUR)).toEqual(['two']);
  expect(signingSecrets({ secrets: rotateSecret(second, 'three', NOW + 2 * HOUR) }, NOW + 2 * HOUR)).toEqual([
    'three',
    'two',
  ]);
});
