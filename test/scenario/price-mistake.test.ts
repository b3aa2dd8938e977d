import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { anaOrders, createMobileCatalog } from './mobile-catalog.ts';

/**
 * Data above the allowance was to cost 0.012 a megabyte and was sold at 0.02 for a month that is billed. The price is corrected, the
 * usage rated again, and the next bill gives back what was too much.
 */
let story: Story;
let customerId: string;
let balanceGroupId: string;
let billId: string;
let nextBillId: string;

beforeAll(async () => {
  story = await startStory({ at: '2026-03-01T00:00:00Z' });
  const { api, must } = story;
  await createMobileCatalog(story);
  const made = await must(api.POST('/v1/onboarding', { body: anaOrders() }));
  ({ customerId, balanceGroupId } = made);
  billId = made.activeBill?.billId ?? '';
  nextBillId = made.nextBill?.billId ?? '';
  await story.travelTo('2026-03-20T00:00:00Z');
  await story.send(megabytes('1', '2026-03-10', '1100'));
  await story.send(megabytes('2', '2026-03-11', '250'));
  await story.travelTo('2026-04-01T06:00:00Z');
});
afterAll(() => story.end());

const megabytes = (id: string, day: string, volume: string) => ({
  ...{ specversion: '1.0', type: 'billow.usage.v1', source: 'meter', id, time: `${day}T12:00:00Z`, site: 'demo' },
  ...{ servicetype: 'data', subject: 'SIM-1', data: { volume } },
});
const billOf = (id: string) => story.must(story.api.GET('/v1/bills/{billId}', { params: { path: { billId: id } } }));
const MARCH = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z', product: 'data-usage' };

async function rateAgain(dryRun: boolean) {
  const { api, must, stack } = story;
  const body = { ...MARCH, reason: 'Data was sold at 0.02 instead of 0.012', dryRun };
  const { runId } = await must(api.POST('/v1/re-ratings', { body }));
  await stack.drain();
  return must(api.GET('/v1/re-ratings/{runId}', { params: { path: { runId } } }));
}

test('March was billed with the wrong price', async () => {
  const { status, lines } = await billOf(billId);
  expect(status).toBe('billing');
  expect(lines.find(({ billItem }) => billItem === 'data')).toMatchObject({ quantity: '1350', net: '7' });
});

test('a price in force changes only as a correction, which its history tells', async () => {
  const { api, must } = story;
  const path = { code: 'data-usage' };
  const { data: sold, response } = await api.GET('/v1/products/{code}', { params: { path } });
  const version = { validFrom: '2020-01-01T00:00:00Z', price: { model: 'per-unit', unitPrice: '0.012' }, tax: 'VAT22' };
  const put = (query: { correction?: 'true' }) =>
    api.PUT('/v1/products/{code}', {
      params: { path, query, header: { 'if-match': response.headers.get('etag') ?? '' } },
      body: { ...sold, versions: [version] } as never,
    });
  const refused = await put({});
  expect([refused.response.status, refused.error?.errors?.[0]?.pointer]).toEqual([409, '/versions/0']);
  await must(put({ correction: 'true' }));
  const [latest] = (await must(api.GET('/v1/catalog-revisions'))).items;
  expect(latest).toMatchObject({
    ...{ kind: 'product', code: 'data-usage', action: 'replaced' },
    changes: [{ pointer: '/versions/0/price/unitPrice', before: '0.02', after: '0.012' }],
  });
});

test('a dry run tells the differences and posts nothing', async () => {
  const before = (await billOf(nextBillId)).total;
  const { total, dryRun } = await rateAgain(true);
  expect(dryRun).toBe(true);
  // 350 MB above the allowance, 0.008 less each.
  expect(total).toMatchObject({
    ...{ events: 2, corrected: 2, unrated: 0 },
    items: [{ resource: 'EUR', billItem: 'data', net: '-2.8', tax: '-0.616' }],
  });
  expect((await billOf(nextBillId)).total).toBe(before);
});

test('rated again, each event has its correction beside it, and doing it once more posts nothing', async () => {
  const { api, must } = story;
  expect((await rateAgain(false)).total).toMatchObject({ corrected: 2, items: [{ net: '-2.8' }] });
  expect((await rateAgain(false)).total).toMatchObject({ events: 2, corrected: 0, items: [] });
  const events = await must(api.GET('/v1/customers/{customerId}/events', { params: { path: { customerId } } }));
  const [second] = events.items;
  const explained = await must(
    api.GET('/v1/balance-groups/{balanceGroupId}/entries/{seq}/explanation', {
      params: { path: { balanceGroupId, seq: `${second?.seq}` }, query: { at: second?.at ?? '' } },
    }),
  );
  // 250 MB: 5.00 then, 3.00 now; with tax 2.44 less.
  expect(explained).toMatchObject({
    ...{ reproduced: true, entry: { id: '2', quantity: '250' } },
    corrections: [{ kind: 'rerating', impacts: [{ resource: 'EUR', amount: '-2.44' }] }],
  });
  expect(explained.sentences).toContain('5 EUR = 250 MB × 0.02.');
  expect(explained.corrections[0]?.note).toContain('Data was sold at 0.02 instead of 0.012');
});

test('the bill of March stays as it was; the next one gives the difference back and charges the right price', async () => {
  await story.travelTo('2026-04-20T00:00:00Z');
  await story.send(megabytes('3', '2026-04-10', '1500'));
  await story.travelTo('2026-05-01T06:00:00Z');
  expect((await billOf(billId)).lines.find(({ billItem }) => billItem === 'data')).toMatchObject({ net: '7' });
  const { lines, net, total } = await billOf(nextBillId);
  const data = lines.filter(({ billItem }) => billItem === 'data');
  // 500 MB at 0.012, less 2.80.
  expect(data.map(({ net: amount }) => Number(amount)).reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(3.2, 6);
  expect({ net, total }).toEqual({ net: '33.2', total: '40.5' });
  expect(await story.verify()).toEqual([]);
});
