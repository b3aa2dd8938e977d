import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { anaOrders, createMobileCatalog } from './mobile-catalog.ts';

/**
 * A gateway asks before it serves data: Ana has 1000 MB, then 0.0244 EUR a megabyte with tax, and may owe 61.00, of which
 * 36.60 are the month's fee: 1000 MB more.
 */
let story: Story;
/** Sessions that something was set aside for. */
let open: readonly { readonly id: string; readonly at: string }[] = [];

beforeAll(async () => {
  story = await startStory({ at: '2026-03-01T00:00:00Z' });
  const { api, must } = story;
  await createMobileCatalog(story);
  await must(
    api.POST('/v1/credit-profiles', {
      body: { code: 'limits', name: 'Limits', isDefault: true, limits: [{ resource: 'EUR', limit: '61', hard: true }] },
    }),
  );
  await must(api.POST('/v1/onboarding', { body: anaOrders() }));
  await story.travelTo('2026-03-15T10:00:00Z');
});
afterAll(() => story.end());

const SIM = { serviceType: 'data', identifier: 'SIM-1' };
const reserve = (id: string, quantity: string, expiresInSeconds = 600) =>
  story.api.POST('/v1/charging/reservations', { body: { id, ...SIM, quantity, expiresInSeconds } });
const commit = (reservationId: string, at: string, quantity: string) =>
  story.api.POST('/v1/charging/reservations/{reservationId}/commit', {
    params: { path: { reservationId } },
    body: { ...SIM, at, quantity },
  });
const balances = async () => {
  const { items } = await story.must(
    story.api.GET('/v1/customers/{customerId}/balances', { params: { path: { customerId: '1001' } } }),
  );
  return Object.fromEntries(
    items.flatMap((group) => group.balances.map(({ resource, total, reserved }) => [resource, { total, reserved }])),
  );
};

test('asking sets nothing aside', async () => {
  const { api, must } = story;
  const told = await must(api.POST('/v1/charging/authorize', { body: { ...SIM, quantity: '5000' } }));
  expect(told).toMatchObject({ requested: '5000', unit: 'MB' });
  expect(Number(told.granted)).toBeCloseTo(2000, 3);
  expect(await balances()).toMatchObject({ MB: { total: '-1000', reserved: '0' }, EUR: { total: '36.6' } });
});

test('of twenty sessions at once as many get their share as the limit allows, and no more', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => reserve(`session-${index}`, '200')));
  open = answers.flatMap(({ data }) => data ?? []);
  expect(open).toHaveLength(10);
  const refused = answers.filter(({ data }) => data === undefined);
  expect(refused.map(({ response, error }) => [response.status, error?.code])).toEqual(
    refused.map(() => [402, 'charging.limit_reached']),
  );
  expect(await balances()).toMatchObject({ MB: { reserved: '1000' }, EUR: { total: '36.6', reserved: '24.4' } });
});

test('who looks sees whose sessions they are, page by page, and until when', async () => {
  const { api, must } = story;
  const path = { balanceGroupId: '1001' };
  const list = (query: { limit: number; cursor?: string }) =>
    must(api.GET('/v1/balance-groups/{balanceGroupId}/reservations', { params: { path, query } }));
  const first = await list({ limit: 7 });
  const rest = await list({ limit: 7, cursor: first.nextCursor ?? '' });
  const all = [...first.items, ...rest.items];
  expect(rest.nextCursor).toBeNull();
  expect(all.map(({ id }) => id).toSorted()).toEqual(open.map(({ id }) => id).toSorted());
  for (const one of all) {
    expect(one).toMatchObject({ ...SIM, customerId: '1001', quantity: '200', unit: 'MB' });
    expect(Date.parse(one.expiresAt) - Date.parse(one.at)).toBeLessThanOrEqual(600_000);
  }
  const units = all.flatMap(({ amounts }) => amounts.filter(({ resource }) => resource === 'MB'));
  expect(units.reduce((total, { amount }) => total + Number(amount), 0)).toBe(1000);
});

test('what was used is charged once, what was not comes back, and a session that is over holds nothing', async () => {
  const { api, must } = story;
  const [first, second, third] = open;
  for (const outcome of ['committed', 'duplicate'] as const) {
    const told = await must(commit(first?.id ?? '', first?.at ?? '', '150'));
    expect(told).toMatchObject({ outcome, reservation: 'held', quantity: '150', overrun: null });
  }
  const path = { reservationId: second?.id ?? '' };
  await must(api.POST('/v1/charging/reservations/{reservationId}/release', { params: { path }, body: SIM }));
  expect(await balances()).toMatchObject({ MB: { total: '-850' } });

  // The others run out by themselves; what they served is charged all the same.
  await story.travelTo('2026-03-15T11:00:00Z');
  // Each function sees the site's clock a second late at most, each by itself.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await balances()).toMatchObject({
    MB: { total: '-850', reserved: '0' },
    EUR: { total: '36.6', reserved: '0' },
  });
  expect(await must(commit(third?.id ?? '', third?.at ?? '', '900'))).toMatchObject({
    ...{ outcome: 'committed', reservation: 'ended' },
    overrun: { quantity: '900' },
  });
  expect(await balances()).toMatchObject({ MB: { total: '0' }, EUR: { total: '37.82' } });
  expect(await story.verify()).toEqual([]);
});
