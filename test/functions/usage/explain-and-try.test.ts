import { beforeEach, describe, expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import { UsageShop, used } from '../../support/shops/usage-shop.ts';

/** Ana has 1000 MB free, then pays 0.02 for each, with 22 % tax. */
let shop: UsageShop;

beforeEach(async () => {
  shop = new UsageShop('2026-03-10');
  await shop.onboard();
  shop.moveTo('2026-03-20');
  await shop.rate([used({ id: '1', at: '2026-03-12T10:00:00Z', quantity: '1200' })]);
});

const entries = async () =>
  (await shop.ask('listEntries', { path: { balanceGroupId: '1001' } })).body.items as {
    seq: number;
    kind: string;
    at: string;
  }[];
const explain = (seq: number | string, query?: Record<string, string>) =>
  shop.ask('explainEntry', {
    path: { balanceGroupId: '1001', seq: `${seq}` },
    ...(query === undefined ? {} : { query }),
  });
const usageEntry = async () => (await entries()).find(({ kind }) => kind === 'usage') ?? { seq: 0, at: '' };

describe('an explanation', () => {
  test('tells step by step how the amount came about', async () => {
    const { seq } = await usageEntry();
    const { status, body } = await explain(seq);
    expect(status).toBe(200);
    expect(body).toMatchObject({ balanceGroupId: '1001', reproduced: true, catalogVersion: 1, corrections: [] });
    expect(body.entry).toMatchObject({ seq, kind: 'usage', product: 'DATA_USE', quantity: '1200' });
    expect(body.steps).toMatchObject([
      { step: 'service', serviceType: 'DATA', identifier: '041-111-222' },
      { step: 'product', product: 'DATA_USE' },
      { step: 'quantity', quantity: '1200', unit: 'unit' },
      { step: 'rate', place: 0, zone: null, band: null },
      { step: 'allowance', resource: 'MB', amount: '1000', groupId: null, validTo: '2026-03-31T22:00:00Z' },
      {
        ...{ step: 'price', model: 'per-unit', quantity: '200', counted: '0', amount: '4' },
        parts: [{ what: 'units', tier: null, quantity: '200', unitPrice: '0.02', per: '1', amount: '4' }],
      },
      { step: 'tax', taxCode: 'VAT', percent: '22', net: '4', tax: '0.88' },
    ]);
    expect(body.sentences).toContain('4 EUR = 200 unit × 0.02.');
    expect(body.sentences.at(-1)).toBe('Charged: 4.88 EUR, of which 0.88 is tax.');
  });

  test('is that of its own time, whatever became of the catalog; corrections are told beside it', async () => {
    await shop.correctPrice('DATA_USE', (product: Product) => ({
      ...product,
      versions: product.versions.map((one) => ({ ...one, price: { model: 'per-unit', unitPrice: '0.01' } })),
    }));
    const { seq } = await usageEntry();
    const body = { reason: 'x', from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z', customerId: '1001' };
    await shop.ask('startRerating', { body });
    await shop.workOff();
    const explained = (await explain(seq)).body;
    expect(explained).toMatchObject({ reproduced: true, catalogVersion: 1 });
    expect(explained.sentences).toContain('4 EUR = 200 unit × 0.02.');
    expect(explained.corrections).toMatchObject([{ kind: 'rerating', corrects: seq, catalogVersion: 2 }]);
    const correction = (await explain(explained.corrections[0].seq)).body;
    expect(correction).toMatchObject({ reproduced: null, steps: [] });
    expect(correction.sentences).toContain(`It corrects entry ${seq}.`);
  });

  test('of what the contract no longer leads to says so, and what the entry tells', async () => {
    const { seq } = await usageEntry();
    const account = await shop.store.ledgers.load('demo', '1001');
    if (account === null) throw new Error('no ledger');
    const purchases = account.profile.purchases.filter(({ product }) => product !== 'DATA_USE');
    await shop.store.commit([
      { put: 'ratingProfile', value: { ...account.profile, purchases }, before: account.profile },
    ]);
    const { body } = await explain(seq);
    expect(body).toMatchObject({ reproduced: false, steps: [] });
    expect(body.sentences).toHaveLength(2);
  });

  test('of a fee tells its days, of a grant what it gave', async () => {
    const all = await entries();
    const told = await Promise.all(all.map(async ({ seq }) => (await explain(seq)).body));
    const sentences = told.flatMap((one) => one.sentences as string[]);
    expect(sentences).toContain('It is for 22 days: from 2026-03-09T23:00:00Z to 2026-03-31T22:00:00Z.');
    expect(sentences.some((text) => text.startsWith('1000 MB given: grant:'))).toBe(true);
  });

  test('of an older entry is found by its time, which is asked for', async () => {
    const { seq, at } = await usageEntry();
    shop.store.sealTail('demo', '1001');
    expect(await explain(seq)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/query/at' }] } });
    expect((await explain(seq, { at })).body.reproduced).toBe(true);
    expect((await explain(seq, { at: '2026-03-12T10:00:01Z' })).status).toBe(404);
    expect((await explain(999, { at })).status).toBe(404);
    expect((await explain('0')).status).toBe(404);
  });
});

describe('trying events out', () => {
  const data = (id: string, quantity: string, more: object = {}) => ({
    ...used({ id, at: '2026-03-19T10:00:00Z', quantity }),
    ...more,
  });
  const tryOut = (body: unknown) => shop.ask('rateUsageEvents', { body });

  test('tells what they would cost, one after the other, and commits nothing', async () => {
    const before = await shop.head();
    const { status, body } = await tryOut([data('2', '100'), data('3', '50'), data('2', '100')]);
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      {
        ...{ outcome: 'rated', eventId: '2', balanceGroupId: '1001', product: 'DATA_USE', quantity: '100' },
        ...{ resource: 'EUR', net: '2', tax: '0.44', amount: '2.44', shared: [] },
        steps: expect.arrayContaining([expect.objectContaining({ step: 'price', amount: '2' })]),
        sentences: expect.arrayContaining(['2 EUR = 100 unit × 0.02.']),
      },
      { outcome: 'rated', amount: '1.22' },
      { outcome: 'duplicate', eventId: '2' },
    ]);
    const [first, second] = body.results.map((one: { balances?: { total: string }[] }) => one.balances?.[0]?.total);
    expect(Number.parseFloat(second)).toBeCloseTo(Number.parseFloat(first) + 1.22, 6);
    expect(await shop.head()).toEqual(before);
    expect(shop.suspended()).toEqual([]);
  });

  test('a single event comes back as one result, as it is rated afterwards', async () => {
    const { body } = await tryOut(data('2', '100'));
    await shop.rate([data('2', '100')]);
    const entry = (await shop.head()).tail.at(-1);
    expect(body.results[0].impacts).toEqual(
      entry?.impacts.map(({ resource, bucket, amount }) => ({ resource, bucket, amount: amount.toFixed() })),
    );
  });

  test.for<{ more: object; reason: string }>([
    { more: { subject: 'nobody' }, reason: 'UNKNOWN_SERVICE' },
    { more: { data: {} }, reason: 'MISSING_FIELD' },
    { more: { time: '2026-03-25T10:00:00Z' }, reason: 'IN_FUTURE' },
    { more: { time: '2025-03-25T10:00:00Z' }, reason: 'TOO_OLD' },
    { more: { time: '2026-03-01T10:00:00Z' }, reason: 'UNKNOWN_SERVICE' },
    { more: { id: '1', time: '2026-03-12T10:00:00Z' }, reason: 'CONFLICT' },
  ])('$reason: says why an event would wait', async ({ more, reason }) => {
    const { body } = await tryOut(data('9', '5', more));
    expect(body.results).toMatchObject([{ outcome: 'suspended', reason, detail: expect.stringMatching(/\w+/) }]);
    expect(shop.suspended()).toEqual([]);
  });

  test('events of another site are refused', async () => {
    expect(await tryOut([data('9', '5', { site: 'elsewhere' })])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/0/site' }] },
    });
  });

  test('at most a hundred at once', async () => {
    const many = Array.from({ length: 101 }, (_, index) => data(`${index + 10}`, '1'));
    expect((await tryOut(many)).status).toBe(422);
    expect((await tryOut(many.slice(1))).body.results).toHaveLength(100);
  });
});
