import { beforeEach, describe, expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { callAt } from '../../support/shops/shop.ts';
import { UsageShop, used } from '../../support/shops/usage-shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

/** Data was sold at 0.20 instead of 0.02; 1000 MB are free. */
const priced =
  (unitPrice: string) =>
  (product: Product): Product => ({
    ...product,
    versions: product.versions.map((version) => ({ ...version, price: { model: 'per-unit', unitPrice } })),
  });
const MARCH = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
const USAGE = [
  used({ id: '1', at: '2026-03-12T10:00:00Z', quantity: '800' }),
  used({ id: '2', at: '2026-03-15T10:00:00Z', quantity: '400' }),
  used({ id: '3', at: '2026-03-16T10:00:00Z', quantity: '50' }),
];

let shop: UsageShop;

/** Everything right or wrong from the beginning, up to the middle of March. */
async function shopThatSells(unitPrice: string): Promise<UsageShop> {
  const one = new UsageShop('2026-03-10');
  await one.correctPrice('DATA_USE', priced(unitPrice));
  await one.onboard();
  one.moveTo('2026-03-20');
  await one.rate(USAGE);
  return one;
}

beforeEach(async () => {
  shop = await shopThatSells('0.2');
});

const order = (more: object = {}) =>
  shop.ask('startRerating', {
    body: { reason: 'Sold at 0.20 instead of 0.02', ...MARCH, product: 'DATA_USE', ...more },
  });
const rerating = async (runId: string) => (await shop.ask('getRerating', { path: { runId } })).body;
const bill = (one: UsageShop, now: string) =>
  runBilling(one.store)(callAt(one.moveTo(now)), { customerId: '1001', billingProfileId: '1001' });
const finalised = (one: UsageShop) =>
  one.store
    .all('bill', 'demo')
    .filter(({ finalisedAt }) => finalisedAt !== null)
    .map(({ net, tax, total }) => ({ net, tax, total }));

describe('after a price mistake', () => {
  test('a dry run tells the difference and posts nothing; the real one tells the same and brings the bill to what it should have been', async () => {
    await shop.correctPrice('DATA_USE', priced('0.02'));
    const before = await shop.head();
    const dry = await order({ dryRun: true });
    expect(dry).toMatchObject({ status: 202, headers: { location: `/v1/re-ratings/${dry.body.runId}` } });
    await shop.workOff();
    expect(await shop.head()).toEqual(before);
    // 200 and 50 MB at −0.18; 22 % tax.
    const total = {
      ...{ isWhole: true, events: 3, corrected: 2, unrated: 0 },
      items: [{ resource: 'EUR', billItem: 'USAGE', net: '-45', tax: '-9.9' }],
      // 250 MB at 0.20.
      before: [{ resource: 'EUR', billItem: 'USAGE', net: '50', tax: '11' }],
    };
    expect(await rerating(dry.body.runId)).toMatchObject({
      ...{ run: { state: 'succeeded', processed: 1 }, dryRun: true, product: 'DATA_USE', by: 'operator@example.com' },
      total,
      results: {
        items: [
          { balanceGroupId: '1001', customerName: expect.stringMatching(/./), outcome: 'processed', corrected: 2 },
        ],
        nextCursor: null,
      },
    });

    const real = await order();
    await shop.workOff({ copies: 2 });
    expect(await rerating(real.body.runId)).toMatchObject({ dryRun: false, total });
    const right = await shopThatSells('0.02');
    expect(await shop.charges()).toEqual(await right.charges());
    allowed(await bill(shop, '2026-04-01T00:30:00Z'));
    allowed(await bill(right, '2026-04-01T00:30:00Z'));
    expect(finalised(shop)).toEqual(finalised(right));
    expect(await shop.differences()).toEqual([]);
  });

  test('what was billed stays; the next bill makes up for it to the cent', async () => {
    allowed(await bill(shop, '2026-04-01T00:30:00Z'));
    const [march] = finalised(shop);
    await shop.correctPrice('DATA_USE', priced('0.02'));
    await order();
    await shop.workOff();
    expect(finalised(shop)).toEqual([march]);
    allowed(await bill(shop, '2026-05-01T00:30:00Z'));
    // The fee of 30.00 + 6.60, less 45.00 + 9.90.
    expect(finalised(shop)[1]).toEqual({ net: '-15', tax: '-3.3', total: '-18.3' });
    const entries = (await shop.ask('listEntries', { path: { balanceGroupId: '1001' }, query: { from: MARCH.from } }))
      .body;
    const corrections = entries.items.filter(({ kind }: { kind: string }) => kind === 'rerating');
    expect(corrections).toMatchObject([
      { at: '2026-03-16T10:00:00Z', note: 'operator@example.com: Sold at 0.20 instead of 0.02 (run 1001)' },
      { at: '2026-03-15T10:00:00Z' },
    ]);
    expect(await shop.differences()).toEqual([]);
  });

  test('again it posts nothing more', async () => {
    await shop.correctPrice('DATA_USE', priced('0.02'));
    for (const corrected of [2, 0]) {
      const { body } = await order();
      await shop.workOff();
      expect((await rerating(body.runId)).total).toMatchObject({ events: 3, corrected });
    }
    expect((await shop.head()).tail.filter(({ kind }) => kind === 'rerating')).toHaveLength(2);
  });

  test('usage that comes meanwhile wins its race, and so does the correction: nothing is lost or doubled', async () => {
    await shop.correctPrice('DATA_USE', priced('0.02'));
    const { body } = await order();
    let races = 0;
    const { commitLedgers } = shop.store;
    const racing = {
      ...shop.ports,
      commitLedgers: async (commit: Parameters<typeof commitLedgers>[0]) => {
        races += 1;
        if (races <= 3) {
          await shop.rate([used({ id: `race-${races}`, at: `2026-03-17T0${races}:00:00Z`, quantity: '10' })]);
        }
        return commitLedgers(commit);
      },
    };
    await shop.workOff({ ports: racing });
    expect(races).toBe(4);
    expect(await rerating(body.runId)).toMatchObject({ run: { state: 'succeeded' }, total: { corrected: 2 } });
    const right = await shopThatSells('0.02');
    await right.rate(
      [1, 2, 3].map((hour) => used({ id: `race-${hour}`, at: `2026-03-17T0${hour}:00:00Z`, quantity: '10' })),
    );
    expect(await shop.charges()).toEqual(await right.charges());
    expect(await shop.differences()).toEqual([]);
  });

  test('a bill that is made meanwhile moves the correction to the next one', async () => {
    await shop.correctPrice('DATA_USE', priced('0.02'));
    await order();
    let isBilled = false;
    const { commitLedgers } = shop.store;
    const racing = {
      ...shop.ports,
      commitLedgers: async (commit: Parameters<typeof commitLedgers>[0]) => {
        if (!isBilled) {
          isBilled = true;
          allowed(await bill(shop, '2026-04-01T00:30:00Z'));
        }
        return commitLedgers(commit);
      },
    };
    await shop.workOff({ ports: racing });
    // March was billed at the wrong price; April has its fee and the correction.
    expect(await shop.charges()).toEqual(['DATA_USE -45 -9.9 0', 'FEE 30 6.6 1']);
    expect(await shop.differences()).toEqual([]);
  });

  test('a worker that dies after posting has posted once, and its run tells the whole', async () => {
    await shop.correctPrice('DATA_USE', priced('0.02'));
    const { body } = await order();
    let died = false;
    const { commitLedgers } = shop.store;
    const dying = {
      ...shop.ports,
      commitLedgers: async (commit: Parameters<typeof commitLedgers>[0]) => {
        const outcome = await commitLedgers(commit);
        if (died) return outcome;
        died = true;
        throw new Error('the worker died');
      },
    };
    await shop.workOff({ ports: dying });
    expect(await rerating(body.runId)).toMatchObject({
      total: { corrected: 2, items: [{ net: '-45', tax: '-9.9' }], before: [{ net: '50', tax: '11' }] },
    });
    expect((await shop.head()).tail.filter(({ kind }) => kind === 'rerating')).toHaveLength(2);
  });

  test('a busy account is corrected in parts, whole', async () => {
    const many = Array.from({ length: 1_300 }, (_, index) =>
      used({ id: `many-${index}`, at: '2026-03-17T10:00:00Z', quantity: '1' }),
    );
    await shop.rate(many);
    await shop.correctPrice('DATA_USE', priced('0.02'));
    const { body } = await order();
    const before = shop.store.commits.length;
    await shop.workOff();
    const posts = shop.store.commits
      .slice(before)
      .filter(([first]) => first !== undefined && 'put' in first && first.put === 'ledger');
    expect(posts).toHaveLength(2);
    // 250 and 1300 MB at −0.18.
    expect(await rerating(body.runId)).toMatchObject({
      total: { events: 1303, corrected: 1302, items: [{ net: '-279' }] },
    });
    expect(await shop.differences()).toEqual([]);
  });

  test('entries that left the tail are found again, and so are their corrections', async () => {
    shop.store.sealTail('demo', '1001');
    await shop.correctPrice('DATA_USE', priced('0.02'));
    await order();
    await shop.workOff();
    shop.store.sealTail('demo', '1001');
    const { body } = await order();
    await shop.workOff();
    expect((await rerating(body.runId)).total).toMatchObject({ events: 3, corrected: 0, items: [] });
  });
});

describe('what was ordered', () => {
  const posted = async (runId: string, query: Record<string, string> = {}) =>
    (await shop.ask('listCorrections', { path: { runId, balanceGroupId: '1001' }, query })).body;

  test('is listed, newest first, without the runs of jobs', async () => {
    await shop.correctPrice('DATA_USE', priced('0.02'));
    const dry = await order({ dryRun: true });
    await shop.workOff();
    expect((await shop.ask('startJobRun', { path: { job: 'billing' } })).status).toBe(201);
    const real = await order();
    await shop.workOff();
    const list = async (query: object) => (await shop.ask('listReratings', { query: { ...query } })).body;
    const first = await list({ limit: '1' });
    expect(first.items).toMatchObject([
      { run: { runId: real.body.runId, state: 'succeeded' }, dryRun: false, product: 'DATA_USE', from: MARCH.from },
    ]);
    const second = await list({ limit: '1', cursor: first.nextCursor });
    expect(second).toMatchObject({
      items: [{ run: { runId: dry.body.runId }, dryRun: true, reason: 'Sold at 0.20 instead of 0.02' }],
      nextCursor: null,
    });
  });

  test('shows what it posted, and no other run its own', async () => {
    await shop.correctPrice('DATA_USE', priced('0.02'));
    const dry = await order({ dryRun: true });
    await shop.workOff();
    const real = await order();
    await shop.workOff();
    expect((await posted(dry.body.runId)).items).toEqual([]);
    const newest = await posted(real.body.runId, { limit: '1' });
    const correction = { balanceGroupId: '1001', identifier: '041-111-222', resource: 'EUR' };
    // 50 MB at −0.18, then 200 of them; 22 % tax.
    expect(newest.items).toMatchObject([
      {
        ...correction,
        net: '-9',
        tax: '-1.98',
        entry: { kind: 'rerating', at: '2026-03-16T10:00:00Z', quantity: '0' },
      },
    ]);
    const rest = await posted(real.body.runId, { limit: '1', cursor: newest.nextCursor });
    expect(rest.items).toMatchObject([
      { ...correction, net: '-36', tax: '-7.92', entry: { at: '2026-03-15T10:00:00Z' } },
    ]);
    expect(rest.nextCursor).toBeNull();

    await shop.correctPrice('DATA_USE', priced('0.01'));
    const again = await order({ reason: 'A cent too much' });
    await shop.workOff();
    expect(await rerating(again.body.runId)).toMatchObject({
      total: { items: [{ net: '-2.5' }], before: [{ net: '5', tax: '1.1' }] },
    });
    expect((await posted(real.body.runId)).items).toHaveLength(2);
    expect((await posted(again.body.runId)).items).toMatchObject([{ net: '-0.5' }, { net: '-2' }]);
  });

  test.for([
    { runId: '77', balanceGroupId: '1001' },
    { runId: '1001', balanceGroupId: '77' },
  ])('has nothing to show for $runId and $balanceGroupId', async (path) => {
    await order({ dryRun: true });
    expect((await shop.ask('listCorrections', { path })).status).toBe(404);
  });
});

describe('whose usage', () => {
  beforeEach(async () => {
    await shop.onboard({ identifier: '041-333-444' }, { email: 'other@example.com' });
    shop.moveTo('2026-03-25');
    await shop.rate([used({ id: 'b', at: '2026-03-21T10:00:00Z', quantity: '1100', subject: '041-333-444' })]);
    await shop.correctPrice('DATA_USE', priced('0.02'));
  });

  test.for<{ scope: Record<string, string>; groups: string[]; corrected: number }>([
    { scope: { product: 'DATA_USE' }, groups: ['1001', '1002'], corrected: 3 },
    { scope: { plan: 'PHONE' }, groups: ['1001', '1002'], corrected: 3 },
    { scope: { customerId: '1001' }, groups: ['1001'], corrected: 2 },
    { scope: { balanceGroupId: '1002' }, groups: ['1002'], corrected: 1 },
    { scope: { product: 'VOICE_USE' }, groups: ['1001', '1002'], corrected: 0 },
    { scope: { customerId: '1001', product: 'VOICE_USE' }, groups: ['1001'], corrected: 0 },
  ])('$scope', async ({ scope, groups, corrected }) => {
    const started = await shop.ask('startRerating', {
      body: { reason: 'x', ...MARCH, from: '2026-03-01T00:00:00Z', ...scope },
    });
    expect(started.status).toBe(202);
    await shop.workOff();
    const { results, total } = await rerating(started.body.runId);
    const found = results.items.map(({ balanceGroupId }: { balanceGroupId: string }) => balanceGroupId);
    expect(found.toSorted()).toEqual(groups);
    expect(total.corrected).toBe(corrected);
  });

  test.for<{ body: object; pointer: string }>([
    { body: MARCH, pointer: '' },
    { body: { ...MARCH, product: 'FEE' }, pointer: '/product' },
    { body: { ...MARCH, plan: 'NONE' }, pointer: '/plan' },
    { body: { ...MARCH, customerId: '77' }, pointer: '/customerId' },
    { body: { ...MARCH, balanceGroupId: '77' }, pointer: '/balanceGroupId' },
    { body: { from: MARCH.to, to: MARCH.from, plan: 'PHONE' }, pointer: '/to' },
    { body: { from: '2024-01-01T00:00:00Z', to: MARCH.to, plan: 'PHONE' }, pointer: '/to' },
  ])('is refused with $pointer when it makes no sense', async ({ body, pointer }) => {
    const told = await shop.ask('startRerating', { body: { reason: 'x', ...body } });
    expect(told).toMatchObject({ status: 422, body: { code: 'request.invalid', errors: [{ pointer }] } });
  });

  test('an order of another site is none of ours', async () => {
    const { body } = await order();
    expect((await shop.ask('getRerating', { path: { runId: body.runId }, site: 'elsewhere' })).status).not.toBe(200);
  });
});

test('an order is kept with its Idempotency-Key', async () => {
  const headers = { 'idempotency-key': 'once' };
  const body = { reason: 'x', ...MARCH, product: 'DATA_USE' };
  const first = await shop.ask('startRerating', { body, headers });
  await shop.workOff();
  expect((await shop.ask('startRerating', { body, headers })).body).toEqual(first.body);
  expect(shop.store.jobs).toEqual([]);
});
