import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { anaOrders, createMobileCatalog } from './mobile-catalog.ts';

/** Ana buys on 10 March, uses, is billed on 1 April, pays in two parts: the worked examples 1 to 4, through every real door. */
let story: Story;
beforeAll(async () => {
  story = await startStory({ at: '2026-03-10T09:00:00Z', zone: 'Europe/Ljubljana' });
});
afterAll(() => story.end());

const usage = (id: string, time: string, servicetype: string, subject: string, data: object) => ({
  specversion: '1.0',
  type: 'billow.usage.v1',
  source: 'story',
  id,
  time,
  site: 'demo',
  servicetype,
  subject,
  data,
});
const DATA = usage('d1', '2026-03-15T12:00:00Z', 'data', 'SIM-1', { volume: '1200' });
const CALL = usage('v1', '2026-03-16T08:00:00Z', 'voice', '+38641111222', { end: '2026-03-16T08:20:00Z' });

let customerId = '';
let billingProfileId = '';

test('onboarding creates everything at once and charges the rest of March', async () => {
  await createMobileCatalog(story);
  const { api, must } = story;
  const preview = await must(api.POST('/v1/onboarding/preview', { body: anaOrders() }));
  expect(preview.dueNow).toMatchObject({ net: '21.29', tax: '4.68', total: '25.97' });
  const made = await must(api.POST('/v1/onboarding', { body: anaOrders() }));
  ({ customerId, billingProfileId } = made);
  expect(made.dueNow.total).toBe('25.97');
  const again = await api.POST('/v1/onboarding', { body: anaOrders('ana2@example.com') });
  expect(again.response.status).toBe(409);
  const bills = await must(api.GET('/v1/customers/{customerId}/bills', { params: { path: { customerId } } }));
  expect(bills.items.map(({ status }) => status).toSorted()).toEqual(['active', 'inactive']);
});

test('usage from the queue moves balances within seconds, single and in batches, and repeats count once', async () => {
  const { api, must } = story;
  await story.travelTo('2026-03-20T00:00:00Z');
  await story.send(DATA, [CALL, DATA], CALL);
  const { items } = await must(api.GET('/v1/customers/{customerId}/balances', { params: { path: { customerId } } }));
  const [group] = items;
  expect(group?.balances.map(({ resource, total }) => [resource, total]).toSorted()).toEqual([
    ['EUR', '32.074194'],
    ['MB', '0'],
  ]);
  const events = await must(api.GET('/v1/customers/{customerId}/events', { params: { path: { customerId } } }));
  expect(events.items.map(({ eventId, net, quantity, unit }) => [eventId, net, quantity, unit])).toEqual([
    ['v1', '1', '20', 'min'],
    ['d1', '4', '1200', 'MB'],
  ]);
  expect(await must(api.GET('/v1/usage-tally'))).toEqual({ received: 4, rated: 2, duplicate: 2, suspended: 0 });
});

test('billing is refused while the cycle is open, and its preview is what it will come to', async () => {
  const { api, must } = story;
  const path = { billingProfileId };
  const refused = await api.POST('/v1/billing-profiles/{billingProfileId}/run-billing', { params: { path } });
  expect([refused.response.status, refused.error?.code]).toEqual([409, 'billing.cycle_open']);
  const preview = await must(api.POST('/v1/billing-profiles/{billingProfileId}/preview-invoice', { params: { path } }));
  expect(preview.document.totals).toMatchObject({ net: '26.29', tax: '5.78', total: '32.07' });
  expect(preview.html).toContain('32.07');
});

test('when the cycle ends the bill is finalised, the next one opens with its own fee, and the invoice is mailed', async () => {
  const { api, must, stack } = story;
  await story.travelTo('2026-04-01T06:00:00Z');
  const { items } = await must(api.GET('/v1/customers/{customerId}/bills', { params: { path: { customerId } } }));
  const byStatus = (status: string) => items.find((bill) => bill.status === status);
  expect(byStatus('billing')).toMatchObject({ net: '26.29', tax: '5.78', total: '32.07', due: '32.07' });
  expect(byStatus('billing')?.dueAt).toBe('2026-04-15T21:59:59Z');
  expect(byStatus('active')).toMatchObject({
    from: '2026-03-31T22:00:00Z',
    to: '2026-04-30T22:00:00Z',
    net: '30',
    tax: '6.6',
  });
  expect(byStatus('inactive')).toMatchObject({ from: '2026-04-30T22:00:00Z' });

  const invoiceId = byStatus('billing')?.invoiceId ?? '';
  const invoice = await must(api.GET('/v1/invoices/{invoiceId}', { params: { path: { invoiceId } } }));
  expect(invoice).toMatchObject({ number: '2026-000001', status: 'invoice', total: '32.07' });
  const links = await must(api.GET('/v1/invoices/{invoiceId}/documents', { params: { path: { invoiceId } } }));
  const pdf = await fetch(links.pdf);
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(await (await fetch(links.html)).text()).toContain('32.07');
  expect(JSON.parse(await (await fetch(links.json)).text())).toMatchObject({ totals: { total: '32.07' } });

  const [mail] = stack.mails();
  expect(mail).toMatchObject({ to: ['ana@example.com'] });
  expect(mail?.subject).toContain('2026-000001');
  const link = /http[^\s"]+\/v1\/documents\/[A-Za-z0-9_-]+/.exec(mail?.text ?? '')?.[0] ?? '';
  const opened = await fetch(link);
  expect(
    Buffer.from(await opened.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect((await fetch(link.replace(/.{6}$/, 'xxxxxx'))).status).toBe(404);
  const sent = await must(api.GET('/v1/customers/{customerId}/communications', { params: { path: { customerId } } }));
  expect(sent.items.map(({ status, to }) => [status, to])).toEqual([['sent', 'ana@example.com']]);
});

test('running billing again finds nothing to bill', async () => {
  const path = { billingProfileId };
  const again = await story.api.POST('/v1/billing-profiles/{billingProfileId}/run-billing', { params: { path } });
  expect(again.response.status).toBe(409);
});

test('20.00 leave 12.07 due; 15.00 more close the bill and leave 2.93 of credit, which the next bill uses', async () => {
  const { api, must } = story;
  const { items } = await must(api.GET('/v1/customers/{customerId}/bills', { params: { path: { customerId } } }));
  const billId = items.find(({ status }) => status === 'billing')?.billId ?? '';
  const pay = (amount: string, key: string) =>
    must(
      api.POST('/v1/bills/{billId}/payments', {
        params: { path: { billId }, header: { 'idempotency-key': key } },
        body: { method: 'transfer', amount },
      }),
    );
  expect((await pay('20.00', 'first-payment')).bill).toMatchObject({ status: 'billing', due: '12.07' });
  expect((await pay('20.00', 'first-payment')).bill).toMatchObject({ status: 'billing', due: '12.07' });
  const closed = await pay('15.00', 'second-payment');
  expect(closed.bill).toMatchObject({ status: 'closed', due: '0' });
  expect(closed.payment.credited).toBe('2.93');
  await story.travelTo('2026-05-01T06:00:00Z');
  const may = await must(api.GET('/v1/customers/{customerId}/bills', { params: { path: { customerId } } }));
  expect(may.items.find(({ status }) => status === 'billing')).toMatchObject({ total: '36.6', due: '33.67' });
});

test('at the end every balance, bill and invoice is what the entries give', async () => {
  expect(await story.verify()).toEqual([]);
});
