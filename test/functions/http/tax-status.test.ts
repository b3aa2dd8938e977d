import { beforeEach, describe, expect, test } from 'vitest';
import { UsageShop, used } from '../../support/shops/usage-shop.ts';
import type { Told } from './ask.ts';

const ana = { customerId: '1001' };
const EMBASSY = { reason: 'Embassy', until: '2026-06-01T00:00:00Z' };

let shop: UsageShop;
beforeEach(async () => {
  shop = new UsageShop('2026-03-09T12:00:00Z');
  await shop.onboard({ plan: 'USE_ONLY' });
  shop.moveTo('2026-03-10T12:00:00Z');
});

const taxStatus = (): Promise<Told> => shop.ask('getTaxStatus', { path: ana });
async function exempt(body: object | null, etag?: string): Promise<Told> {
  const headers = { 'if-match': etag ?? (await taxStatus()).etag };
  return shop.ask('setTaxExemption', { path: ana, body, headers });
}
const call = (id: string) => used({ id, at: '2026-03-10T10:00:00Z', quantity: '100', serviceType: 'VOICE' });

test('a new customer has the country of the billing address and is exempt of nothing', async () => {
  expect(await taxStatus()).toMatchObject({ status: 200, body: { country: 'SI', exemption: null } });
  expect(await shop.ask('getTaxStatus', { path: { customerId: '7' } })).toMatchObject({ status: 404 });
});

test('an exempt customer is charged no tax from then on, and the bill shows a row with the reason', async () => {
  await shop.rate([call('1')]);
  expect(await exempt(EMBASSY)).toMatchObject({ status: 200, body: { country: 'SI', exemption: EMBASSY } });
  shop.moveTo('2026-03-11T12:00:00Z');
  await shop.rate([{ ...call('2'), time: '2026-03-11T10:00:00Z' }]);
  const bill = await shop.ask('getBill', { path: { billId: '1001' } });
  expect(bill.body).toMatchObject({
    net: '10',
    tax: '1.1',
    total: '11.1',
    lines: [{ net: '5' }, { net: '5', exemption: 'Embassy', exactTax: '0' }],
    taxes: [
      { taxCode: 'VAT', percent: '22', base: '5', tax: '1.1' },
      { taxCode: 'VAT', exemption: 'Embassy', percent: '0', base: '5', tax: '0' },
    ],
  });
  const preview = await shop.ask('previewInvoice', { path: { billingProfileId: '1001' } });
  expect(preview.status).toBe(200);
  expect(await shop.differences()).toEqual([]);
});

test('null ends it', async () => {
  await exempt(EMBASSY);
  expect(await exempt(null)).toMatchObject({ status: 200, body: { exemption: null } });
  await shop.rate([call('1')]);
  expect(await shop.charges()).toEqual(['VOICE_USE 5 1.1 100']);
});

describe('refused', () => {
  test('an end that is over, or no reason', async () => {
    expect(await exempt({ ...EMBASSY, until: '2026-03-10T12:00:00Z' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/until' }] },
    });
    expect(await exempt({ until: null })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/reason' }] } });
  });

  test('the version of somebody who read before', async () => {
    const { etag } = await taxStatus();
    await exempt(EMBASSY);
    expect(await exempt(null, etag)).toMatchObject({ status: 412 });
  });
});

test('who did it and why is in the activities', async () => {
  await exempt({ ...EMBASSY, until: null });
  const { body } = await shop.ask('listActivities', { path: ana });
  expect(body.items[0]).toMatchObject({
    action: 'customer.exempted',
    after: { exemption: { reason: 'Embassy', until: '9999-01-01T00:00:00Z' } },
  });
});
