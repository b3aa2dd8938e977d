import { expect, test } from 'vitest';
import { dec } from '../../../domain/money/decimal.ts';
import type { Ledgers } from '../../../functions/ports.ts';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { issueInvoice } from '../../../functions/use-cases/invoicing/issue-invoice.ts';
import { recordPayment } from '../../../functions/use-cases/payments/record-payment.ts';
import { verifySite } from '../../../functions/use-cases/site/verify-site.ts';
import { BillingStore } from '../../support/billing-store.ts';
import { at, billingWorld, charge, purchaseOf, withEntries } from '../../support/billing-world.ts';

const call = { siteId: 'demo', actor: 'system', remember: () => [] };
const BILL = { customerId: '1001', billId: '110' };
const PROFILE = { customerId: '1001', billingProfileId: '1001' };

/** Billed for March, invoiced, overpaid by 5.00, and billed for April, which used the credit. */
async function livedIn(): Promise<BillingStore> {
  const world = billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))] });
  const store = new BillingStore([
    withEntries(world, [charge(world.profile.activeBill, { id: 'v', net: '1', tax: '0.22', at: at('2026-03-15') })]),
  ]);
  const ports = store.ports();
  await runBilling(ports)({ ...call, now: at('2026-04-01') }, PROFILE);
  await issueInvoice(ports)({ ...call, now: at('2026-04-01') }, BILL);
  const due = store.get('bill', 'demo', BILL)?.due ?? '0';
  const order = { direction: 'charge', method: 'transfer', amount: dec(due).plus(5).toFixed() } as const;
  await recordPayment(ports)({ ...call, now: at('2026-04-02') }, BILL, order);
  await runBilling(ports)({ ...call, now: at('2026-05-01') }, PROFILE);
  return store;
}

const differences = async (store: BillingStore, ledgers: Ledgers = store.ledgers) =>
  (await verifySite({ ...store.ports(), ledgers })('demo')).differences;

test('what was billed, paid and credited agrees with its entries', async () => {
  expect(await differences(await livedIn())).toEqual([]);
});

test.for([
  ['a total', 'bill 110: total is 99', { total: '99' }],
  ['what is due', 'status is closed with 1 due', { due: '1' }],
  ['what was paid', 'bill 110: paid is 1', { paid: '1' }],
  ['a status', 'status is billing with 0 due', { status: 'billing' }],
  ['a period', 'does not begin where bill 110 ends', { to: at('2026-04-02') }],
  ['the credit that was used', 'due is 0', { creditApplied: '-1' }],
] as const)('%s that somebody changed on a bill is found', async ([, words, change]) => {
  const store = await livedIn();
  const bill = store.get('bill', 'demo', BILL);
  if (bill === null) throw new Error('no bill');
  store.seed({ put: 'bill', value: { ...bill, ...change } });
  expect(await differences(store)).toEqual([expect.stringContaining(words)]);
});

test('a changed balance, credit, invoice, and a lost number are found', async () => {
  const store = await livedIn();
  const profile = store.get('billingProfile', 'demo', PROFILE);
  const invoice = store.get('invoice', 'demo', BILL);
  const account = await store.ledgers.load('demo', '1001');
  if (profile === null || invoice === null || account === null) throw new Error('nothing to damage');
  store.seed({ put: 'billingProfile', value: { ...profile, creditBalance: '-5' } });
  expect(await differences(store)).toEqual(['customer 1001, credit balance is -5, recomputed 0']);
  store.seed({ put: 'billingProfile', value: profile }, { put: 'invoice', value: { ...invoice, total: '1' } });
  expect(await differences(store)).toEqual([expect.stringContaining('invoiced total is 1')]);
  const sequence = { siteId: 'demo', year: '2026', last: 2, version: 1 };
  store.seed({ put: 'invoice', value: invoice }, { put: 'invoiceSequence', value: sequence });
  expect(await differences(store)).toEqual(['invoices of 2026: 1 numbers on 1, 2 were given out']);
  store.seed({ put: 'invoiceSequence', value: { ...sequence, last: 1 } });
  const buckets = new Map([...account.head.buckets].map(([key, bucket]) => [key, { ...bucket, amount: dec('1') }]));
  store.seed({ put: 'ledger', value: { before: account.head, after: { ...account.head, buckets } } });
  expect(await differences(store)).toEqual([expect.stringContaining('balance group 1001: bucket EUR|')]);
});

test('entries that are sealed between the two reads of a ledger are counted once', async () => {
  const store = await livedIn();
  const ledgers: Ledgers = {
    load: async (siteId, group) => {
      const account = await store.ledgers.load(siteId, group);
      return account === null ? null : { ...account, head: { ...account.head, sealedThrough: at('2026-04-01') } };
    },
    sealedEntries: async (siteId, group) => (await store.ledgers.load(siteId, group))?.head.tail ?? [],
  };
  expect(await differences(store, ledgers)).toEqual([]);
});

test('a ledger begins with its billing profile, however much later its services start', async () => {
  const store = new BillingStore();
  await runBilling(store.ports())({ ...call, now: at('2026-05-01') }, PROFILE);
  const later = at('2026-06-01');
  const ledgers: Ledgers = {
    load: async (siteId, group) => {
      const account = await store.ledgers.load(siteId, group);
      if (account === null) return null;
      const services = account.profile.services.map((service) => ({ ...service, validFrom: later }));
      const head = { ...account.head, tail: [], sealedThrough: at('2026-05-01') };
      return { head, profile: { ...account.profile, services } };
    },
    sealedEntries: async (siteId, group, { from, to }) =>
      (await store.ledgers.load(siteId, group))?.head.tail.filter((entry) => from <= entry.at && entry.at <= to) ?? [],
  };
  expect(await differences(store, ledgers)).toEqual([]);
});
