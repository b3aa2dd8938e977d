import { expect, test } from 'vitest';
import { documentsContract } from '../../../functions/http/contract/documents.ts';
import { documentsHandlers } from '../../../functions/http/handlers/documents.ts';
import { openApiDocument } from '../../../functions/http/openapi.ts';
import { httpDoor } from '../../../functions/shared/http-door.ts';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { issueInvoice } from '../../../functions/use-cases/invoicing/issue-invoice.ts';
import { BillingStore } from '../../support/billing-store.ts';
import { at, billingWorld, purchaseOf } from '../../support/billing-world.ts';
import { askDoor } from './ask.ts';

const call = { siteId: 'demo', actor: 'system', now: at('2026-04-01'), remember: () => [] };
const TOKEN = '4f1f2a52-1d6e-4b0e-8a3e-4b8f0f6f5a11';

async function issued() {
  const store = new BillingStore([billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))] })]);
  await runBilling(store.ports())(call, { customerId: '1001', billingProfileId: '1001' });
  await issueInvoice({ ...store.ports(), randomId: () => TOKEN })(call, { customerId: '1001', billId: '110' });
  const door = httpDoor({
    door: 'documents',
    contract: documentsContract,
    handlers: documentsHandlers({
      documents: store.documents,
      documentLinks: store.documentLinks,
      openApi: () => openApiDocument('/'),
    }),
    ports: { records: store.records, siteTime: store.siteTime },
  });
  return { store, ask: askDoor(door, documentsContract) };
}

test.for(['pdf', 'html', 'json'] as const)('the mailed link opens the %s without a sign-in', async (as) => {
  const { store, ask } = await issued();
  const told = await ask('openDocument', { as: null, path: { token: TOKEN }, query: { as } });
  expect(told.status).toBe(302);
  expect(told.headers['location']).toContain(store.all('invoice', 'demo')[0]?.documents[as]);
});

test('without a wish it is the PDF', async () => {
  const { ask } = await issued();
  const told = await ask('openDocument', { as: null, path: { token: TOKEN } });
  expect(told.headers['location']).toContain('.pdf');
});

test.for(['4f1f2a52-1d6e-4b0e-8a3e-4b8f0f6f5a12', 'short', '../../../etc/passwd'])(
  '%s leads nowhere',
  async (token) => {
    const { ask } = await issued();
    expect((await ask('openDocument', { as: null, path: { token } })).status).toBe(404);
  },
);

test('an invoice that is not complete is not shown', async () => {
  const { store, ask } = await issued();
  const invoice = store.all('invoice', 'demo')[0];
  if (invoice !== undefined) store.seed({ put: 'invoice', value: { ...invoice, status: 'pending_render' } });
  expect((await ask('openDocument', { as: null, path: { token: TOKEN } })).status).toBe(404);
});

test('the description of the API is open to all', async () => {
  const { ask } = await issued();
  const told = await ask('getOpenApi', { as: null });
  expect(told).toMatchObject({ status: 200, body: { openapi: '3.1.0' } });
});
