import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isJob, type Job } from '../../domain/jobs/job.ts';
import { type Story, startStory } from '../support/story.ts';
import { anaOrders, createMobileCatalog } from './mobile-catalog.ts';

/**
 * A year on a site in New York, through both changes of its clocks: a customer billed on day 31, customers in yen and dinars, one whose plan
 * costs nothing, one who changes plans. Usage arrives while bills are made, operators act at the same moment, and in the end every job
 * message comes twice more.
 */
let story: Story;
const customers = new Map<string, { readonly customerId: string; readonly billingProfileId: string }>();
const of = (name: string) => customers.get(name) ?? { customerId: '', billingProfileId: '' };

const FROM = '2020-01-01T00:00:00Z';
const money = (code: string) => ({ code, name: code, kind: 'monetary', currency: code });
/** A plan with one monthly fee, and calls where its money is the euro. */
const feePlan = (code: string, resource: string, amount: string, tax?: string) => {
  const versions = [{ validFrom: FROM, price: { model: 'flat', amount }, ...(tax === undefined ? {} : { tax }) }];
  const recurring = { type: 'recurring', cycle: 'forward', eventType: 'monthly', billItem: 'subscription' };
  const items = [
    { product: `${code}-fee` },
    ...(tax === 'VAT22' && resource === 'EUR' ? [{ product: 'voice-usage' }] : []),
  ];
  return [
    ['products', { code: `${code}-fee`, name: `Fee ${code}`, resource, ...recurring, versions }],
    ['bundles', { code, name: code, validFrom: FROM, items }],
    ['plans', { code, name: code, status: 'active', bundles: [code], validFrom: FROM }],
  ] as const;
};
const CATALOG = [
  ['resources', money('JPY')],
  ['resources', money('KWD')],
  ['taxes', { code: 'JCT10', name: 'JCT', percent: '10', inclusive: true, validFrom: FROM }],
  ...feePlan('yen', 'JPY', '1005', 'JCT10'),
  ...feePlan('dinar', 'KWD', '1.2345', 'VAT22'),
  ...feePlan('free', 'EUR', '0'),
  ...feePlan('basic', 'EUR', '20', 'VAT22'),
  ...feePlan('pro', 'EUR', '50', 'VAT22'),
] as const;

const onboarding = (name: string, subscription: object) => {
  const monthly = { paymentType: 'postpaid', resource: 'EUR', eventType: 'monthly', billingDay: 1 };
  return { ...anaOrders(`${name}@example.com`), subscription: { ...monthly, ...subscription } } as never;
};

async function onboard(name: string, subscription: object): Promise<void> {
  const { api, must } = story;
  customers.set(name, await must(api.POST('/v1/onboarding', { body: onboarding(name, subscription) })));
}

/** Oldest first. */
async function billsOf(name: string) {
  const path = { customerId: of(name).customerId };
  const { items } = await story.must(story.api.GET('/v1/customers/{customerId}/bills', { params: { path } }));
  return items.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

async function subscriptionOf(name: string): Promise<string> {
  const path = { customerId: of(name).customerId };
  const { items } = await story.must(story.api.GET('/v1/customers/{customerId}/subscriptions', { params: { path } }));
  return items[0]?.subscriptionId ?? '';
}

let number = 0;
/** One minute on the phone: 0.05. */
const call = (time: string, subject: string) => {
  number += 1;
  const data = { end: new Date(Date.parse(time) + 60_000).toISOString() };
  const envelope = { specversion: '1.0', type: 'billow.usage.v1', source: 'year', site: 'demo', servicetype: 'voice' };
  return { ...envelope, id: `call-${number}`, time, subject, data };
};

const QUEUES = {
  billing: 'BILLING_QUEUE_URL',
  invoicing: 'INVOICING_QUEUE_URL',
  'payment-collection': 'COLLECTION_QUEUE_URL',
  'plan-transition': 'LIFECYCLE_QUEUE_URL',
  'purchase-verification': 'LIFECYCLE_QUEUE_URL',
  'account-closure': 'LIFECYCLE_QUEUE_URL',
} as const satisfies Record<Job, string>;

/** Every run so far with what it did to whom. */
async function jobRuns() {
  const { api, must } = story;
  const { items } = await must(api.GET('/v1/job-runs', { params: { query: { limit: 100 } } }));
  return Promise.all(items.map(({ runId }) => must(api.GET('/v1/job-runs/{runId}', { params: { path: { runId } } }))));
}

beforeAll(async () => {
  story = await startStory({ at: '2026-02-10T15:00:00Z', zone: 'America/New_York' });
  const { api, must } = story;
  await createMobileCatalog(story);
  for (const [path, body] of CATALOG) await must(api.POST(`/v1/${path}` as '/v1/plans', { body: body as never }));
  await onboard('day31', { ...anaOrders('', 'SIM-31', 'phone-31').subscription, billingDay: 31 });
  await onboard('yen', { plan: 'yen', resource: 'JPY' });
  await onboard('dinar', { plan: 'dinar', resource: 'KWD' });
  await onboard('free', { plan: 'free' });
});
afterAll(() => story.end());

test('usage that comes while its cycle is billed is on exactly one bill, at the boundary, too', async () => {
  const { api } = story;
  // In New York 28 February begins at 05:00 UTC, and with it the second cycle of a customer billed on day 31.
  await story.travelTo('2026-02-28T05:10:00Z');
  await story.send(call('2026-02-28T04:59:59.999Z', 'phone-31'), call('2026-02-28T05:00:00Z', 'phone-31'));
  const sending = Array.from({ length: 20 }, (_, index) =>
    story.send(call(`2026-02-28T0${4 + (index % 2)}:0${index % 6}:30Z`, 'phone-31')),
  );
  const path = { billingProfileId: of('day31').billingProfileId };
  const runs = await Promise.all(
    [1, 2, 3].map(() => api.POST('/v1/billing-profiles/{billingProfileId}/run-billing', { params: { path } })),
  );
  await Promise.all(sending);
  expect(runs.map(({ response }) => response.status).toSorted()).toEqual([200, 409, 409]);
  await story.travelTo('2026-04-01T06:00:00Z');
  const [february, march] = await billsOf('day31');
  // What came too late for the bill of its time is on the next one: none is lost, none is charged twice.
  const calls = (Number(february?.net) - 19.29 + (Number(march?.net) - 30)) / 0.05;
  expect(Math.round(calls)).toBe(22);
  expect(await story.verify()).toEqual([]);
});

test('from the plan for 20 to the plan for 50 in the middle of April is 15 more; the number goes to another at once', async () => {
  const { api, must } = story;
  await onboard('mover', { plan: 'basic', identifier: 'phone-1' });
  await story.travelTo('2026-04-16T04:00:00Z');
  const path = { subscriptionId: await subscriptionOf('mover') };
  const body = { plan: 'pro', effective: 'now' } as const;
  await must(api.POST('/v1/subscriptions/{subscriptionId}/plan-transition', { params: { path }, body }));
  await story.travelTo('2026-04-17T12:00:00Z');
  await story.send(call('2026-04-16T03:59:00Z', 'phone-1'), call('2026-04-16T04:00:00Z', 'phone-1'));
  const [april] = await billsOf('mover');
  expect([april?.net, april?.tax]).toEqual(['35.1', '7.722']);

  await must(api.POST('/v1/subscriptions/{subscriptionId}/cancel', { params: { path }, body: { effective: 'now' } }));
  await onboard('heir', { plan: 'basic', identifier: 'phone-1' });
  await story.send(call('2026-04-17T11:59:00Z', 'phone-1'), call('2026-04-17T12:00:01Z', 'phone-1'));
  expect((await must(api.GET('/v1/suspense'))).items).toEqual([]);
  expect((await billsOf('heir'))[0]?.net).toBe('9.383333');
  const heirs = { subscriptionId: await subscriptionOf('heir') };
  const end = { effective: 'cycle_end' } as const;
  await must(api.POST('/v1/subscriptions/{subscriptionId}/cancel', { params: { path: heirs }, body: end }));
  expect(await story.verify()).toEqual([]);
});

test('payments at the same moment count once for each key, and all of them', async () => {
  const { api } = story;
  const [bill] = await billsOf('day31');
  const path = { billId: bill?.billId ?? '' };
  const pay = (amount: string, key: string) =>
    api.POST('/v1/bills/{billId}/payments', {
      params: { path, header: { 'idempotency-key': key } },
      body: { method: 'transfer', amount },
    });
  const some = await Promise.all(['a', 'a', 'a', 'b', 'c'].map((key) => pay('5.00', key)));
  expect(some.map(({ response }) => response.status)).toEqual([201, 201, 201, 201, 201]);
  expect(new Set(some.map(({ data }) => data?.payment.paymentId)).size).toBe(3);
  const rest = await Promise.all(['d', 'd', 'd'].map((key) => pay('1000.00', key)));
  expect(rest.map(({ data }) => data?.bill)).toEqual(Array(3).fill(expect.objectContaining({ due: '0' })));
  expect((await billsOf('day31')).filter(({ status }) => status === 'billing')).toEqual([]);
  expect(await story.verify()).toEqual([]);
});

test('a year later every cycle has its one bill, and every bill above zero its number', async () => {
  await story.travelTo('2027-02-02T12:00:00Z');
  for (const name of ['day31', 'yen', 'dinar', 'free', 'mover', 'heir']) {
    const bills = await billsOf(name);
    expect(bills.slice(1).map(({ from }) => from)).toEqual(bills.slice(0, -1).map(({ to }) => to));
    expect(bills.slice(-2).map(({ status }) => status)).toEqual(['active', 'inactive']);
  }
  const totals = async (name: string) => (await billsOf(name)).slice(0, -2).map(({ total }) => total);
  const days = (await billsOf('day31')).map(({ from }) => from.slice(5, 16));
  expect(days.slice(0, 4)).toEqual(['02-10T05:00', '02-28T05:00', '03-31T04:00', '04-30T04:00']);
  expect(days.slice(9, 13)).toEqual(['10-31T04:00', '11-30T05:00', '12-31T05:00', '01-31T05:00']);
  expect(await totals('heir')).toEqual(['11.44', ...Array(9).fill('0')]);
  expect(await totals('yen')).toEqual(['682', ...Array(11).fill('1005')]);
  expect(await totals('dinar')).toEqual(['1.022', ...Array(11).fill('1.507')]);
  expect(await totals('free')).toEqual(Array(12).fill('0'));
  expect((await billsOf('free')).map(({ invoiceId }) => invoiceId)).toEqual(Array(14).fill(null));
  const runs = await jobRuns();
  expect(runs.filter(({ state }) => state !== 'succeeded')).toEqual([]);
  // Among others: invoice numbers of a year have no gap and no twin.
  expect(await story.verify()).toEqual([]);
});

test('every job message twice more changes nothing', async () => {
  const { stack } = story;
  const everything = async () => [
    await Promise.all([...customers.keys()].map(billsOf)),
    (await jobRuns()).map(({ results: _results, ...run }) => run),
    stack.mails().length,
  ];
  const before = await everything();
  const sqs = new SQSClient(stack.clientConfig.sqs);
  const urls = stack.environmentOf('start-job');
  for (const { runId, job, results } of await jobRuns()) {
    for (const { ref, customerId } of [...results.items, ...results.items]) {
      const MessageBody = JSON.stringify({ siteId: story.site, job, runId, ref, customerId });
      await sqs.send(new SendMessageCommand({ QueueUrl: urls[isJob(job) ? QUEUES[job] : ''] ?? '', MessageBody }));
    }
  }
  sqs.destroy();
  await stack.drain(120_000);
  expect(await everything()).toEqual(before);
  expect(await story.verify()).toEqual([]);
});
