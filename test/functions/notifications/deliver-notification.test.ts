import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { NotificationEvent } from '../../../events/notification-event.ts';
import {
  type DeliverPorts,
  deliverNotification,
} from '../../../functions/use-cases/notifications/deliver-notification.ts';
import { replayNotification } from '../../../functions/use-cases/notifications/replay-notification.ts';
import { Crash, crashingPorts } from '../../support/fault-points.ts';
import {
  MAIL,
  NOW,
  NotificationWorld,
  notificationTo,
  SMS,
  URL_OF_CARE,
  WEBHOOK,
} from '../../support/notification-world.ts';

const toContact = (channel: 'mail' | 'sms', contact?: string) =>
  ({
    channel,
    template: channel === 'mail' ? MAIL.code : SMS.code,
    to: contact === undefined ? {} : { contact },
  }) as const;

async function told(target: Parameters<typeof notificationTo>[0], changes: Parameters<typeof notificationTo>[1] = {}) {
  const world = new NotificationWorld();
  await world.tell(notificationTo(target, changes));
  return world;
}

const communications = (world: NotificationWorld) => world.all('communication', 'demo');

describe('a mail', () => {
  test('goes to the primary contact in the words of its template, and is shown among the communications', async () => {
    const world = await told(toContact('mail'));
    expect(await world.deliverAll()).toEqual(['delivered']);
    expect(world.mails).toEqual([
      {
        to: 'ana@example.com',
        subject: 'Data: 80 % used',
        text: 'Dear Ana,\n\n150 MB are left.\nSeller',
        html: expect.stringContaining('<p>150 MB are left.<br>Seller</p>'),
      },
    ]);
    expect(communications(world)).toMatchObject([
      {
        communicationId: 'notification-1001-4-1',
        at: NOW,
        channel: 'email',
        template: 'ALMOST-GONE',
        to: 'ana@example.com',
        subject: 'Data: 80 % used',
        status: 'sent',
        messageId: 'mail-1',
      },
    ]);
    expect(world.notification()).toMatchObject({
      state: 'delivered',
      sentTo: 'ana@example.com',
      attempts: [{ at: NOW, outcome: 'delivered' }],
    });
  });

  test('goes to the contact with the tag that the rule names', async () => {
    const world = await told(toContact('mail', 'office'));
    await world.deliverAll();
    expect(world.mails).toMatchObject([{ to: 'bor@example.com', text: expect.stringContaining('Dear Bor,') }]);
  });

  test('to a fixed address is no communication with the customer', async () => {
    const world = await told({ channel: 'mail', template: MAIL.code, to: { address: 'care@example.com' } });
    expect(await world.deliverAll()).toEqual(['delivered']);
    expect(world.mails).toMatchObject([{ to: 'care@example.com' }]);
    expect(communications(world)).toEqual([]);
  });

  test('that is refused is shown as failed, is tried again, and is shown as sent in the end', async () => {
    const world = await told(toContact('mail'));
    let refusals = 2;
    const mailer: DeliverPorts['mailer'] = {
      send: async (mail) => {
        refusals -= 1;
        if (refusals >= 0) throw new Error('Throttled');
        return world.mailer.send(mail);
      },
    };
    const ports = { ...world.ports(), mailer };
    expect(await world.deliverNext(ports)).toBe('failed');
    expect(communications(world)).toMatchObject([{ status: 'failed', error: 'Throttled' }]);
    for (let outcome: string | null = ''; outcome !== null; ) outcome = await world.deliverNext(ports);
    expect(communications(world)).toMatchObject([{ status: 'sent', messageId: 'mail-1' }]);
    expect(communications(world)[0]).not.toHaveProperty('error');
    expect(world.notification().attempts.map(({ outcome, error }) => error ?? outcome)).toEqual([
      'Throttled',
      'Throttled',
      'delivered',
    ]);
  });
});

describe('a text message', () => {
  test("goes to the contact's number, written as SNS wants it, and is shown among the communications", async () => {
    const world = await told(toContact('sms'));
    expect(await world.deliverAll()).toEqual(['delivered']);
    expect(world.texts).toEqual([{ to: '+38641111222', text: '80 % of your Data are used.' }]);
    expect(communications(world)).toMatchObject([
      {
        channel: 'sms',
        to: '+38641111222',
        subject: '80 % of your Data are used.',
        status: 'sent',
        messageId: 'text-1',
      },
    ]);
  });
});

describe('what cannot be delivered until somebody changes something is given up at once, with the reason', () => {
  test.for([
    { target: toContact('sms', 'office'), error: '"none" is no phone number with its country\'s code.' },
    { target: toContact('sms', 'nobody'), error: 'The customer has no contact "nobody".' },
    { target: toContact('mail', 'nobody'), error: 'The customer has no contact "nobody".' },
    { target: { ...toContact('mail'), template: 'NONE' }, error: 'There is no message template "NONE".' },
    {
      target: { ...toContact('mail'), template: SMS.code },
      error: `The message template "${SMS.code}" is not for mail.`,
    },
    { target: { channel: 'webhook', endpoint: 'none' } as const, error: 'There is no webhook endpoint "none".' },
  ])('$error', async ({ target, error }) => {
    const world = await told(target);
    expect(await world.deliverAll()).toEqual(['given_up']);
    expect(world.notification()).toMatchObject({ tries: 1, attempts: [{ outcome: 'failed', error }] });
    expect(communications(world)).toEqual([]);
  });

  test('an endpoint that is switched off', async () => {
    const world = await told(WEBHOOK);
    const care = world.all('webhookEndpoint', 'demo')[0];
    if (care !== undefined) world.seed({ put: 'webhookEndpoint', value: { ...care, enabled: false } });
    expect(await world.deliverAll()).toEqual(['given_up']);
    expect(world.posted).toEqual([]);
  });

  test('words that are no template', async () => {
    const world = await told(toContact('mail'));
    const object = { ...MAIL, body: '{% endless %}' };
    world.seed({
      put: 'catalog',
      value: { siteId: 'demo', kind: 'messageTemplate', code: MAIL.code, object, version: 1 },
    });
    expect(await world.deliverAll()).toEqual(['given_up']);
    expect(world.notification().attempts[0]?.error).toContain('cannot be printed');
  });
});

describe('a webhook', () => {
  test('is posted as a CloudEvent, signed so that its receiver can verify it', async () => {
    const world = await told(WEBHOOK, { subscriptionId: '2001' });
    expect(await world.deliverAll()).toEqual(['delivered']);
    const [{ url, headers, body } = { url: '', headers: {}, body: '' }] = world.posted;
    expect(url).toBe(URL_OF_CARE);
    expect(NotificationEvent.parse(JSON.parse(body))).toEqual({
      specversion: '1.0',
      type: 'billow.threshold.reached.v1',
      id: '1001-4-1',
      source: '/sites/demo',
      subject: 'customers/1001',
      time: '2026-03-15T12:00:00Z',
      datacontenttype: 'application/json',
      site: 'demo',
      data: {
        rule: 'TELL',
        customerId: '1001',
        balanceGroupId: '1001',
        subscriptionId: '2001',
        resource: 'MB',
        total: '-150',
        floor: '-1000',
        limit: '0',
        threshold: { type: 'percent', value: '80', amount: '-200' },
        event: { id: 'call-1', time: '2026-03-15T12:00:00Z' },
      },
    });
    const seconds = NOW / 1000;
    const signature = createHmac('sha256', 'whsec_one').update(`${seconds}.${body}`).digest('hex');
    expect(headers).toMatchObject({
      'billow-id': '1001-4-1',
      'billow-signature': `t=${seconds},v1=${signature}`,
      'content-type': expect.stringContaining('application/cloudevents+json'),
    });
  });

  test('is signed with both secrets while one takes over from the other', async () => {
    const world = await told(WEBHOOK);
    const care = world.all('webhookEndpoint', 'demo')[0];
    const secrets = [
      { secret: 'whsec_two', createdAt: NOW, expiresAt: null },
      { secret: 'whsec_one', createdAt: 0, expiresAt: NOW + 1 },
    ];
    if (care !== undefined) world.seed({ put: 'webhookEndpoint', value: { ...care, secrets } });
    await world.deliverAll();
    expect(world.posted[0]?.headers['billow-signature']).toMatch(/^t=\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
  });

  test.for([
    { status: 200, outcome: 'delivered' },
    { status: 299, outcome: 'delivered' },
    { status: 302, outcome: 'failed' },
    { status: 410, outcome: 'failed' },
    { status: 500, outcome: 'failed' },
  ])('answered with $status is $outcome', async ({ status, outcome }) => {
    const world = await told(WEBHOOK);
    world.answers = () => status;
    expect(await world.deliverNext()).toBe(outcome);
    expect(world.notification()).toMatchObject({ sentTo: URL_OF_CARE, attempts: [{ status }] });
  });

  test('that is not answered fails with the reason and says the same, signed anew, when it is tried again', async () => {
    const world = await told(WEBHOOK);
    world.answers = () => (world.posted.length === 1 ? new Error('No answer within 10 s.') : 204);
    expect(await world.deliverAll()).toEqual(['failed', 'later', 'delivered']);
    expect(world.notification().attempts).toMatchObject([
      { at: NOW, outcome: 'failed', error: 'No answer within 10 s.' },
      { at: NOW + 5_000, outcome: 'delivered', status: 204 },
    ]);
    const [first, second] = world.posted;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['billow-signature']).not.toBe(first?.headers['billow-signature']);
  });

  test('that fails for three days is given up, after eleven tries, and no message is kept back for longer than SQS does', async () => {
    const world = await told(WEBHOOK);
    world.answers = () => 503;
    const delays: number[] = [];
    for (let outcome: string | null = ''; outcome !== null; outcome = await world.deliverNext()) {
      delays.push(...world.notificationRequests.map(({ delaySeconds }) => delaySeconds));
    }
    expect(world.notification()).toMatchObject({ state: 'given_up', tries: 11, nextAttemptAt: null });
    expect(world.posted).toHaveLength(11);
    expect(Math.max(...delays)).toBe(900);
    // 5 s, 1 min, 5 min, 30 min, 2 h, 5 h, 10 h, 12 h, 20 h, 24 h.
    expect(world.now - NOW).toBe(264_965_000);
  });

  test('of a test tells nothing but the endpoint', async () => {
    const world = await told(WEBHOOK, {
      type: 'webhook.test',
      customerId: null,
      balanceGroupId: null,
      rule: null,
      facts: null,
    });
    expect(await world.deliverAll()).toEqual(['delivered']);
    expect(NotificationEvent.parse(JSON.parse(world.posted[0]?.body ?? ''))).toMatchObject({
      type: 'billow.webhook.test.v1',
      data: { endpoint: 'care' },
    });
  });
});

test('a line of the log holds ids and no amounts', async () => {
  const world = await told({ channel: 'log' });
  expect(await world.deliverAll()).toEqual(['delivered']);
  expect(world.lines).toEqual([
    {
      ...{ level: 'info', message: 'notification', site: 'demo', notification: '1001-4-1', type: 'threshold.reached' },
      ...{ rule: 'TELL', balanceGroup: '1001', resource: 'MB' },
    },
  ]);
});

describe("the rule's filter", () => {
  const withFilter = async (countries: readonly string[]) => {
    const world = await told(WEBHOOK);
    const rule = {
      code: 'TELL',
      name: 'Tell',
      event: 'threshold.reached',
      enabled: true,
      filter: 'HOME',
      publishers: [],
    } as const;
    world.seed(
      { put: 'catalog', value: { siteId: 'demo', kind: 'notificationRule', code: 'TELL', object: rule, version: 0 } },
      {
        put: 'catalog',
        value: {
          siteId: 'demo',
          kind: 'filter',
          code: 'HOME',
          object: { code: 'HOME', name: 'Home', countries },
          version: 0,
        },
      },
    );
    return world;
  };

  test('leaves out whom it does not admit', async () => {
    const world = await withFilter(['AT']);
    expect(await world.deliverAll()).toEqual(['skipped']);
    expect(world.posted).toEqual([]);
    expect(world.notification()).toMatchObject({ state: 'skipped', attempts: [] });
  });

  test('admits whom it fits', async () => {
    expect(await (await withFilter(['SI'])).deliverAll()).toEqual(['delivered']);
  });
});

test('a message that comes twice delivers once', async () => {
  const world = await told(WEBHOOK);
  await world.queues.sendNotifications('demo', [{ notificationId: '1001-4-1', request: 1 }]);
  expect(await world.deliverAll()).toEqual(['delivered', 'void']);
  expect(world.posted).toHaveLength(1);
});

test('a replay starts anew at once; what was planned before is void', async () => {
  const world = await told(WEBHOOK);
  world.answers = () => (world.posted.length < 4 ? 500 : 204);
  await world.deliverNext();
  await world.deliverNext();
  await world.deliverNext();
  const planned = world.notification().request;
  const call = { siteId: 'demo', now: NOW, remember: () => [] };
  expect(await replayNotification(world)(call, '1001-4-1')).toMatchObject({
    ok: true,
    value: { state: 'pending', tries: 0 },
  });
  await world.dispatch();
  expect(world.notification().request).toBe(planned + 1);
  const outcomes = await world.deliverAll();
  expect(outcomes.filter((outcome) => outcome !== 'later')).toEqual(expect.arrayContaining(['void', 'delivered']));
  expect(world.notification()).toMatchObject({ state: 'delivered' });
});

test('what was delivered can be replayed, with its id', async () => {
  const world = await told(WEBHOOK);
  await world.deliverAll();
  await replayNotification(world)({ siteId: 'demo', now: NOW, remember: () => [] }, '1001-4-1');
  await world.dispatch();
  expect(await world.deliverAll()).toEqual(['delivered']);
  expect(world.posted.map(({ headers }) => headers['billow-id'])).toEqual(['1001-4-1', '1001-4-1']);
  expect(world.notification().attempts).toHaveLength(2);
});

describe('a crash at any call, and the message again', () => {
  const crashes = async (target: Parameters<typeof told>[0], answer: () => number) => {
    const twice: string[] = [];
    const first = { siteId: 'demo', notificationId: '1001-4-1', request: 1 };
    const rehearsal = await told(target);
    rehearsal.answers = answer;
    const rehearsed = crashingPorts(rehearsal.ports(), { at: Infinity, when: 'before' });
    await deliverNotification(rehearsed.ports)(first);
    for (let point = 1; point <= rehearsed.calls(); point++) {
      for (const when of ['before', 'after'] as const) {
        const world = await told(target);
        world.answers = answer;
        const { ports } = crashingPorts(world.ports(), { at: point, when });
        await deliverNotification(ports)(first).catch((error) => {
          if (!(error instanceof Crash)) throw error;
        });
        await world.dispatch();
        // The queue gives the message again: it was never deleted.
        world.answers = () => 204;
        await world.deliverAll();
        const { state, attempts } = world.notification();
        expect([point, when, state]).toEqual([point, when, 'delivered']);
        expect(attempts.filter(({ outcome }) => outcome === 'delivered')).toHaveLength(1);
        const sent = world.posted.length + world.mails.length + world.texts.length;
        if (sent > attempts.length) twice.push(`${when} ${point}`);
      }
    }
    return twice;
  };

  test.for([
    { name: 'webhook', target: WEBHOOK },
    { name: 'mail', target: toContact('mail') },
    { name: 'sms', target: toContact('sms') },
  ])(
    'a $name is delivered, and noted as delivered once; sent twice only when nothing could be noted',
    async ({ target }) => {
      // After the sending, and before the commit of the note: the reads of what is noted lie between.
      const twice = await crashes(target, () => 204);
      expect(twice.length).toBeGreaterThan(0);
      expect(twice.length).toBeLessThanOrEqual(6);
    },
  );

  test('a webhook that failed is never lost: either the message or the next request is there', async () => {
    await crashes(WEBHOOK, () => 503);
  });
});

test('racing with a twin, both tries are noted and one delivery stands', async () => {
  const world = await told(WEBHOOK);
  const twin = world.ports();
  const request = { siteId: 'demo', notificationId: '1001-4-1', request: 1 };
  let raced = false;
  world.beforeCommit = async () => {
    if (raced) return;
    raced = true;
    world.answers = () => 500;
    expect(await deliverNotification(twin)(request)).toBe('failed');
  };
  expect(await deliverNotification(world.ports())(request)).toBe('delivered');
  await world.dispatch();
  const outcomes = await world.deliverAll();
  expect(new Set(outcomes)).toEqual(new Set(['void']));
  expect(world.notification()).toMatchObject({ state: 'delivered' });
  expect(world.notification().attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'delivered']);
});
