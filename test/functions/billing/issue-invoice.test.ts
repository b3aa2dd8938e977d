import { describe, expect, test } from 'vitest';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { beginInvoicing } from '../../../functions/use-cases/invoicing/begin-invoicing.ts';
import { issueInvoice } from '../../../functions/use-cases/invoicing/issue-invoice.ts';
import { type BillingPorts, BillingStore, type SITE } from '../../support/billing-store.ts';
import { at, billingWorld, charge, purchaseOf, type World, withEntries } from '../../support/billing-world.ts';
import { Crash, crashingPorts } from '../../support/fault-points.ts';

const APRIL_1 = at('2026-04-01');
const call = { siteId: 'demo', actor: 'system', now: APRIL_1, remember: () => [] };
const KEY = { customerId: '1001', billId: '110' };

const march = (): World => {
  const world = billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))] });
  return withEntries(world, [
    charge(world.profile.activeBill, { id: 'v', net: '1', tax: '0.22', at: at('2026-03-15') }),
  ]);
};

async function billed(worlds: readonly World[] = [march()], options: { site?: typeof SITE } = {}) {
  const store = new BillingStore(worlds, options);
  for (const { customerId, billingProfileId } of store.all('billingProfile', 'demo')) {
    await runBilling(store.ports())(call, { customerId, billingProfileId });
  }
  store.moveClock(APRIL_1);
  return store;
}

const issue = (ports: BillingPorts, key = KEY) => issueInvoice(ports)(call, key);

const text = (file: Uint8Array | string | undefined) =>
  typeof file === 'string' ? file : new TextDecoder().decode(file);

/** What customer and operator see. */
function summary(store: BillingStore) {
  return {
    bills: store
      .all('bill', 'demo')
      .filter(({ finalisedAt }) => finalisedAt !== null)
      .map(({ billId, invoiceId }) => ({ billId, invoiced: invoiceId !== null })),
    invoices: store
      .all('invoice', 'demo')
      .map(({ billId, number, status, total }) => ({ billId, number, status, total })),
    last: store.get('invoiceSequence', 'demo', { year: '2026' })?.last,
    mails: store
      .all('communication', 'demo')
      .map(({ to, subject, status, related }) => ({ to, subject, status, related })),
    outbox: store.all('outbox', 'demo').length,
    files: [...store.files].map(([key, body]) => [key.replace(/\d+\./, '.'), text(body)]).toSorted(),
    issued: store.all('activity', 'demo').filter(({ action }) => action === 'invoice.issued').length,
  };
}

test('an invoice is numbered, written down, drawn, and announced', async () => {
  const store = await billed();
  const issued = await issue(store.ports());
  expect(issued).toMatchObject({ ok: true, value: { number: 'INV-2026-000001', status: 'invoice', total: '27.19' } });
  const invoice = store.get('invoice', 'demo', KEY);
  expect(store.get('bill', 'demo', KEY)?.invoiceId).toBe(invoice?.invoiceId);
  expect(store.all('communication', 'demo')).toMatchObject([
    {
      to: 'ana-1001@example.com',
      status: 'queued',
      related: '110',
      subject: 'Your invoice INV-2026-000001',
      link: `https://api.example/v1/documents/${invoice?.linkToken}`,
    },
  ]);
  expect([...store.files.keys()].toSorted()).toEqual(
    [invoice?.documents.html, invoice?.documents.json, invoice?.documents.pdf].toSorted(),
  );
});

test('the document names things, adds up, and sums the usage', async () => {
  const store = await billed();
  await issue(store.ports());
  const document = JSON.parse(text(store.files.get(store.get('invoice', 'demo', KEY)?.documents.json ?? '')));
  expect(document).toMatchObject({
    kind: 'invoice',
    sample: true,
    number: 'INV-2026-000001',
    issueDate: '2026-03-31T22:00:00Z',
    dueDate: '2026-04-15T21:59:59Z',
    customer: { id: '1001', name: 'Ana 1001' },
    billingAddress: ['Trg 2', '1000 Ljubljana', 'Slovenia'],
    lines: [
      {
        billItem: 'Subscription',
        description: 'Monthly fee',
        net: '21.29',
        tax: '4.68',
        gross: '25.97',
        taxRate: '22',
      },
      { billItem: 'Usage', description: 'Calls', quantity: '1', unit: 'min', net: '1', tax: '0.22', gross: '1.22' },
    ],
    taxSummary: [{ taxCode: 'VAT', name: 'VAT 22 %', rate: '22', net: '22.29', tax: '4.9' }],
    totals: { net: '22.29', tax: '4.9', total: '27.19', due: '27.19' },
    usage: [{ service: 'Voice', identifier: '041-1001', count: 1, quantity: '1', unit: 'min', amount: '1' }],
    payment: { reference: 'INV-2026-000001' },
  });
});

test('late usage that the bill charges is found, although it happened before the bill began', async () => {
  const world = march();
  const late = withEntries(world, [
    charge(world.profile.activeBill, { id: 'late', net: '2', tax: '0.44', at: at('2026-03-01') }),
  ]);
  const store = new BillingStore([late]);
  store.sealTail('demo', '1001');
  await runBilling(store.ports())(call, { customerId: '1001', billingProfileId: '1001' });
  await issue(store.ports());
  const document = JSON.parse(text(store.files.get(store.get('invoice', 'demo', KEY)?.documents.json ?? '')));
  expect(document.usage).toMatchObject([{ count: 2, amount: '3' }]);
});

test('asked again, it is the same invoice and nothing is sent', async () => {
  const store = await billed();
  await issue(store.ports());
  const once = summary(store);
  expect(await issue(store.ports())).toMatchObject({ ok: true, value: { number: 'INV-2026-000001' } });
  expect(summary(store)).toEqual(once);
});

test('usage that is sealed while the invoice is made is listed once', async () => {
  const store = await billed();
  const ports = store.ports();
  const ledgers: BillingPorts['ledgers'] = {
    ...store.ledgers,
    load: async (siteId, group) => {
      const account = await store.ledgers.load(siteId, group);
      return account === null ? null : { ...account, head: { ...account.head, sealedThrough: APRIL_1 } };
    },
    sealedEntries: async (siteId, group) => (await store.ledgers.load(siteId, group))?.head.tail ?? [],
  };
  await issue({ ...ports, ledgers });
  const document = JSON.parse(text(store.files.get(store.get('invoice', 'demo', KEY)?.documents.json ?? '')));
  expect(document.usage).toMatchObject([{ count: 1, amount: '1' }]);
});

test('numbers have no gaps and no repeats, however many are issued at once', async () => {
  const store = await billed(Array.from({ length: 6 }, march));
  const bills = store.all('bill', 'demo').filter(({ finalisedAt }) => finalisedAt !== null);
  await Promise.all(bills.map(({ customerId, billId }) => issue(store.ports(), { customerId, billId })));
  expect(
    store
      .all('invoice', 'demo')
      .map(({ number }) => number)
      .toSorted(),
  ).toEqual(bills.map((_, index) => `INV-2026-00000${index + 1}`));
  expect(store.get('invoiceSequence', 'demo', { year: '2026' })?.last).toBe(6);
});

describe('a batch', () => {
  const messagesOf = (store: BillingStore) =>
    store
      .all('bill', 'demo')
      .filter(({ finalisedAt }) => finalisedAt !== null)
      .map(
        ({ customerId, billId: ref }) => ({ siteId: 'demo', job: 'invoicing', runId: '1', ref, customerId }) as const,
      );
  const numbersOf = (store: BillingStore) =>
    store
      .all('invoice', 'demo')
      .map(({ number }) => Number(number.slice(-6)))
      .toSorted((a, b) => a - b);

  test('gets its numbers in one commit; who has one keeps it', async () => {
    const store = await billed(Array.from({ length: 6 }, march));
    const messages = messagesOf(store);
    await issue(store.ports());
    const before = store.commits.length;
    await beginInvoicing(store.ports())('demo', [...messages, ...messages]);
    expect(store.commits.slice(before).map((changes) => changes.length)).toEqual([6]);
    expect(numbersOf(store)).toEqual([1, 2, 3, 4, 5, 6]);
    await beginInvoicing(store.ports())('demo', messages);
    expect(numbersOf(store)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('beside other batches, with bills in common: no number is left out or given twice', async () => {
    const store = await billed(Array.from({ length: 9 }, march));
    const messages = messagesOf(store);
    await Promise.all(
      [0, 2, 4].map((start) => beginInvoicing(store.ports())('demo', messages.slice(start, start + 5))),
    );
    expect(numbersOf(store)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(store.get('invoiceSequence', 'demo', { year: '2026' })?.last).toBe(9);
  });

  test('that crashes at any call is made good by its messages coming again', async () => {
    const { ports, calls } = crashingPorts((await billed([march(), march()])).ports(), {
      at: Infinity,
      when: 'before',
    });
    await beginInvoicing(ports)('demo', messagesOf(await billed([march(), march()])));
    expect(calls()).toBeGreaterThan(5);
    for (let point = 1; point <= calls(); point++) {
      for (const when of ['before', 'after'] as const) {
        const store = await billed([march(), march()]);
        const messages = messagesOf(store);
        await beginInvoicing(crashingPorts(store.ports(), { at: point, when }).ports)('demo', messages).catch(
          (error) => {
            if (!(error instanceof Crash)) throw error;
          },
        );
        for (const { customerId, ref } of messages) await issue(store.ports(), { customerId, billId: ref });
        expect(numbersOf(store)).toEqual([1, 2]);
      }
    }
  });
});

test('the year of the number is the year at the site', async () => {
  const store = await billed();
  const newYear = { ...call, now: at('2026-12-31T23:30:00Z') };
  expect(await issueInvoice(store.ports())(newYear, KEY)).toMatchObject({ value: { number: 'INV-2027-000001' } });
});

describe('no invoice is made', () => {
  test('of an empty bill', async () => {
    const store = await billed([billingWorld()]);
    expect(await issue(store.ports())).toMatchObject({ ok: false, error: { code: 'billing.nothing_to_bill' } });
    expect(summary(store)).toMatchObject({ invoices: [], mails: [] });
    expect((await store.dueIndex.due('demo', 'invoicing', at('2027-01-01'))).items).toEqual([]);
  });

  test('for a prepaid customer', async () => {
    const prepaid = billingWorld({ paymentType: 'prepaid', purchases: [purchaseOf('FEE', at('2026-03-10'))] });
    const store = await billed([prepaid]);
    expect(await issue(store.ports())).toMatchObject({ ok: false, error: { code: 'billing.nothing_to_bill' } });
    expect((await store.dueIndex.due('demo', 'invoicing', at('2027-01-01'))).items).toEqual([]);
  });

  test('of a bill that still runs, or of none', async () => {
    const store = await billed();
    expect(await issue(store.ports(), { customerId: '1001', billId: '111' })).toMatchObject({
      error: { code: 'bill.state' },
    });
    expect(await issue(store.ports(), { customerId: '1001', billId: '7' })).toMatchObject({
      error: { code: 'request.not_found' },
    });
  });
});

describe('a document that cannot be drawn', () => {
  const failing = (ports: BillingPorts): BillingPorts => ({
    ...ports,
    renderInvoice: {
      ...ports.renderInvoice,
      pdf: async () => {
        throw new Error('no font');
      },
    },
  });

  test('leaves the invoice pending with its number and the reason, and still due', async () => {
    const store = await billed();
    expect(await issue(failing(store.ports()))).toMatchObject({ ok: false, error: { code: 'invoice.not_ready' } });
    expect(store.get('invoice', 'demo', KEY)).toMatchObject({
      number: 'INV-2026-000001',
      status: 'pending_render',
      error: 'no font',
    });
    expect(store.all('communication', 'demo')).toEqual([]);
    expect((await store.dueIndex.due('demo', 'invoicing', APRIL_1)).items).toMatchObject([{ ref: '110' }]);
  });

  test('keeps its number when it is drawn later, and the reason goes', async () => {
    const store = await billed();
    await issue(failing(store.ports()));
    expect(await issue(store.ports())).toMatchObject({ ok: true, value: { number: 'INV-2026-000001' } });
    expect(store.get('invoice', 'demo', KEY)?.error).toBeUndefined();
  });

  test('says what it said first, whatever changed meanwhile', async () => {
    const store = await billed();
    await issue(failing(store.ports()));
    const customer = store.get('customer', 'demo', { customerId: '1001' });
    if (customer === null) throw new Error('no customer');
    store.seed({ put: 'customer', value: { ...customer, name: 'Somebody Else' } });
    await issue(store.ports());
    const invoice = store.get('invoice', 'demo', KEY);
    expect(text(store.files.get(invoice?.documents.json ?? ''))).toContain('Ana 1001');
    expect(text(store.files.get(invoice?.documents.html ?? ''))).not.toContain('Somebody Else');
  });
});

test('a crash at any call, and the message again, gives one invoice, one number and one mail', async () => {
  const clean = await billed();
  const { ports, calls } = crashingPorts(clean.ports(), { at: Infinity, when: 'before' });
  await issue(ports);
  const expected = summary(clean);
  expect(calls()).toBeGreaterThan(15);
  for (let point = 1; point <= calls(); point++) {
    for (const when of ['before', 'after'] as const) {
      const store = await billed();
      await issue(crashingPorts(store.ports(), { at: point, when }).ports).catch((error) => {
        if (!(error instanceof Crash)) throw error;
      });
      expect(await issue(store.ports())).toMatchObject({ ok: true });
      expect({ point, when, ...summary(store) }).toEqual({ point, when, ...expected });
    }
  }
});
