import { describe, expect, test } from 'vitest';
import { dispatchOutbox } from '../../../functions/use-cases/dispatch-outbox.ts';
import { notificationTo, WEBHOOK } from '../../support/notification-world.ts';
import { anaBuys, at, shopAt } from '../../support/shops/shop.ts';
import { apiOver } from './api.ts';

const NOW = at('2026-03-10T12:00:00Z');
const CARE = { code: 'care', name: 'Care system', url: 'https://care.example.com/billow' };
const OPERATIONS = { as: '[operations]' };

function shop() {
  const store = shopAt(NOW);
  return { store, ask: apiOver(store) };
}

describe('a webhook endpoint', () => {
  test('is created with a secret that is shown this once', async () => {
    const { ask } = shop();
    const created = await ask('createWebhookEndpoint', { ...OPERATIONS, body: CARE });
    expect(created).toMatchObject({
      status: 201,
      body: { ...CARE, description: null, enabled: true, secret: expect.stringMatching(/^whsec_/) },
      headers: { location: '/v1/webhook-endpoints/care' },
    });
    const { secret, ...shown } = created.body;
    expect((await ask('getWebhookEndpoint', { ...OPERATIONS, path: { code: 'care' } })).body).toEqual(shown);
    const list = await ask('listWebhookEndpoints', OPERATIONS);
    expect(list.body.items).toEqual([shown]);
    expect(JSON.stringify(list.body)).not.toContain(secret);
  });

  test('with a code that is taken is refused', async () => {
    const { ask } = shop();
    await ask('createWebhookEndpoint', { ...OPERATIONS, body: CARE });
    expect(await ask('createWebhookEndpoint', { ...OPERATIONS, body: CARE })).toMatchObject({
      status: 409,
      body: { code: 'catalog.code_taken' },
    });
  });

  test.for([
    'http://care.example.com/',
    'ftp://care.example.com/',
    'care.example.com',
    'https://user:secret@care.example.com/',
    'https://care.example.com/#part',
    '',
  ])('at "%s" is refused', async (url) => {
    const { ask } = shop();
    expect(await ask('createWebhookEndpoint', { ...OPERATIONS, body: { ...CARE, url } })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/url', message: expect.stringContaining('https') }] },
    });
  });

  test.for(['http://localhost:8080/hook', 'http://127.0.0.1:9999/', 'https://care.example.com:8443/a?b=c'])(
    'at "%s" is taken',
    async (url) => {
      const { ask } = shop();
      expect((await ask('createWebhookEndpoint', { ...OPERATIONS, body: { ...CARE, url } })).status).toBe(201);
    },
  );

  test('is changed as it was read, and keeps its secrets', async () => {
    const { ask, store } = shop();
    await ask('createWebhookEndpoint', { ...OPERATIONS, body: CARE });
    const before = store.get('webhookEndpoint', 'demo', { code: 'care' })?.secrets;
    const change = { name: 'Care', url: 'https://new.example.com/', enabled: false };
    const path = { code: 'care' };
    const late = { ...OPERATIONS, path, body: change, headers: { 'if-match': '"7"' } };
    expect(await ask('updateWebhookEndpoint', late)).toMatchObject({ status: 412 });
    const changed = await ask('updateWebhookEndpoint', { ...late, headers: { 'if-match': '"1"' } });
    expect(changed).toMatchObject({ status: 200, body: { ...change, code: 'care' }, headers: { etag: '"2"' } });
    expect(store.get('webhookEndpoint', 'demo', path)?.secrets).toEqual(before);
  });

  test('gets a new secret; the one before it signs for another day', async () => {
    const { ask, store } = shop();
    const path = { code: 'care' };
    const { body } = await ask('createWebhookEndpoint', { ...OPERATIONS, body: CARE });
    const rotated = await ask('rotateWebhookSecret', { ...OPERATIONS, path });
    expect(rotated.status).toBe(200);
    expect(rotated.body.secret).not.toBe(body.secret);
    expect(store.get('webhookEndpoint', 'demo', path)?.secrets.map(({ secret }) => secret)).toEqual([
      rotated.body.secret,
      body.secret,
    ]);
    expect(rotated.body.secrets).toEqual([
      { createdAt: '2026-11-01T00:00:00Z', expiresAt: null },
      { createdAt: '2026-11-01T00:00:00Z', expiresAt: '2026-11-02T00:00:00Z' },
    ]);
  });

  test('that no rule names can be removed; one that a rule publishes to cannot', async () => {
    const { ask, store } = shop();
    const path = { code: 'care' };
    await ask('createWebhookEndpoint', { ...OPERATIONS, body: CARE });
    const rule = {
      ...({ code: 'TELL', name: 'Tell', event: 'threshold.reached', enabled: true } as const),
      publishers: [{ action: 'log' as const }, { action: 'webhook' as const, endpoint: 'care' }],
    };
    const record = { siteId: 'demo', kind: 'notificationRule', code: 'TELL', object: rule, version: 1 } as const;
    store.seed({ put: 'catalog', value: { ...record, version: 0 } });
    expect(await ask('deleteWebhookEndpoint', { ...OPERATIONS, path })).toMatchObject({
      status: 409,
      body: { code: 'catalog.in_use', detail: expect.stringContaining('"TELL"') },
    });
    store.seed({ remove: 'catalog', value: record });
    expect(await ask('deleteWebhookEndpoint', { ...OPERATIONS, path })).toMatchObject({ status: 204 });
    expect(await ask('getWebhookEndpoint', { ...OPERATIONS, path })).toMatchObject({ status: 404 });
  });

  test('is sent a test event, the way that every notification goes', async () => {
    const { ask, store } = shop();
    await ask('createWebhookEndpoint', { ...OPERATIONS, body: CARE });
    const sent = await ask('testWebhookEndpoint', { ...OPERATIONS, path: { code: 'care' } });
    expect(sent).toMatchObject({
      status: 202,
      body: { type: 'webhook.test', endpoint: 'care', customerId: null, state: 'pending', attempts: [] },
      headers: { location: `/v1/notifications/${sent.body.notificationId}` },
    });
    for (const record of store.all('outbox', 'demo')) await dispatchOutbox(store)(record);
    expect(store.notificationRequests).toMatchObject([{ notificationId: sent.body.notificationId, request: 1 }]);
    const { notificationId } = sent.body;
    expect((await ask('getNotification', { ...OPERATIONS, path: { notificationId } })).body).toEqual(sent.body);
  });

  test('sent a test with the same idempotency key twice is sent one', async () => {
    const { ask, store } = shop();
    await ask('createWebhookEndpoint', { ...OPERATIONS, body: CARE });
    const question = { ...OPERATIONS, path: { code: 'care' }, headers: { 'idempotency-key': 'once' } };
    const first = await ask('testWebhookEndpoint', question);
    expect((await ask('testWebhookEndpoint', question)).body).toEqual(first.body);
    expect(store.all('notification', 'demo')).toHaveLength(1);
  });
});

describe('notifications', () => {
  async function told() {
    const { ask, store } = shop();
    await ask('onboardCustomer', { body: anaBuys() });
    const attempt = {
      at: NOW,
      outcome: 'failed',
      durationMs: 12,
      status: 503,
      error: 'The endpoint answered 503.',
    } as const;
    const given = { state: 'given_up', tries: 11, request: 11, attempts: [attempt], sentTo: CARE.url } as const;
    store.seed(
      { put: 'notification', value: notificationTo(WEBHOOK, { at: NOW, ...given }) },
      {
        put: 'notification',
        value: notificationTo({ channel: 'log' }, { notificationId: '1001-5-1', at: NOW + 1, state: 'delivered' }),
      },
      {
        put: 'notification',
        value: notificationTo({ channel: 'log' }, { notificationId: '1002-5-1', customerId: '1002', at: NOW + 2 }),
      },
    );
    return { ask, store };
  }

  test('of a customer are listed newest first, with what the page shows', async () => {
    const { ask } = await told();
    const { body } = await ask('listCustomerNotifications', { as: '[customer-service]', path: { customerId: '1001' } });
    expect(body.items.map(({ notificationId }: { notificationId: string }) => notificationId)).toEqual([
      '1001-5-1',
      '1001-4-1',
    ]);
    expect(body.items[1]).toEqual({
      notificationId: '1001-4-1',
      customerId: '1001',
      balanceGroupId: '1001',
      subscriptionId: null,
      at: '2026-03-10T12:00:00Z',
      type: 'threshold.reached',
      rule: 'TELL',
      resource: 'MB',
      threshold: { type: 'percent', value: '80', amount: '-200' },
      total: '-150',
      floor: '-1000',
      limit: '0',
      channel: 'webhook',
      template: null,
      endpoint: 'care',
      sentTo: CARE.url,
      state: 'given_up',
      nextAttemptAt: null,
    });
  });

  test('of nobody are not found', async () => {
    const { ask } = await told();
    expect(await ask('listCustomerNotifications', { path: { customerId: '4711' } })).toMatchObject({ status: 404 });
    expect(await ask('getNotification', { path: { notificationId: 'none' } })).toMatchObject({ status: 404 });
    expect(await ask('replayNotification', { path: { notificationId: 'none' } })).toMatchObject({ status: 404 });
  });

  test('of the site are listed by state: those given up, unless told otherwise', async () => {
    const { ask } = await told();
    const ids = async (query?: Record<string, string>) => {
      const { body } = await ask('listNotifications', query === undefined ? {} : { query });
      return body.items.map(({ notificationId }: { notificationId: string }) => notificationId);
    };
    expect(await ids()).toEqual(['1001-4-1']);
    expect(await ids({ state: 'pending' })).toEqual(['1002-5-1']);
    expect(await ids({ state: 'delivered' })).toEqual(['1001-5-1']);
    expect(await ask('listNotifications', { query: { state: 'lost' } })).toMatchObject({ status: 422 });
  });

  test('show every try', async () => {
    const { ask } = await told();
    const { body } = await ask('getNotification', { path: { notificationId: '1001-4-1' } });
    expect(body.attempts).toEqual([
      {
        at: '2026-03-10T12:00:00Z',
        outcome: 'failed',
        durationMs: 12,
        status: 503,
        error: 'The endpoint answered 503.',
      },
    ]);
  });

  test('are replayed by a new request, in the commit that says so', async () => {
    const { ask, store } = await told();
    const path = { notificationId: '1001-4-1' };
    expect(await ask('replayNotification', { ...OPERATIONS, path })).toMatchObject({
      status: 202,
      body: { state: 'pending', nextAttemptAt: null },
    });
    expect(store.commits.at(-1)?.map((change) => ('put' in change ? change.put : ''))).toEqual([
      'notification',
      'outbox',
    ]);
    for (const record of store.all('outbox', 'demo')) await dispatchOutbox(store)(record);
    expect(store.notificationRequests).toEqual([
      { siteId: 'demo', notificationId: '1001-4-1', request: 12, delaySeconds: 0 },
    ]);
  });
});
