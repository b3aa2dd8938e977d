import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NotificationEvent } from '../../events/notification-event.ts';
import { type Story, startStory } from '../support/story.ts';
import { anaOrders, createMobileCatalog } from './mobile-catalog.ts';

/** A customer uses up an allowance; the customer and another system hear of it, although that system stumbles. */
type Received = { readonly body: string; readonly headers: Readonly<Record<string, string | string[] | undefined>> };

let story: Story;
let receiver: Server;
let secret: string;
/** What the other system answers, first to last; then 204. */
let answers: number[] = [];
let received: Received[] = [];

beforeAll(async () => {
  story = await startStory({ at: '2026-03-10T09:00:00Z' });
  await createMobileCatalog(story);
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ body: Buffer.concat(chunks).toString(), headers: request.headers });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  const { port } = receiver.address() as AddressInfo;

  const { api, must } = story;
  const url = `http://127.0.0.1:${port}/billow`;
  ({ secret } = await must(api.POST('/v1/webhook-endpoints', { body: { code: 'care', name: 'Care', url } })));
  const body =
    '{{ contact.firstName }}, {{ notification.threshold.value }} % of your {{ notification.resource.name }} are used.';
  await must(
    api.POST('/v1/message-templates', {
      body: { code: 'used-mail', name: 'Used', channel: 'mail', language: 'en', subject: 'Running low', body },
    }),
  );
  await must(
    api.POST('/v1/message-templates', {
      body: { code: 'used-sms', name: 'Used', channel: 'sms', language: 'en', body },
    }),
  );
  await must(
    api.POST('/v1/notification-rules', {
      body: {
        code: 'running-low',
        name: 'Running low',
        event: 'threshold.reached',
        resources: ['MB'],
        publishers: [
          { action: 'webhook', endpoint: 'care' },
          { action: 'mail', template: 'used-mail' },
          { action: 'sms', template: 'used-sms' },
          { action: 'log' },
        ],
      },
    }),
  );
  await must(
    api.POST('/v1/notification-rules', {
      body: {
        code: 'refused',
        name: 'Refused',
        event: 'limit.refused',
        publishers: [{ action: 'webhook', endpoint: 'care' }],
      },
    }),
  );
  await must(
    api.POST('/v1/credit-profiles', {
      body: {
        code: 'standard',
        name: 'Standard',
        isDefault: true,
        limits: [
          { resource: 'EUR', limit: '40', hard: true },
          {
            resource: 'MB',
            limit: '0',
            thresholds: [
              { type: 'percent', value: '80' },
              { type: 'percent', value: '90' },
            ],
          },
        ],
      },
    }),
  );
  await must(api.POST('/v1/onboarding', { body: anaOrders() }));
  await story.travelTo('2026-03-20T00:00:00Z');
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await story.end();
});

const megabytes = (id: string, volume: string) => ({
  ...{ specversion: '1.0', type: 'billow.usage.v1', source: 'meter', id, time: '2026-03-15T12:00:00Z' },
  ...{ site: 'demo', servicetype: 'data', subject: 'SIM-1', data: { volume } },
});
const told = async () =>
  (
    await story.must(
      story.api.GET('/v1/customers/{customerId}/notifications', { params: { path: { customerId: '1001' } } }),
    )
  ).items;
const details = (notificationId: string) =>
  story.must(story.api.GET('/v1/notifications/{notificationId}', { params: { path: { notificationId } } }));

test('usage below the threshold tells nobody', async () => {
  await story.send(megabytes('1', '750'));
  expect(await told()).toEqual([]);
});

test('the event that reaches it tells the customer by mail and SMS, and the other system by a signed webhook, once', async () => {
  answers = [500];
  await story.send(megabytes('2', '100'), megabytes('2', '100'), megabytes('3', '10'));
  const items = await told();
  expect(
    items
      .map(({ channel, state, resource, threshold, total }) => ({
        channel,
        state,
        resource,
        total,
        at: threshold?.amount,
      }))
      .toSorted((a, b) => (a.channel < b.channel ? -1 : 1)),
  ).toEqual(
    ['log', 'mail', 'sms', 'webhook'].map((channel) => ({
      channel,
      state: 'delivered',
      resource: 'MB',
      total: '-150',
      at: '-200',
    })),
  );

  // The first try met an error; the second came by itself.
  const webhook = items.find(({ channel }) => channel === 'webhook');
  expect(await details(webhook?.notificationId ?? '')).toMatchObject({
    attempts: [
      { outcome: 'failed', status: 500 },
      { outcome: 'delivered', status: 204 },
    ],
  });
  expect(received).toHaveLength(2);
  for (const { body, headers } of received) {
    const [, time = '', signature = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['billow-signature'])) ?? [];
    expect(signature).toBe(createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'));
    expect(Math.abs(Date.now() / 1000 - Number(time))).toBeLessThan(60);
    const event = NotificationEvent.parse(JSON.parse(body));
    expect(event).toMatchObject({
      type: 'billow.threshold.reached.v1',
      id: headers['billow-id'],
      data: { total: '-150' },
    });
  }

  const words = 'Ana, 80 % of your Megabytes are used.';
  const { mails } = story.stack;
  expect(
    mails()
      .map(({ from, to, subject, text }) => [from === 'SMS' ? 'SMS' : 'mail', to, subject, text])
      .toSorted(),
  ).toEqual([
    ['SMS', ['+38641111222'], words, words],
    ['mail', ['ana@example.com'], 'Running low', words],
  ]);
  const shown = await story.must(
    story.api.GET('/v1/customers/{customerId}/communications', { params: { path: { customerId: '1001' } } }),
  );
  expect(shown.items.map(({ channel, status, to }) => [channel, status, to]).toSorted()).toEqual([
    ['email', 'sent', 'ana@example.com'],
    ['sms', 'sent', '+38641111222'],
  ]);
  expect(
    story.stack.logs('deliver-notification').filter((line) => line.includes('"message":"notification"')),
  ).toHaveLength(1);
});

test('what was given up because its endpoint was switched off is replayed when it is on again', async () => {
  const { api, must } = story;
  received = [];
  const path = { code: 'care' };
  const { name, url } = await must(api.GET('/v1/webhook-endpoints/{code}', { params: { path } }));
  const turn = (enabled: boolean, version: number) =>
    must(
      api.PUT('/v1/webhook-endpoints/{code}', {
        params: { path, header: { 'if-match': `"${version}"` } },
        body: { name, url, enabled },
      }),
    );
  await turn(false, 1);
  await story.send(megabytes('4', '50'));
  const { items } = await must(api.GET('/v1/notifications'));
  expect(items).toMatchObject([{ channel: 'webhook', state: 'given_up', threshold: { value: '90' } }]);
  const notificationId = items[0]?.notificationId ?? '';

  await turn(true, 2);
  await must(api.POST('/v1/notifications/{notificationId}/replay', { params: { path: { notificationId } } }));
  await story.stack.drain();
  expect(await details(notificationId)).toMatchObject({
    state: 'delivered',
    attempts: [{ outcome: 'failed' }, { outcome: 'delivered' }],
  });
  expect(received.map(({ headers }) => headers['billow-id'])).toEqual([notificationId]);
});

test('usage that a limit keeps out is told once, however often it comes', async () => {
  received = [];
  // 25.97 are charged. 90 MB are left of the allowance; 910 MB at 0.02, with tax 22.20, would pass the limit of 40.
  await story.send(megabytes('5', '1000'), megabytes('6', '1000'));
  await story.send(megabytes('7', '1000'));
  expect(received.map(({ body }) => NotificationEvent.parse(JSON.parse(body)))).toMatchObject([
    { type: 'billow.limit.refused.v1', data: { resource: 'EUR', limit: '40' } },
  ]);
  expect((await told()).filter(({ type }) => type === 'limit.refused')).toMatchObject([
    { state: 'delivered', resource: 'EUR' },
  ]);
});

test('a test event and a rotated secret reach the endpoint, too', async () => {
  const { api, must } = story;
  received = [];
  const params = { path: { code: 'care' } };
  const rotated = await must(api.POST('/v1/webhook-endpoints/{code}/rotate-secret', { params }));
  await must(api.POST('/v1/webhook-endpoints/{code}/test', { params }));
  await story.stack.drain();
  const [{ body, headers } = { body: '', headers: {} }] = received;
  expect(NotificationEvent.parse(JSON.parse(body))).toMatchObject({ type: 'billow.webhook.test.v1' });
  const signature = String(headers['billow-signature']);
  const [, time = ''] = /^t=(\d+)/.exec(signature) ?? [];
  const by = (one: string) => createHmac('sha256', one).update(`${time}.${body}`).digest('hex');
  expect(signature).toBe(`t=${time},v1=${by(rotated.secret)},v1=${by(secret)}`);
});

test('and the books are right', async () => {
  expect(await story.verify()).toEqual([]);
});
