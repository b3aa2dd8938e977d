import { expect, test } from 'vitest';
import { UsageShop, used } from '../../support/shops/usage-shop.ts';

const wrong = used({ id: 'late', at: '2026-03-15T10:00:00Z', quantity: '1200', subject: 'nobody' });
const corrected = JSON.stringify({ ...wrong, subject: '041-333-444' });

test('a message that is given to another customer after the bill is charged on the next one, once', async () => {
  const shop = new UsageShop('2026-03-10');
  await shop.onboard();
  await shop.onboard({ identifier: '041-333-444' }, { email: 'bor@example.com' });
  shop.moveTo('2026-03-16');
  expect(await shop.rate([wrong])).toMatchObject({ suspended: 1 });
  shop.moveTo('2026-04-02');
  for (const billingProfileId of ['1001', '1002']) {
    expect(await shop.ask('runBilling', { path: { billingProfileId } })).toMatchObject({ status: 200 });
  }
  const [{ suspenseId }] = (await shop.ask('listSuspense')).body.items;
  const { etag } = await shop.ask('getSuspense', { path: { suspenseId } });
  const edit = { path: { suspenseId }, body: { payload: corrected }, headers: { 'if-match': etag } };
  expect(await shop.ask('editSuspense', edit)).toMatchObject({ status: 200 });
  for (const duplicate of [0, 1]) {
    expect(await shop.ask('retrySuspense', { path: { suspenseId } })).toMatchObject({ status: 200 });
    expect(await shop.rateSent()).toMatchObject({ rated: 1 - duplicate, duplicate });
  }
  const events = (await shop.ask('listCustomerEvents', { path: { customerId: '1002' } })).body.items;
  // 1000 MB of March were still Bor's; 200 at 0.02 go to April's bill.
  expect(events).toMatchObject([{ eventId: 'late', at: '2026-03-15T10:00:00Z', net: '4', cycle: expect.any(String) }]);
  expect((await shop.ask('listCustomerEvents', { path: { customerId: '1001' } })).body.items).toEqual([]);
  expect(new Date(events[0].cycle).getTime()).toBeGreaterThan(Date.parse('2026-03-31T00:00:00Z'));
});
