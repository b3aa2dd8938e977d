import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readUsageEvent } from '../../../events/usage-event.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { apiOver } from './api.ts';
import type { Ask, Told } from './ask.ts';
import { NOW, SITE, storeWithSites } from './test-site.ts';

const EVENT = {
  specversion: '1.0',
  type: 'billow.usage.v1',
  id: '1',
  source: 'chargers',
  time: '2026-03-15T09:00:00+01:00',
  site: SITE,
  servicetype: 'ev-charging',
  subject: 'DRIVER-1',
  data: { station: '12', kwh: 7.78 },
};

let store: InMemoryStore;
let ask: (operation: string, ask?: Ask) => Promise<Told>;

beforeEach(() => {
  store = storeWithSites();
  ask = apiOver(store);
});

const send = (body: unknown) => ask('sendUsageEvents', { body });

describe('sending usage', () => {
  test('one event goes to the queue as the queue’s own message', async () => {
    expect(await send(EVENT)).toMatchObject({ status: 202, body: { accepted: 1 } });
    expect(store.usage).toHaveLength(1);
    const read = readUsageEvent(JSON.parse(store.usage[0] ?? ''));
    expect(read).toEqual(readUsageEvent(EVENT));
  });

  test.for([
    ['/id', { id: 'call-\ud800' }],
    ['/subject', { subject: '\udc00' }],
    ['/data/station', { data: { station: 'a\ud800b' } }],
  ] as const)('half a character is refused, for no store keeps it: %s', async ([pointer, part]) => {
    const read = readUsageEvent({ ...EVENT, ...part });
    expect(read).toMatchObject({
      ok: false,
      error: [{ pointer, message: expect.stringContaining('half a character') }],
    });
    expect(readUsageEvent({ ...EVENT, id: 'call-\ud83d\ude00' })).toMatchObject({ ok: true });
  });

  test('many go in messages of at most a hundred', async () => {
    const events = Array.from({ length: 250 }, (_, index) => ({ ...EVENT, id: `${index}` }));
    expect((await send(events)).body).toEqual({ accepted: 250 });
    expect(store.usage.map((body) => JSON.parse(body).length)).toEqual([100, 100, 50]);
    const ids = store.usage.flatMap((body) => JSON.parse(body).map(({ id }: { id: string }) => id));
    expect(ids).toEqual(events.map(({ id }) => id));
  });

  test('large events go in small messages', async () => {
    const data = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`field${index}`, 'ž'.repeat(900)]));
    await send(Array.from({ length: 5 }, (_, index) => ({ ...EVENT, id: `${index}`, data })));
    expect(store.usage.length).toBeGreaterThan(1);
    for (const body of store.usage) expect(Buffer.byteLength(body)).toBeLessThan(256 * 1024);
  });

  test.for([
    ['another site', { ...EVENT, site: 'elsewhere' }, '/site', '"demo"'],
    ['another site in a batch', [EVENT, { ...EVENT, site: 'elsewhere' }], '/1/site', '"demo"'],
    ['no id', { ...EVENT, id: undefined }, '/id', 'Add this field.'],
    ['a day that is none', [EVENT, { ...EVENT, time: '2026-02-30T00:00:00' }], '/1/time', 'RFC 3339'],
    ['a number with lost digits', { ...EVENT, data: { kwh: 1e308 } }, '/data/kwh', 'digits'],
    ['a list in a field', { ...EVENT, data: { kwh: [1] } }, '/data/kwh', 'text'],
    ['another version', { ...EVENT, type: 'billow.usage.v2' }, '/type', 'billow.usage.v1'],
    [
      'more than the queue takes',
      [
        EVENT,
        { ...EVENT, data: Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`f${i}`, 'ž'.repeat(2000)])) },
      ],
      '/1',
      '200000 bytes',
    ],
    ['a list in the place of data', { ...EVENT, data: [] }, '/data', 'Send an object here.'],
    ['nothing', [], '', 'at least one'],
    ['text', '"usage"', '', 'CloudEvents'],
  ] as const)('with %s nothing is sent, and the field is named', async ([, body, pointer, words]) => {
    const told = await send(body);
    expect(told.status).toBe(422);
    const found = told.body.errors.find((error: { pointer: string }) => error.pointer === pointer);
    expect(found?.message, JSON.stringify(told.body)).toContain(words);
    expect(store.usage).toEqual([]);
  });

  test('more than 500 at once are refused', async () => {
    const told = await send(Array.from({ length: 501 }, () => EVENT));
    expect(told.status).toBe(422);
    expect(store.usage).toEqual([]);
  });

  test('is counted by what became of it', async () => {
    store.tallies.set(SITE, { received: 5, rated: 3, duplicate: 1, suspended: 1 });
    expect((await ask('getUsageTally')).body).toEqual({ received: 5, rated: 3, duplicate: 1, suspended: 1 });
  });
});

describe('suspended messages', () => {
  const path = { suspenseId: 'abc' };
  const payload = JSON.stringify(EVENT);

  beforeEach(() => {
    store.seed({
      put: 'suspense',
      value: {
        siteId: SITE,
        ...path,
        reason: 'UNKNOWN_SERVICE',
        detail: 'Nobody has DRIVER-1.',
        payload,
        status: 'open',
        receivedAt: NOW,
        version: 0,
      },
    });
  });

  test('are listed with reason and payload while they are open', async () => {
    const { body } = await ask('listSuspense');
    expect(body.items).toMatchObject([{ suspenseId: 'abc', reason: 'UNKNOWN_SERVICE', status: 'open', payload }]);
    expect((await ask('getSuspense', { path })).etag).toBe('"1"');
  });

  test('are sent again as they came, as often as one likes', async () => {
    for (const _ of [1, 2]) {
      expect(await ask('retrySuspense', { path })).toMatchObject({ status: 200, body: { status: 'retried' } });
    }
    expect(store.usage).toEqual([payload, payload]);
    expect((await ask('listSuspense')).body.items).toEqual([]);
  });

  test('are sent corrected, but not to another site and not broken', async () => {
    const retry = (corrected: string) => ask('retrySuspense', { path, body: { payload: corrected } });
    for (const wrong of ['{', '[]', JSON.stringify({ ...EVENT, site: 'elsewhere' })]) {
      expect(await retry(wrong)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/payload' }] } });
    }
    expect(store.usage).toEqual([]);
    const corrected = JSON.stringify({ ...EVENT, subject: 'DRIVER-2' });
    expect((await retry(corrected)).status).toBe(200);
    expect(store.usage).toEqual([corrected]);
  });

  test('stay open when the queue cannot be reached', async () => {
    vi.spyOn(store.queues, 'sendUsage').mockRejectedValue(new Error('no queue'));
    expect((await ask('retrySuspense', { path })).status).toBe(500);
    expect(store.get('suspense', SITE, path)?.status).toBe('open');
  });

  test('are given up with a reason, once', async () => {
    expect(await ask('discardSuspense', { path, body: {} })).toMatchObject({ status: 422 });
    const body = { note: 'A test of the producer' };
    const given = await ask('discardSuspense', { path, body });
    expect(given.body).toMatchObject({ status: 'discarded', note: 'operator@example.com: A test of the producer' });
    expect(await ask('discardSuspense', { path, body })).toMatchObject({
      status: 409,
      body: { code: 'suspense.state' },
    });
    expect(await ask('retrySuspense', { path })).toMatchObject({ status: 409, body: { code: 'suspense.state' } });
    expect(store.usage).toEqual([]);
  });
});
