import { beforeEach, describe, expect, test } from 'vitest';
import { BillingStore, SITE } from '../../support/billing-store.ts';
import { at, billingWorld, purchaseOf } from '../../support/billing-world.ts';
import { drainQueues } from '../../support/drain-queues.ts';
import { apiOver } from './api.ts';
import type { Ask, Told } from './ask.ts';

let store: BillingStore;
let ask: (operation: string, ask?: Ask) => Promise<Told>;

const open = (options: ConstructorParameters<typeof BillingStore>[1] = {}) => {
  store = new BillingStore([billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))] })], options);
  ask = apiOver(store);
};
beforeEach(() => open());

describe('the site', () => {
  test('shows its settings and its version', async () => {
    const told = await ask('getSite');
    expect(told).toMatchObject({ status: 200, etag: '"1"', body: { name: 'Demo', zone: SITE.zone, dueDays: 14 } });
    expect(told.body.siteId).toBeUndefined();
  });

  test('changes what is named, and nothing else', async () => {
    const told = await ask('updateSite', {
      headers: { 'if-match': '"1"' },
      body: { dueDays: 30, invoicePrefix: 'R-' },
    });
    expect(told).toMatchObject({ status: 200, etag: '"2"', body: { dueDays: 30, invoicePrefix: 'R-', name: 'Demo' } });
    expect(store.get('site', 'demo', {})).toMatchObject({ dueDays: 30, maxEventAgeDays: 90 });
  });

  test.for([
    { body: { zone: 'Europe/Vienna' }, status: 409, code: 'site.zone_fixed', because: 'there are customers' },
    { body: { zone: 'Mars/Olympus' }, code: 'request.invalid', because: 'there is no such zone' },
    { body: { dueDays: 1.5 }, code: 'request.invalid', because: 'days are whole' },
    { body: {}, code: 'request.invalid', because: 'nothing is named' },
    { body: { environment: 'production' }, code: 'request.invalid', because: 'a sandbox stays one' },
  ])('refuses $body: $because', async ({ body, status = 422, code }) => {
    const told = await ask('updateSite', { headers: { 'if-match': '"1"' }, body });
    expect(told).toMatchObject({ status, body: { code } });
  });

  test('shows what takes the place of settings that nobody made', async () => {
    expect((await ask('getSite')).body).toMatchObject({
      uiLanguage: 'en',
      selfCareEnabled: false,
      quarantineDays: 0,
      paymentConfiguration: { strategy: 'OLDEST_DUE_FIRST', overpayment: 'CREDIT_BALANCE', underpayment: 'KEEP_OPEN' },
    });
  });

  test('says how it is paid and what it looks like, and may stop saying it', async () => {
    const paymentConfiguration = { overpayment: 'REFUND', underpayment: 'WRITE_OFF_BELOW', writeOffBelow: '0.50' };
    const look = { logo: 'https://example.com/logo.png', urlPrefix: 'demo', country: 'SI' };
    const set = await ask('updateSite', {
      headers: { 'if-match': '"1"' },
      body: { paymentConfiguration, ...look, selfCareEnabled: true, quarantineDays: 30 },
    });
    expect(set).toMatchObject({
      status: 200,
      body: {
        ...look,
        paymentConfiguration: { strategy: 'OLDEST_DUE_FIRST', writeOffBelow: '0.5' },
        quarantineDays: 30,
      },
    });
    const cleared = await ask('updateSite', { headers: { 'if-match': set.etag }, body: { logo: null } });
    expect(cleared.body).not.toHaveProperty('logo');
    expect(cleared.body).toMatchObject({ urlPrefix: 'demo', selfCareEnabled: true });
  });

  test('sells as a tax supplier that there is', async () => {
    const asked = { headers: { 'if-match': '"1"' }, body: { defaultTaxSupplier: 'seller' } };
    expect(await ask('updateSite', asked)).toMatchObject({
      status: 422,
      body: { code: 'catalog.reference_missing', errors: [{ pointer: '/defaultTaxSupplier' }] },
    });
    const object = { code: 'seller', name: 'Seller', legalName: 'Seller', address: ['1 Street'], country: 'SI' };
    const value = { siteId: 'demo', kind: 'taxSupplier', code: 'seller', object, version: 0 } as const;
    store.seed({ put: 'catalog', value });
    expect(await ask('updateSite', asked)).toMatchObject({ status: 200, body: { defaultTaxSupplier: 'seller' } });
  });

  test.for([
    [{ paymentConfiguration: { underpayment: 'WRITE_OFF_BELOW' } }, '/paymentConfiguration/writeOffBelow'],
    [{ paymentConfiguration: { writeOffBelow: '1' } }, '/paymentConfiguration/writeOffBelow'],
    [{ paymentConfiguration: { overpayment: 'KEEP' } }, '/paymentConfiguration/overpayment'],
    [{ logo: 'http://example.com/logo.png' }, '/logo'],
    [{ logo: 'javascript:alert(1)' }, '/logo'],
    [{ urlPrefix: 'Demo Shop' }, '/urlPrefix'],
    [{ country: 'Slovenia' }, '/country'],
    [{ uiLanguage: 'English' }, '/uiLanguage'],
    [{ quarantineDays: -1 }, '/quarantineDays'],
  ] as const)('refuses %j at %s', async ([body, pointer]) => {
    const told = await ask('updateSite', { headers: { 'if-match': '"1"' }, body });
    expect(told).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  test('is not overwritten by who read it before', async () => {
    const change = { headers: { 'if-match': '"1"' }, body: { dueDays: 30 } };
    await ask('updateSite', change);
    expect(await ask('updateSite', change)).toMatchObject({ status: 412, body: { code: 'request.changed_meanwhile' } });
  });
});

describe('the clock', () => {
  test('shows the time and moves on request', async () => {
    expect((await ask('getClock')).body).toEqual({
      ...{ now: '2026-03-30T22:00:00Z', moving: false, target: null, waitingFor: null, movable: true },
    });
    const told = await ask('advanceClock', { body: { to: '2026-04-10T00:00:00Z' } });
    expect(told).toMatchObject({ status: 202, body: { moving: true, target: '2026-04-10T00:00:00Z' } });
    await drainQueues(store);
    expect((await ask('getClock')).body).toMatchObject({ now: '2026-04-10T00:00:00Z', moving: false });
  });

  test.for([
    { to: '2026-03-01T00:00:00Z', status: 422, code: 'clock.backwards' },
    { to: 'tomorrow', status: 422, code: 'request.invalid' },
  ])('does not move to $to', async ({ to, status, code }) => {
    expect(await ask('advanceClock', { body: { to } })).toMatchObject({ status, body: { code } });
  });

  test('of production stands where the world is', async () => {
    open({ site: { ...SITE, environment: 'production' } });
    expect((await ask('getClock')).body.movable).toBe(false);
    expect(await ask('advanceClock', { body: { to: '2027-01-01T00:00:00Z' } })).toMatchObject({
      ...{ status: 409, body: { code: 'clock.production' } },
    });
  });
});

describe('jobs', () => {
  const startBilling = () => ask('startJobRun', { path: { job: 'billing' } });

  test('are listed with their times, what they chain and their latest run', async () => {
    open({ now: at('2026-04-01') });
    await startBilling();
    const { items } = (await ask('listJobs')).body;
    expect(items).toHaveLength(6);
    expect(items.find((row: { job: string }) => row.job === 'billing')).toMatchObject({
      time: '00:30',
      weekday: null,
      nextAt: '2026-03-31T22:30:00Z',
      chains: ['invoicing'],
      latestRun: { state: 'running', trigger: 'manual' },
    });
    expect(items.find((row: { job: string }) => row.job === 'account-closure')).toMatchObject({
      ...{ time: '03:00', weekday: 7, latestRun: null },
    });
  });

  test('run when asked, refuse to run twice at once, and tell what they did to whom', async () => {
    open({ now: at('2026-04-01') });
    const started = await startBilling();
    expect(started).toMatchObject({ status: 201, body: { job: 'billing', state: 'running', selected: 1 } });
    expect(await startBilling()).toMatchObject({ status: 409, body: { code: 'job.running' } });
    await drainQueues(store);
    const { runId } = started.body;
    const details = (await ask('getJobRun', { path: { runId } })).body;
    expect(details).toMatchObject({ state: 'succeeded', processed: 1, chained: [expect.any(String)] });
    expect(details.results.items).toMatchObject([{ ref: '1001', customerId: '1001', outcome: 'processed' }]);
    expect((await ask('listJobRuns')).body.items.map((run: { job: string }) => run.job)).toEqual([
      'invoicing',
      'billing',
    ]);
  });

  test('start once under the same key', async () => {
    open({ now: at('2026-04-01') });
    const keyed = { path: { job: 'billing' }, headers: { 'idempotency-key': 'start-1' } };
    const first = await ask('startJobRun', keyed);
    expect(await ask('startJobRun', keyed)).toMatchObject({ status: 201, body: { runId: first.body.runId } });
    expect(store.all('jobRun', 'demo')).toHaveLength(1);
  });

  test('have names', async () => {
    expect((await ask('startJobRun', { path: { job: 'dancing' } })).status).toBe(404);
    expect((await ask('getJobRun', { path: { runId: '404' } })).status).toBe(404);
  });
});

describe('messages that were given up', () => {
  test('are counted for every queue, and sent back queue by queue', async () => {
    store.givenUp.set('mail', 3).set('usage', 1);
    const { items } = (await ask('listDeadLetters', { as: '[marketing]' })).body;
    expect(items.map(({ queue }: { queue: string }) => queue)).toEqual([
      ...['usage', 'billing', 'invoicing', 'lifecycle', 'collection', 'mail', 'notifications', 'clock'],
    ]);
    expect(items).toContainEqual({ queue: 'mail', messages: 3 });
    expect(items).toContainEqual({ queue: 'billing', messages: 0 });
    const sent = await ask('redriveDeadLetters', { path: { queue: 'mail' } });
    expect(sent).toMatchObject({ status: 202, body: { queue: 'mail', messages: 3 } });
    expect([...store.givenUp]).toEqual([['usage', 1]]);
  });

  test('lie in queues that have names', async () => {
    expect((await ask('redriveDeadLetters', { path: { queue: 'dreams' } })).status).toBe(404);
  });
});
