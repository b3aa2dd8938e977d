import { beforeEach, describe, expect, test } from 'vitest';
import { FOREVER, instantText } from '../../../domain/time/instant.ts';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { at, callAt } from '../../support/shops/shop.ts';
import { UsageShop, used } from '../../support/shops/usage-shop.ts';
import { stock } from '../../support/shops/voucher-shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

/**
 * Ana has the phone plan from 10 March on: a fee of 30.00 a month, 1000 MB free, then 0.02; voice at 0.05. The plan PRO_DATA has a fee
 * of 50.00 and data at 0.02 without anything free, and no voice.
 */
const day = (text: string) => instantText(at(text));
const MARCH = { from: day('2026-03-01'), to: day('2026-04-01') };

let shop: UsageShop;

beforeEach(async () => {
  shop = new UsageShop('2026-03-10');
  await shop.onboard();
  shop.moveTo('2026-03-20');
  await shop.rate([
    used({ id: '1', at: '2026-03-12T10:00:00Z', quantity: '800' }),
    used({ id: '2', at: '2026-03-15T10:00:00Z', quantity: '400' }),
    used({ id: '3', at: '2026-03-16T10:00:00Z', quantity: '100', serviceType: 'VOICE' }),
  ]);
});

const ask = (body: object) => shop.ask('askWhatIf', { body: { ...MARCH, ...body } });
type Line = {
  readonly from: string;
  readonly service: { readonly serviceType: string } | null;
} & Readonly<Record<'actual' | 'control' | 'hypothetical', { readonly net: string }>>;
const nothing = { net: '0', tax: '0' };

describe('one customer', () => {
  test('the control comes to what was charged, and the other plan to what it says', async () => {
    const { status, body } = await ask({ customerId: '1001', newPlan: 'PRO_DATA' });
    expect(status).toBe(200);
    // 22 of 31 days of 30.00 and of 50.00, and their 22 %.
    const fee = { net: '21.290323', tax: '4.683871' };
    expect(body.total.items).toEqual([
      {
        ...{ resource: 'EUR', billItem: 'FEES', actual: fee, control: fee },
        hypothetical: { net: '35.483871', tax: '7.806452' },
        difference: { net: '14.193548', tax: '3.122581' },
      },
      {
        ...{ resource: 'EUR', billItem: 'USAGE' },
        // 200 MB at 0.02 and 100 units of voice at 0.05; then 1200 MB at 0.02.
        actual: { net: '9', tax: '1.98' },
        control: { net: '9', tax: '1.98' },
        hypothetical: { net: '24', tax: '5.28' },
        difference: { net: '15', tax: '3.3' },
      },
    ]);
    expect(body.total).toMatchObject({ events: 3, unrated: { control: 0, hypothetical: 1 } });
    expect(body.balanceGroups).toMatchObject([{ balanceGroupId: '1001', resource: 'EUR', items: body.total.items }]);
    const ofLine = { from: MARCH.from, to: MARCH.to };
    const service = (serviceType: string) => ({ serviceType, identifier: '041-111-222' });
    expect(body.balanceGroups[0].lines).toMatchObject([
      { ...ofLine, service: null, billItem: 'FEES', difference: { net: '14.193548', tax: '3.122581' } },
      { ...ofLine, service: service('DATA'), billItem: 'USAGE', actual: { net: '4' }, hypothetical: { net: '24' } },
      {
        ...{ ...ofLine, service: service('VOICE'), billItem: 'USAGE' },
        ...{ control: { net: '5' }, hypothetical: nothing, difference: { net: '-5', tax: '-1.1' } },
      },
    ]);
  });

  test('over a bill: each cycle has its own fee and its own allowance', async () => {
    allowed(
      await runBilling(shop.store)(callAt(shop.moveTo('2026-04-01T00:30:00Z')), {
        ...{ customerId: '1001', billingProfileId: '1001' },
      }),
    );
    shop.moveTo('2026-04-20');
    await shop.rate([used({ id: '4', at: '2026-04-10T10:00:00Z', quantity: '1100' })]);
    const { body } = await ask({ customerId: '1001', newPlan: 'PRO_DATA', to: day('2026-05-01') });
    const [fees, usage] = body.total.items;
    expect(fees).toMatchObject({
      actual: { net: '51.290323' },
      control: { net: '51.290323' },
      hypothetical: { net: '85.483871' },
    });
    expect(usage).toMatchObject({ actual: { net: '11' }, control: { net: '11' }, hypothetical: { net: '46' } });
    const lines: readonly Line[] = body.balanceGroups[0].lines;
    expect(
      lines.map(({ from, service: of, ...line }) => [
        ...[from, of?.serviceType ?? null, line.actual.net, line.control.net, line.hypothetical.net],
      ]),
    ).toEqual([
      [day('2026-03-01'), null, '21.290323', '21.290323', '35.483871'],
      [day('2026-03-01'), 'DATA', '4', '4', '24'],
      [day('2026-03-01'), 'VOICE', '5', '5', '0'],
      [day('2026-04-01'), null, '30', '30', '50'],
      // 1100 MB: 100 above the allowance, or all of them.
      [day('2026-04-01'), 'DATA', '2', '2', '22'],
    ]);
  });

  test('the same plan differs in nothing, and nothing is written', async () => {
    const before = shop.store.commits.length;
    const { body } = await ask({ customerId: '1001', newPlan: 'PHONE' });
    for (const { difference } of body.total.items) expect(difference).toEqual(nothing);
    expect(body.total.unrated).toEqual({ control: 0, hypothetical: 0 });
    expect(shop.store.commits).toHaveLength(before);
  });

  test('an option of the new plan comes when it alone prices a service that is in use', async () => {
    const items = [
      ...['PRO_FEE', 'DATA_USE'].map((product) => ({ product, quantity: '1', optional: false })),
      ...['VOICE_TOO', 'VOICE_USE', 'SETUP', 'SUPPORT'].map((product) => ({ product, quantity: '1', optional: true })),
    ];
    const { validFrom, validTo } = { validFrom: 0, validTo: FOREVER };
    stock(
      shop.store,
      { kind: 'bundle', object: { code: 'FLEX', name: 'Flex', validFrom, validTo, items } },
      {
        kind: 'plan',
        object: {
          ...{ code: 'FLEX', name: 'Flex', status: 'active', validFrom, validTo },
          ...{ bundles: ['FLEX'], paymentTypes: ['postpaid'] },
        },
      },
    );
    const { body } = await ask({ customerId: '1001', newPlan: 'FLEX' });
    expect(body.total.unrated).toEqual({ control: 0, hypothetical: 0 });
    // 1200 MB at 0.02, 100 units of voice at 0.07; the fee alone, without support.
    expect(body.total.items).toMatchObject([
      { billItem: 'FEES', hypothetical: { net: '35.483871' } },
      { billItem: 'USAGE', hypothetical: { net: '31' } },
    ]);
  });

  test('add-ons stay under either plan', async () => {
    const told = await shop.ask('addBundle', { path: { subscriptionId: '1001' }, body: { bundle: 'ADDON' } });
    expect(told.status).toBeLessThan(300);
    const { body } = await ask({ customerId: '1001', newPlan: 'PRO_DATA' });
    // Support in arrear, 3.10 a month: 12 of 31 days from the 20th.
    const control = Number.parseFloat(body.total.items[0].control.net);
    expect(control).toBeCloseTo(21.290323 + 1.2, 5);
    expect(Number.parseFloat(body.total.items[0].hypothetical.net)).toBeCloseTo(35.483871 + 1.2, 5);
  });

  test.for<{ body: object; pointer?: string }>([
    { body: { newPlan: 'BASIC' }, pointer: '/customerId' },
    { body: { customerId: '77', newPlan: 'BASIC' }, pointer: '/customerId' },
    { body: { customerId: '1001', newPlan: 'NONE' }, pointer: '/newPlan' },
    { body: { customerId: '1001', newPlan: 'BASIC', to: MARCH.from }, pointer: '/to' },
    { body: { customerId: '1001', newPlan: 'BASIC', to: day('2028-01-01') }, pointer: '/to' },
    { body: { customerId: '1001', newPlan: 'BASIC', plan: 'PRO' } },
    { body: { customerId: '1001', newPlan: 'BASIC', from: day('2025-01-01'), to: day('2025-02-01') } },
  ])('is refused at $pointer', async ({ body, pointer }) => {
    const told = await ask(body);
    expect(told.status).toBe(422);
    if (pointer !== undefined) expect(told.body.errors[0].pointer).toBe(pointer);
  });
});

describe('everybody who has a plan', () => {
  beforeEach(async () => {
    await shop.onboard({ identifier: '041-333-444' }, { email: 'other@example.com' });
    await shop.onboard({ identifier: '041-555-666', plan: 'BASIC' }, { email: 'third@example.com' });
    shop.moveTo('2026-03-25');
  });

  test('a run compares each, and tells them together', async () => {
    const { status, body, headers } = await ask({ plan: 'PHONE', newPlan: 'PRO_DATA' });
    expect({ status, headers }).toMatchObject({ status: 202, headers: { location: `/v1/what-if/${body.runId}` } });
    await shop.workOff({ copies: 2 });
    const told = (await shop.ask('getWhatIf', { path: { runId: body.runId } })).body;
    expect(told).toMatchObject({
      ...{ run: { job: 'what-if', state: 'succeeded', selected: 2, processed: 2 }, plan: 'PHONE', newPlan: 'PRO_DATA' },
      total: { isWhole: true, events: 3, unrated: { control: 0, hypothetical: 1 } },
    });
    const groups = told.results.items.map(({ balanceGroupId }: { balanceGroupId: string }) => balanceGroupId);
    expect(groups.toSorted()).toEqual(['1001', '1002']);
    // 22 of 31 days and 12 of 31 days of 20.00 more.
    expect(told.total.items[0]).toMatchObject({ billItem: 'FEES', difference: { net: '21.935484' } });
    expect(told.results.items[0].detail).toMatch(/ instead of .* EUR with tax/);
  });

  test('is asked for plans that exist', async () => {
    const told = await ask({ plan: 'NONE', newPlan: 'NOR' });
    expect(told.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/plan', '/newPlan']);
  });
});
