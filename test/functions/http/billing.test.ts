import { beforeEach, describe, expect, test } from 'vitest';
import { issueInvoice } from '../../../functions/use-cases/invoicing/issue-invoice.ts';
import { BillingStore } from '../../support/billing-store.ts';
import { at, billingWorld, charge, purchaseOf, withEntries } from '../../support/billing-world.ts';
import { apiOver } from './api.ts';
import type { Ask, Told } from './ask.ts';

const APRIL_1 = at('2026-04-01');
const profile = { path: { billingProfileId: '1001' } };

let store: BillingStore;
let ask: (operation: string, ask?: Ask) => Promise<Told>;

beforeEach(() => {
  const world = billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))] });
  store = new BillingStore([
    withEntries(world, [charge(world.profile.activeBill, { id: 'v', net: '1', tax: '0.22' })]),
  ]);
  ask = apiOver(store);
});

const billed = async () => {
  store.moveClock(APRIL_1);
  return ask('runBilling', profile);
};

describe('running billing by hand', () => {
  test('is refused while the cycle is open, and says until when', async () => {
    const told = await ask('runBilling', profile);
    expect(told).toMatchObject({ status: 409, body: { code: 'billing.cycle_open' } });
    expect(told.body.detail).toContain('2026-03-31T22:00:00Z');
  });

  test('answers with the bills and the profile as it stands then', async () => {
    expect(await billed()).toMatchObject({
      status: 200,
      body: {
        billed: [
          {
            billId: '110',
            status: 'billing',
            total: '27.19',
            lines: [
              { billItemName: 'Subscription', productName: 'Monthly fee', net: '21.29' },
              { billItemName: 'Usage', productName: 'Calls', unit: 'min', net: '1' },
            ],
            taxes: [{ name: 'VAT 22 %', percent: '22', tax: '4.9' }],
          },
        ],
        billingProfile: { activeBill: { billId: '111' }, cycle: { unit: 'month', count: 1, day: 1 }, parked: null },
      },
    });
  });

  test('the same key gets the same answer and bills once', async () => {
    store.moveClock(APRIL_1);
    const keyed = { ...profile, headers: { 'idempotency-key': 'run-1' } };
    const first = await ask('runBilling', keyed);
    const again = await ask('runBilling', keyed);
    expect(again).toMatchObject({ status: 200, body: first.body, headers: { 'idempotency-replayed': 'true' } });
    expect(store.all('bill', 'demo')).toHaveLength(3);
  });

  test('a profile that cannot be billed is parked, listed with its customer, and says so', async () => {
    const tax = store.get('catalog', 'demo', { kind: 'tax', code: 'VAT' });
    if (tax !== null) store.seed({ remove: 'catalog', value: tax });
    expect(await billed()).toMatchObject({ status: 409, body: { code: 'billing.parked' } });
    expect((await ask('listParkedBillingProfiles')).body.items).toMatchObject([
      { billingProfileId: '1001', customerName: 'Ana 1001', parked: { at: '2026-03-31T22:00:00Z' } },
    ]);
    expect((await ask('getBillingProfile', profile)).body.parked.reason).toContain('VAT');
  });
});

describe('bills', () => {
  test('the active one shows what it would come to, the inactive one is empty', async () => {
    expect(await ask('getBill', { path: { billId: '110' } })).toMatchObject({
      status: 200,
      body: { status: 'active', net: '22.29', tax: '4.9', total: '27.19', due: '0', finalisedAt: null },
    });
    expect((await ask('getBill', { path: { billId: '111' } })).body).toMatchObject({ status: 'inactive', lines: [] });
  });

  test('a finalised one shows what it was finalised with', async () => {
    await billed();
    const told = await ask('getBill', { path: { billId: '110' } });
    expect(told.body).toMatchObject({ total: '27.19', due: '27.19', dueAt: '2026-04-15T21:59:59Z', collection: null });
    expect(told.etag).toBe('"2"');
  });

  test.for(['getBill', 'getInvoice', 'getInvoiceDocuments', 'getBillingProfile'])(
    '%s knows only what is here',
    async (operation) => {
      const path = { billId: '404', invoiceId: '404', billingProfileId: '404' };
      expect(await ask(operation, { path })).toMatchObject({
        status: 404,
        body: { detail: expect.not.stringContaining('route') },
      });
    },
  );
});

test('a preview is the document and its page, and writes nothing', async () => {
  expect(await ask('previewInvoice', profile)).toMatchObject({
    status: 200,
    body: { document: { kind: 'preview', number: '', totals: { total: '27.19' } }, html: '<p>invoice</p>' },
  });
  expect(store.commits).toEqual([]);
});

describe('payments', () => {
  const pay = (body: unknown, headers = {}) => ask('recordPayment', { path: { billId: '110' }, body, headers });

  test('pay the bill and answer with it', async () => {
    await billed();
    expect(await pay({ method: 'transfer', amount: '20.00', reference: 'SI00 110' })).toMatchObject({
      status: 201,
      body: {
        payment: { amount: '20', direction: 'charge', recordedBy: 'operator@example.com', credited: '0' },
        bill: { status: 'billing', due: '7.19' },
      },
    });
  });

  test('under the same key are recorded once', async () => {
    await billed();
    const once = { 'idempotency-key': 'pay-1' };
    await pay({ method: 'cash', amount: '5' }, once);
    expect(await pay({ method: 'cash', amount: '5' }, once)).toMatchObject({
      status: 201,
      body: { bill: { due: '22.19' } },
    });
    expect(store.all('payment', 'demo')).toHaveLength(1);
  });

  test('at the same time under the same key are recorded once, and both are told the same', async () => {
    await billed();
    const once = { 'idempotency-key': 'pay-2' };
    const both = await Promise.all([1, 2].map(() => pay({ method: 'cash', amount: '5' }, once)));
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(both[1]?.body).toEqual(both[0]?.body);
    expect(store.all('payment', 'demo')).toHaveLength(1);
  });

  test.for([
    { body: { method: 'cash', amount: '0' }, status: 422, code: 'request.invalid' },
    { body: { method: 'cash', amount: 5 }, status: 422, code: 'request.invalid' },
    { body: { method: 'cash', amount: '1.005' }, status: 422, code: 'payment.amount' },
    { body: { method: 'cash', amount: '1', currency: 'USD' }, status: 422, code: 'payment.currency' },
    { body: { method: 'cash', amount: '1', direction: 'refund' }, status: 422, code: 'payment.amount' },
    { body: { method: 'shells', amount: '1' }, status: 422, code: 'request.invalid' },
  ])('$body is refused as $code', async ({ body, status, code }) => {
    await billed();
    expect(await pay(body)).toMatchObject({ status, body: { code } });
  });

  test('a bill that still runs takes none', async () => {
    expect(await pay({ method: 'cash', amount: '1' })).toMatchObject({ status: 409, body: { code: 'bill.state' } });
  });
});

describe('invoices', () => {
  const invoiceId = () => store.all('invoice', 'demo')[0]?.invoiceId ?? '';
  const issue = () =>
    issueInvoice(store.ports())(
      { siteId: 'demo', actor: 'system', now: APRIL_1 },
      { customerId: '1001', billId: '110' },
    );

  test('show number and amounts, and link to their documents', async () => {
    await billed();
    await issue();
    const path = { invoiceId: invoiceId() };
    expect((await ask('getInvoice', { path })).body).toMatchObject({ number: 'INV-2026-000001', total: '27.19' });
    const links = (await ask('getInvoiceDocuments', { path })).body;
    expect(links.pdf).toContain('filename=INV-2026-000001.pdf');
    expect(links.expiresAt).toBe('2026-11-01T00:05:00Z');
    expect((await ask('getBill', { path: { billId: '110' } })).body.invoiceId).toBe(path.invoiceId);
  });

  test('that are not drawn yet have no documents', async () => {
    await billed();
    await issue();
    const invoice = store.all('invoice', 'demo')[0];
    if (invoice !== undefined) store.seed({ put: 'invoice', value: { ...invoice, status: 'pending_render' } });
    expect(await ask('getInvoiceDocuments', { path: { invoiceId: invoiceId() } })).toMatchObject({
      status: 409,
      body: { code: 'invoice.not_ready' },
    });
  });
});
