import { expect, test } from 'vitest';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { alarmKey } from '../../../domain/ledger/alarm-key.ts';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { draftEntry, openLedger } from '../../../domain/ledger/open-ledger.ts';
import { dispatchOutbox } from '../../../functions/use-cases/dispatch-outbox.ts';
import { noticeChanges } from '../../../functions/use-cases/notifications/notice-changes.ts';
import { tellRefusal } from '../../../functions/use-cases/notifications/tell-refusal.ts';
import { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { at, bookOf, cyclesAt, monthlyRule, profileOf } from '../../unit/subscription/contract.ts';

const NOW = at('2026-03-15T12:00:00Z');
const RULE = monthlyRule();
const PROFILE = profileOf(RULE);
const BOOK: PriceBook = {
  ...bookOf(),
  notificationRules: new Map(
    (['threshold.reached', 'limit.refused'] as const).map((event) => [
      event,
      {
        code: event,
        name: event,
        event,
        enabled: true,
        publishers: [{ action: 'log' }, { action: 'webhook', endpoint: 'care' }],
      },
    ]),
  ),
};
const HEAD = openLedger({
  ...{ siteId: 'demo', balanceGroupId: '1001', resource: 'EUR' },
  ...{ cycles: cyclesAt(RULE, NOW), at: NOW, now: NOW },
});
const entry = (alarms?: { raised: readonly string[]; cleared: readonly string[] }) =>
  draftEntry({ kind: 'usage', id: 'call-1', at: NOW, recordedAt: NOW, ...(alarms === undefined ? {} : { alarms }) });

test('a commit that reaches a threshold carries its notifications and one request to deliver them all', async () => {
  const alarms = { raised: [alarmKey({ resource: 'EUR', type: 'value', value: '80' })], cleared: [] };
  const after = appendEntries(HEAD, [entry(alarms)]);
  const store = new InMemoryStore();
  const changes = noticeChanges({ before: HEAD, after, profile: PROFILE, book: BOOK, now: NOW });
  expect(await store.commit(changes)).toBe('done');
  expect(store.all('notification', 'demo').map(({ notificationId }) => notificationId)).toEqual([
    '1001-2-1',
    '1001-2-2',
  ]);
  expect(store.all('outbox', 'demo')).toMatchObject([
    {
      outboxId: 'notification-1001-2-1-1',
      message: {
        type: 'notifications.requested.v1',
        notifications: [
          { notificationId: '1001-2-1', request: 1 },
          { notificationId: '1001-2-2', request: 1 },
        ],
      },
    },
  ]);
});

const addresses = Array.from({ length: 1200 }, (_, index) => `a${index}@example.com`);
const tellAll: PriceBook = {
  ...BOOK,
  notificationRules: new Map(
    (['threshold.reached', 'limit.refused'] as const).map((event) => [
      event,
      {
        ...{ code: event, name: event, event, enabled: true },
        publishers: [{ action: 'mail', template: 'GONE', to: { addresses } }],
      },
    ]),
  ),
};
const mailed = (store: InMemoryStore) =>
  store
    .all('notification', 'demo')
    .flatMap(({ target }) => (target.channel === 'mail' && 'address' in target.to ? [target.to.address] : []));

test('more than a commit has room for is told all the same: to everybody, with a record and a request each', async () => {
  const alarms = { raised: [alarmKey({ resource: 'EUR', type: 'value', value: '80' })], cleared: [] };
  const step = { before: HEAD, after: appendEntries(HEAD, [entry(alarms)]), profile: PROFILE, book: tellAll, now: NOW };
  const owner = openLedger({
    ...{ siteId: 'demo', balanceGroupId: '1002', resource: 'EUR' },
    ...{ cycles: cyclesAt(RULE, NOW), at: NOW, now: NOW },
  });
  const ofOwner = {
    ...{ before: owner, after: appendEntries(owner, [entry(alarms)]), book: tellAll, now: NOW },
    profile: { ...PROFILE, balanceGroupId: '1002' },
  };
  const store = new InMemoryStore();
  const changes = noticeChanges(step, ofOwner);
  expect(changes.length).toBeLessThan(10);
  expect(await store.commit(changes)).toBe('done');
  for (const record of store.all('outbox', 'demo')) await dispatchOutbox(store)(record);
  expect(mailed(store).toSorted()).toEqual([...addresses, ...addresses].toSorted());
  const asked = store.notificationRequests.map(({ notificationId, request }) => `${notificationId} ${request}`);
  const made = store.all('notification', 'demo').map(({ notificationId }) => `${notificationId} 1`);
  expect(asked.toSorted()).toEqual(made.toSorted());
});

test('what is dispatched again after a crash makes what is missing and leaves what has become of the rest', async () => {
  const store = new InMemoryStore();
  expect(await tellRefusal(store)({ ...refusal('call-1'), book: tellAll })).toBe(1200);
  const [first, ...others] = store.all('outbox', 'demo');
  expect(others).toHaveLength(2);
  if (first === undefined) throw new Error('three outbox records');
  let writes = 0;
  store.beforeCommit = () => {
    writes += 1;
    if (writes > 300) throw new Error('the function is killed');
  };
  await expect(dispatchOutbox(store)(first)).rejects.toThrow('killed');
  expect(mailed(store)).toHaveLength(300);
  store.beforeCommit = () => {};
  const [early] = store.all('notification', 'demo');
  if (early === undefined) throw new Error('one was made');
  expect(await store.commit([{ put: 'notification', value: { ...early, state: 'delivered' } }])).toBe('done');
  for (const record of [first, ...others, first]) await dispatchOutbox(store)(record);
  expect(mailed(store).toSorted()).toEqual(addresses.toSorted());
  expect(store.all('notification', 'demo').filter(({ state }) => state === 'delivered')).toHaveLength(1);
  // Another worker that meets the same refusal finds that it was told.
  expect(await tellRefusal(store)({ ...refusal('call-2'), book: tellAll })).toBe(0);
});

test('a commit that reaches none carries nothing', () => {
  const after = appendEntries(HEAD, [entry()]);
  expect(noticeChanges({ before: HEAD, after, profile: PROFILE, book: BOOK, now: NOW })).toEqual([]);
});

const refusal = (id: string) => ({
  head: HEAD,
  profile: PROFILE,
  book: BOOK,
  resource: 'EUR',
  event: { id, at: NOW, service: null },
  now: NOW,
});

test('a thousand refusals of a batch are told once, with one commit', async () => {
  const store = new InMemoryStore();
  let commits = 0;
  store.beforeCommit = () => {
    commits += 1;
  };
  const tell = tellRefusal(store);
  const told: number[] = [];
  for (let index = 0; index < 1000; index++) told.push(await tell(refusal(`call-${index}`)));
  expect(told.filter((count) => count > 0)).toEqual([2]);
  expect(commits).toBe(1);
});

test('another worker that meets the same refusal tells nobody again', async () => {
  const store = new InMemoryStore();
  expect(await tellRefusal(store)(refusal('call-1'))).toBe(2);
  expect(await tellRefusal(store)(refusal('call-2'))).toBe(0);
  expect(store.all('notification', 'demo')).toHaveLength(2);
  expect(store.all('outbox', 'demo')).toHaveLength(1);
});

test('while no rule listens, nothing is written', async () => {
  const store = new InMemoryStore();
  expect(await tellRefusal(store)({ ...refusal('call-1'), book: bookOf() })).toBe(0);
  expect(store.commits).toEqual([]);
});
