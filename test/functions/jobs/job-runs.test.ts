import { describe, expect, test } from 'vitest';
import type { JobRun } from '../../../domain/jobs/job.ts';
import { reportResults } from '../../../functions/use-cases/jobs/report-results.ts';
import { startJobRun } from '../../../functions/use-cases/jobs/start-job-run.ts';
import { startScheduledJob } from '../../../functions/use-cases/jobs/start-scheduled-job.ts';
import { workOffJobs } from '../../../functions/use-cases/jobs/work-off-jobs.ts';
import { type BillingPorts, BillingStore, SITE } from '../../support/billing-store.ts';
import { at, billingWorld, purchaseOf } from '../../support/billing-world.ts';
import { drainQueues, workOff } from '../../support/drain-queues.ts';
import { Crash, crashingPorts } from '../../support/fault-points.ts';

const APRIL_1 = at('2026-04-01T00:30:00Z');

const customers = (count: number) =>
  Array.from({ length: count }, () => billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))] }));

const storeOf = (count: number) => new BillingStore(customers(count), { now: APRIL_1 });

const start = (ports: BillingPorts, job: JobRun['job'] = 'billing') =>
  startJobRun(ports)({ siteId: 'demo', job, trigger: 'manual', now: APRIL_1 });

const runsOf = (store: BillingStore) =>
  store
    .all('jobRun', 'demo')
    .toSorted((a, b) => Number(a.runId) - Number(b.runId))
    .map(({ job, trigger, state, selected, processed, skipped, failed }) => ({
      ...{ job, trigger, state, selected, processed, skipped, failed },
    }));

const ended = (job: JobRun['job'], trigger: JobRun['trigger'], count: number) => ({
  ...{ job, trigger, state: 'succeeded', selected: count, processed: count, skipped: 0, failed: 0 },
});

test('a run finds what is due, sends it out, counts it, and what it chains follows', async () => {
  const store = storeOf(3);
  const started = await start(store.ports());
  expect(started).toMatchObject({ ok: true, value: { state: 'running', selected: 3 } });
  expect(store.jobs).toHaveLength(3);
  await drainQueues(store);
  expect(runsOf(store)).toEqual([ended('billing', 'manual', 3), ended('invoicing', 'chain', 3)]);
  expect(store.all('jobResult', 'demo').map(({ outcome }) => outcome)).toEqual(Array(6).fill('processed'));
  expect(store.all('invoice', 'demo')).toHaveLength(3);
});

test('what pays by card is collected after it is invoiced, and fails visibly without a gateway', async () => {
  const store = new BillingStore(customers(1), { now: APRIL_1, paymentMethod: 'credit_card' });
  await start(store.ports());
  await drainQueues(store);
  expect(runsOf(store).map(({ job, state }) => [job, state])).toEqual([
    ['billing', 'succeeded'],
    ['invoicing', 'succeeded'],
    ['payment-collection', 'failed'],
  ]);
  const bill = store.get('bill', 'demo', { customerId: '1001', billId: '110' });
  expect(bill).toMatchObject({ status: 'billing', collection: { attempts: 1, nextAt: at('2026-04-02') } });
  expect(store.all('jobResult', 'demo').find(({ outcome }) => outcome === 'failed')?.detail).toContain('gateway');
});

test('a run that finds nothing ends at once', async () => {
  const store = new BillingStore(customers(1), { now: at('2026-03-20') });
  const started = await startJobRun(store.ports())({
    ...{ siteId: 'demo', job: 'billing', trigger: 'schedule', now: at('2026-03-20') },
  });
  expect(started).toMatchObject({ ok: true, value: { state: 'succeeded', selected: 0 } });
});

describe('never two runs of one job at once', () => {
  test('a second start is refused while the first is going, and taken when it has ended', async () => {
    const store = storeOf(2);
    await start(store.ports());
    expect(await start(store.ports())).toMatchObject({ ok: false, error: { code: 'job.running' } });
    expect(await start(store.ports(), 'invoicing')).toMatchObject({ ok: true });
    await drainQueues(store);
    expect(await start(store.ports())).toMatchObject({ ok: true });
  });

  test('of two starts at the same moment one wins', async () => {
    const store = storeOf(2);
    const outcomes = await Promise.all([start(store.ports()), start(store.ports())]);
    expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(store.jobs).toHaveLength(2);
  });

  test('a dead run is given up after an hour of silence', async () => {
    const store = storeOf(2);
    await start(store.ports());
    store.jobs.length = 0;
    store.systemNow += 3_600_001;
    expect(await start(store.ports())).toMatchObject({ ok: true });
    await drainQueues(store);
    expect(runsOf(store).map(({ job, state }) => [job, state])).toEqual([
      ['billing', 'failed'],
      ['billing', 'succeeded'],
      ['invoicing', 'succeeded'],
    ]);
  });
});

describe('messages come more than once', () => {
  test('each counts once', async () => {
    const store = storeOf(3);
    await start(store.ports());
    await drainQueues(store, { copies: 4 });
    expect(runsOf(store)).toEqual([ended('billing', 'manual', 3), ended('invoicing', 'chain', 3)]);
    expect(store.all('communication', 'demo')).toHaveLength(3);
  });

  test('also long after the run has ended', async () => {
    const store = storeOf(1);
    await start(store.ports());
    const [message] = store.jobs;
    if (message === undefined) throw new Error('nothing was sent');
    await drainQueues(store);
    const before = runsOf(store);
    await workOff(store.ports(), message);
    await drainQueues(store);
    expect(runsOf(store)).toEqual(before);
  });
});

test('the results of a batch are one commit, also when one of them was told before', async () => {
  const store = storeOf(3);
  const started = await start(store.ports());
  const runId = started.ok ? started.value.runId : '';
  const reports = store.jobs
    .splice(0)
    .map((message) => ({ message, result: { outcome: 'processed', detail: 'done' } as const }));
  await reportResults(store.ports())({ siteId: 'demo', runId }, reports.slice(0, 1));
  const before = store.commits.length;
  await reportResults(store.ports())({ siteId: 'demo', runId }, [...reports, ...reports]);
  // One commit of two results and the counts; one that ends the run.
  expect(store.commits.slice(before).map((changes) => changes.length)).toEqual([3, 1]);
  expect(runsOf(store)).toEqual([ended('billing', 'manual', 3)]);
});

test('one account that fails makes the run partial; the others are billed and chained', async () => {
  const store = storeOf(3);
  const profile = store.get('billingProfile', 'demo', { customerId: '1002', billingProfileId: '1002' });
  if (profile === null) throw new Error('no profile');
  store.seed({ put: 'billingProfile', value: { ...profile, balanceGroups: ['404'] } });
  await start(store.ports());
  await drainQueues(store);
  expect(runsOf(store)).toMatchObject([
    { job: 'billing', state: 'partial', processed: 2, failed: 1 },
    { job: 'invoicing', processed: 2 },
  ]);
  const failure = store.all('jobResult', 'demo').find(({ outcome }) => outcome === 'failed');
  expect(failure).toMatchObject({ ref: '1002', detail: expect.stringContaining('ledger') });
});

test('a crash at any call of a worker, and the message again, loses no count and doubles none', async () => {
  const work = async (point: number, when: 'before' | 'after') => {
    const store = storeOf(2);
    await start(store.ports());
    const crashing = crashingPorts(store.ports(), { at: point, when });
    let died = 0;
    // The first message of all meets the crash; the queue brings it again.
    for (const message of store.jobs.splice(0)) {
      await workOff(crashing.ports, message).catch((error) => {
        if (!(error instanceof Crash)) throw error;
        died += 1;
        store.jobs.push(message);
      });
    }
    await drainQueues(store);
    return { store, calls: crashing.calls(), died };
  };
  // Work that was done before the crash is found done: then it counts as skipped.
  const done = (store: BillingStore) =>
    runsOf(store)
      .filter(({ selected }) => selected !== 0)
      .map(({ job, state, processed, skipped, failed }) => ({ job, state, done: processed + skipped, failed }));
  const expected = ['billing', 'invoicing'].map((job) => ({ job, state: 'succeeded', done: 2, failed: 0 }));
  const { calls } = await work(Infinity, 'before');
  expect(calls).toBeGreaterThan(20);
  for (let point = 1; point <= calls; point++) {
    for (const when of ['before', 'after'] as const) {
      const { store, died } = await work(point, when);
      expect(died).toBe(1);
      expect({ point, when, runs: done(store) }).toEqual({ point, when, runs: expected });
      expect(store.all('invoice', 'demo').map(({ status }) => status)).toEqual(['invoice', 'invoice']);
    }
  }
});

test('a start that crashes anywhere is made good by starting again', async () => {
  const { calls } = await (async () => {
    const crashing = crashingPorts(storeOf(2).ports(), { at: Infinity, when: 'before' });
    await start(crashing.ports);
    return { calls: crashing.calls() };
  })();
  for (let point = 1; point <= calls; point++) {
    const store = storeOf(2);
    await start(crashingPorts(store.ports(), { at: point, when: 'after' }).ports).catch(() => {});
    await drainQueues(store);
    store.systemNow += 3_600_001;
    await start(store.ports());
    await drainQueues(store);
    const bills = store.all('bill', 'demo').filter(({ finalisedAt }) => finalisedAt !== null);
    expect(bills.map(({ billId }) => billId).toSorted()).toEqual(['110', '120']);
    expect(store.all('invoice', 'demo')).toHaveLength(2);
    expect(runsOf(store).every(({ state }) => state !== 'running')).toBe(true);
  }
});

test("a schedule's turn starts the job on every site, whatever happens to one of them", async () => {
  const store = storeOf(1);
  store.seed({ put: 'site', value: { ...SITE, siteId: 'broken', version: 0 } });
  const starts = await startScheduledJob(store.ports())('billing');
  expect(starts.map(({ siteId, outcome }) => [siteId, outcome]).toSorted()).toEqual([
    ['broken', 'failed'],
    ['demo', 'started'],
  ]);
  expect(store.jobs).toHaveLength(1);
});

describe('a worker that throws', () => {
  const message = { siteId: 'demo', job: 'billing', runId: '1', ref: '1', customerId: '1' } as const;
  const batch = (attempt: number) => {
    const reported: unknown[] = [];
    const worker = workOffJobs({
      work: async ({ ref }) => {
        if (ref === '2') throw new Error('out of reach');
        return { outcome: 'processed', detail: 'done' };
      },
      report: async (_run, reports) => {
        for (const { message, result } of reports) reported.push([message.ref, result.outcome, result.detail]);
      },
      onFault: () => {},
    });
    const deliveries = ['1', '2', '3'].map((ref) => ({ messageId: `m${ref}`, attempt, message: { ...message, ref } }));
    return { result: worker(deliveries), reported };
  };

  test('is tried again, its neighbours are not', async () => {
    const { result, reported } = batch(1);
    expect(await result).toEqual(['m2']);
    expect(reported).toEqual([
      ['1', 'processed', 'done'],
      ['3', 'processed', 'done'],
    ]);
  });

  test('before a site has begun, for that site alone: all its messages come again, and fail the second time', async () => {
    const begun: string[] = [];
    const reported: string[] = [];
    const worker = workOffJobs({
      begin: async (siteId, messages) => {
        begun.push(`${siteId} ${messages.length}`);
        if (siteId === 'broken') throw new Error('no such site');
      },
      work: async () => ({ outcome: 'processed', detail: 'done' }),
      report: async (_run, reports) => {
        for (const { message, result } of reports) reported.push(`${message.ref} ${result.outcome} ${result.detail}`);
      },
      onFault: () => {},
    });
    const deliveries = (attempt: number) =>
      ['1', '2', '3'].map((ref) => {
        const siteId = ref === '3' ? 'demo' : 'broken';
        return { messageId: `m${ref}`, attempt, message: { ...message, siteId, ref } };
      });
    expect((await worker(deliveries(1))).toSorted()).toEqual(['m1', 'm2']);
    expect(begun.toSorted()).toEqual(['broken 2', 'demo 1']);
    expect(await worker(deliveries(2))).toEqual([]);
    expect(reported.toSorted()).toEqual([
      ...['1 failed no such site', '2 failed no such site', '3 processed done', '3 processed done'],
    ]);
  });

  test('the second time is reported as failed, so that its run can end', async () => {
    const { result, reported } = batch(2);
    expect(await result).toEqual([]);
    expect(reported).toContainEqual(['2', 'failed', 'out of reach']);
  });
});
