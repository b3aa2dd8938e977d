import { describe, expect, test } from 'vitest';
import { startJobRun } from '../../../functions/use-cases/jobs/start-job-run.ts';
import { advanceClock } from '../../../functions/use-cases/site/advance-clock.ts';
import { type BillingPorts, BillingStore, SITE } from '../../support/billing-store.ts';
import { at, billingWorld, purchaseOf } from '../../support/billing-world.ts';
import { drainQueues } from '../../support/drain-queues.ts';
import { Crash, crashingPorts } from '../../support/fault-points.ts';

const MARCH_20 = at('2026-03-20');

const customers = (count: number) =>
  Array.from({ length: count }, () => billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))] }));

const storeOf = (count = 1) => new BillingStore(customers(count), { now: MARCH_20 });

const advance = (ports: BillingPorts, to: number, now = MARCH_20) =>
  advanceClock(ports)({ siteId: 'demo', now, remember: () => [] }, to);

const clockOf = (store: BillingStore) => store.get('siteClock', 'demo', {});

const history = (store: BillingStore) =>
  store
    .all('jobRun', 'demo')
    .toSorted((a, b) => Number(a.runId) - Number(b.runId))
    .map(({ job, trigger, state, startedAt }) => [job, trigger, state, new Date(startedAt).toISOString().slice(0, 16)]);

test('to April: billing runs at half past midnight in Ljubljana, invoicing follows, and the clock arrives', async () => {
  const store = storeOf(2);
  expect(await advance(store.ports(), at('2026-04-10'))).toMatchObject({
    ok: true,
    value: { target: at('2026-04-10') },
  });
  await drainQueues(store);
  expect(clockOf(store)).toMatchObject({ now: at('2026-04-10'), target: null, waitingFor: null });
  expect(history(store)).toEqual([
    ['billing', 'clock', 'succeeded', '2026-03-31T22:30'],
    ['invoicing', 'chain', 'succeeded', '2026-03-31T22:30'],
  ]);
  expect(store.all('invoice', 'demo')).toHaveLength(2);
});

test('a year is twelve billings and twelve invoicings, and nothing else', async () => {
  const store = storeOf(3);
  await advance(store.ports(), at('2027-03-20'));
  await drainQueues(store);
  expect(clockOf(store)).toMatchObject({ now: at('2027-03-20'), target: null });
  expect(history(store).map(([job]) => job)).toEqual(Array(12).fill(['billing', 'invoicing']).flat());
  expect(store.all('invoice', 'demo')).toHaveLength(36);
  expect(
    store
      .all('bill', 'demo')
      .filter(({ customerId }) => customerId === '1001')
      .map(({ total }) => total),
  ).toEqual(['25.97', ...Array(11).fill('36.6'), '0', '0']);
});

test('with nothing due on the way it arrives at once', async () => {
  const store = storeOf();
  await advance(store.ports(), at('2026-03-31'));
  await drainQueues(store);
  expect(clockOf(store)).toMatchObject({ now: at('2026-03-31'), target: null });
  expect(history(store)).toEqual([]);
});

test('every step told three times moves the clock once', async () => {
  const store = storeOf(2);
  await advance(store.ports(), at('2026-06-10'));
  await drainQueues(store, { copies: 3 });
  expect(history(store).map(([job]) => job)).toEqual(Array(3).fill(['billing', 'invoicing']).flat());
  expect(clockOf(store)).toMatchObject({ now: at('2026-06-10'), target: null });
});

test('what cannot be billed is tried every day and holds nothing up', async () => {
  const store = storeOf(2);
  const profile = store.get('billingProfile', 'demo', { customerId: '1002', billingProfileId: '1002' });
  if (profile === null) throw new Error('no profile');
  store.seed({ put: 'billingProfile', value: { ...profile, balanceGroups: ['404'] } });
  await advance(store.ports(), at('2026-05-03'));
  await drainQueues(store);
  expect(clockOf(store)).toMatchObject({ now: at('2026-05-03'), target: null });
  expect(history(store).filter(([job]) => job === 'billing')).toHaveLength(32);
  expect(store.all('invoice', 'demo').map(({ customerId }) => customerId)).toEqual(['1001', '1001']);
});

test('a run that is going on is waited for', async () => {
  const store = storeOf();
  await startJobRun(store.ports())({ siteId: 'demo', job: 'billing', trigger: 'manual', now: at('2026-04-01') });
  const [waiting] = store.jobs.splice(0);
  await advance(store.ports(), at('2026-04-10'));
  await drainQueues(store);
  expect(clockOf(store)).toMatchObject({ now: MARCH_20, waitingFor: waiting?.runId });
  store.moveClock(at('2026-04-01'));
  if (waiting !== undefined) store.jobs.push(waiting);
  await drainQueues(store);
  expect(clockOf(store)).toMatchObject({ now: at('2026-04-10'), target: null });
});

test('a run that died is given up when the clock is pushed again', async () => {
  const store = storeOf();
  await advance(store.ports(), at('2026-04-10'));
  const [step] = store.clockSteps;
  expect(step).toBe('demo');
  // The messages of the first run are lost on the way.
  const ports = store.ports();
  const lossy = { ...ports, queues: { ...ports.queues, sendJobs: async () => {} } };
  await drainQueues(store, { ports: lossy });
  expect(clockOf(store)).toMatchObject({ now: at('2026-03-31T22:30:00Z'), target: at('2026-04-10') });
  store.systemNow += 3_600_001;
  await advance(store.ports(), at('2026-04-10'));
  await drainQueues(store);
  expect(clockOf(store)).toMatchObject({ now: at('2026-04-10'), target: null });
  expect(history(store).map(([job, , state]) => [job, state])).toEqual([
    ['billing', 'failed'],
    ['billing', 'succeeded'],
    ['invoicing', 'succeeded'],
  ]);
});

test('a step that loses to one about to wait for a run that is over goes on all the same', async () => {
  const store = storeOf();
  const ports = store.ports();
  const over = await startJobRun(ports)({ siteId: 'demo', job: 'invoicing', trigger: 'manual', now: MARCH_20 });
  await advance(ports, at('2026-04-10'));
  const { runId = '' } = over.ok ? over.value : {};
  let lost = false;
  store.beforeCommit = (changes) => {
    const clock = clockOf(store);
    if (lost || clock === null || !changes.some((change) => 'put' in change && change.put === 'siteClock')) return;
    lost = true;
    store.seed({ put: 'siteClock', value: { ...clock, waitingFor: runId } });
  };
  await drainQueues(store);
  expect(lost).toBe(true);
  expect(clockOf(store)).toMatchObject({ now: at('2026-04-10'), target: null });
});

describe('the clock refuses', () => {
  test('to go backwards, or to stand', async () => {
    for (const to of [MARCH_20 - 1, MARCH_20]) {
      expect(await advance(storeOf().ports(), to)).toMatchObject({ ok: false, error: { code: 'clock.backwards' } });
    }
  });

  test('to move in production', async () => {
    const store = new BillingStore(customers(1), { site: { ...SITE, environment: 'production' } });
    expect(await advance(store.ports(), at('2027-01-01'))).toMatchObject({ error: { code: 'clock.production' } });
    expect(store.clockSteps).toEqual([]);
  });

  test('another target while it moves', async () => {
    const store = storeOf();
    await advance(store.ports(), at('2026-04-10'));
    expect(await advance(store.ports(), at('2026-05-10'))).toMatchObject({ error: { code: 'clock.moving' } });
    expect(await advance(store.ports(), at('2026-04-10'))).toMatchObject({ ok: true });
  });
});

test('a crash at any call of a step, and the step again, brings the clock to its target all the same', async () => {
  const move = async (point: number, when: 'before' | 'after') => {
    const store = storeOf(2);
    await advance(store.ports(), at('2026-05-03'));
    const crashing = crashingPorts(store.ports(), { at: point, when });
    let died = 0;
    try {
      await drainQueues(store, { ports: crashing.ports });
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      died += 1;
    }
    return { store, calls: crashing.calls(), died };
  };
  const { calls } = await move(Infinity, 'before');
  for (let point = 1; point <= calls; point++) {
    const { store, died } = await move(point, point % 2 === 0 ? 'before' : 'after');
    expect(died).toBe(0);
    expect({ point, now: clockOf(store)?.now, target: clockOf(store)?.target }).toEqual({
      point,
      now: at('2026-05-03'),
      target: null,
    });
    expect(
      store
        .all('invoice', 'demo')
        .map(({ number }) => number)
        .toSorted(),
    ).toEqual(['INV-2026-000001', 'INV-2026-000002', 'INV-2026-000003', 'INV-2026-000004']);
  }
});
