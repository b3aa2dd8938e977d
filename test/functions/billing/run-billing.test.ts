import { describe, expect, test } from 'vitest';
import { previewInvoice } from '../../../functions/use-cases/billing/preview-invoice.ts';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { type BillingPorts, BillingStore } from '../../support/billing-store.ts';
import { at, billingWorld, charge, purchaseOf, withEntries } from '../../support/billing-world.ts';
import { Crash, crashingPorts } from '../../support/fault-points.ts';

const KEY = { customerId: '1001', billingProfileId: '1001' };
const APRIL_1 = at('2026-04-01');

const call = (now = APRIL_1) => ({ siteId: 'demo', actor: 'ana@example.com', now, remember: () => [] });

const march = () => {
  const world = billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))], groups: 2 });
  return withEntries(world, [charge(world.profile.activeBill, { id: 'v', net: '1', tax: '0.22' })], 1);
};

const run = (ports: BillingPorts, now = APRIL_1) => runBilling(ports)(call(now), KEY);

/** What a customer and an operator see of billing; ids that were reserved and lost do not count. */
async function summary(store: BillingStore) {
  const profile = store.get('billingProfile', 'demo', KEY);
  return {
    bills: store
      .all('bill', 'demo')
      .toSorted((a, b) => a.from - b.from)
      .map(({ status, from, to, total, due }) => ({ status, from, to, total, due })),
    active: profile?.activeBill.billId,
    cycles: [profile?.activeBill.from, profile?.nextBill.from, profile?.nextBill.to],
    creditBalance: profile?.creditBalance,
    parked: profile?.parked ?? null,
    activities: store.all('activity', 'demo').map(({ action }) => action),
    unbilled: await store.unbilled(),
    ledger: await store.verify(),
  };
}

test('everything that billing changes is one commit', async () => {
  const store = new BillingStore([march()]);
  const ran = await run(store.ports());
  expect(ran).toMatchObject({ ok: true, value: { billed: [{ billId: '110', total: '27.19' }] } });
  expect(store.commits).toHaveLength(1);
  // 21.29 + 1.00 net, 4.90 tax; April's fee waits on the new active bill.
  expect(await summary(store)).toMatchObject({
    bills: [
      { status: 'billing', total: '27.19', due: '27.19' },
      { status: 'active', from: APRIL_1, to: at('2026-05-01') },
      { status: 'inactive', from: at('2026-05-01'), to: at('2026-06-01') },
    ],
    active: '111',
    activities: ['bill.finalised'],
    unbilled: '36.6',
    ledger: null,
  });
});

test('the answer to the caller is remembered in the commit of the last cycle', async () => {
  const store = new BillingStore([march()]);
  const remembered: unknown[] = [];
  const remember = (status: number, { billed }: { billed: readonly { billId: string }[] }) => {
    remembered.push([status, billed.length]);
    const record = { siteId: 'demo', key: 'k', requestHash: 'h', status, body: '', expiresAt: 1, version: 0 };
    return [{ put: 'idempotency', value: record } as const];
  };
  await runBilling(store.ports())({ ...call(at('2026-06-15')), remember }, KEY);
  expect(remembered).toEqual([[200, 3]]);
  expect(
    store.commits.map((changes) => changes.some((change) => 'put' in change && change.put === 'idempotency')),
  ).toEqual([false, false, true]);
});

test('several overdue cycles become one bill each, oldest first', async () => {
  const store = new BillingStore([march()]);
  const ran = await run(store.ports(), at('2026-06-15'));
  expect(ran.ok && ran.value.billed.map(({ from, total }) => [from, total])).toEqual([
    [at('2026-03-10'), '27.19'],
    [APRIL_1, '36.6'],
    [at('2026-05-01'), '36.6'],
  ]);
  expect(ran.ok && ran.value.profile.activeBill.from).toBe(at('2026-06-01'));
});

test('while the cycle is open nothing is written', async () => {
  const store = new BillingStore([march()]);
  const before = await summary(store);
  expect(await run(store.ports(), APRIL_1 - 1)).toMatchObject({ ok: false, error: { code: 'billing.cycle_open' } });
  expect(await summary(store)).toEqual(before);
  expect(store.commits).toEqual([]);
});

test('a second run finds nothing to bill', async () => {
  const store = new BillingStore([march()]);
  await run(store.ports());
  const once = await summary(store);
  expect(await run(store.ports())).toMatchObject({ ok: false, error: { code: 'billing.cycle_open' } });
  expect(await summary(store)).toEqual(once);
});

test('of two runs at the same time one bills', async () => {
  const store = new BillingStore([march()]);
  const both = await Promise.all([run(store.ports()), run(store.ports())]);
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect((await summary(store)).bills.map(({ status }) => status)).toEqual(['billing', 'active', 'inactive']);
});

test('usage that is rated meanwhile is not lost: billing reads again', async () => {
  const store = new BillingStore([march()]);
  let raced = false;
  store.beforeCommit = async () => {
    if (raced) return;
    raced = true;
    const account = await store.ledgers.load('demo', '1002');
    if (account === null) throw new Error('no ledger');
    const [after] = withEntries({ ...march(), accounts: [account] }, [
      charge(march().profile.activeBill, { id: 'late', net: '2', tax: '0.44' }),
    ]).accounts;
    if (after === undefined) throw new Error('no account');
    store.seed({ put: 'ledger', value: { before: account.head, after: after.head } });
  };
  const ran = await run(store.ports());
  // 27.19 + 2.44: tax is 22 % of 24.290323.
  expect(ran).toMatchObject({ ok: true, value: { billed: [{ total: '29.63' }] } });
  expect(await store.verify()).toBeNull();
});

describe('a crash at any call, and the message again', () => {
  const runs = async (at: number, when: 'before' | 'after') => {
    const store = new BillingStore([march()]);
    const crashing = crashingPorts(store.ports(), { at, when });
    await run(crashing.ports).catch((error) => {
      if (!(error instanceof Crash)) throw error;
    });
    const again = await run(store.ports());
    return { store, again, calls: crashing.calls() };
  };

  test('loses nothing and bills nothing twice', async () => {
    const clean = new BillingStore([march()]);
    const { ports, calls } = crashingPorts(clean.ports(), { at: Infinity, when: 'before' });
    await run(ports);
    const expected = await summary(clean);
    expect(calls()).toBeGreaterThan(8);
    for (let point = 1; point <= calls(); point++) {
      for (const when of ['before', 'after'] as const) {
        const { store, again } = await runs(point, when);
        expect({ point, when, ...(await summary(store)) }).toEqual({ point, when, ...expected });
        if (!again.ok) expect(again.error.code).toBe('billing.cycle_open');
      }
    }
  });
});

describe('a profile that cannot be billed', () => {
  const withoutTax = () => {
    const store = new BillingStore([march()]);
    const tax = store.get('catalog', 'demo', { kind: 'tax', code: 'VAT' });
    if (tax === null) throw new Error('no tax');
    store.seed({ remove: 'catalog', value: tax });
    return { store, tax };
  };

  test('is parked with the reason, and nothing else happens to it', async () => {
    const { store } = withoutTax();
    const ran = await run(store.ports());
    expect(ran).toMatchObject({ ok: false, error: { code: 'billing.parked', detail: expect.stringContaining('VAT') } });
    const { bills, parked, activities } = await summary(store);
    expect(bills.map(({ status }) => status)).toEqual(['active', 'inactive']);
    expect(parked).toMatchObject({ at: APRIL_1, reason: expect.stringContaining('VAT') });
    expect(activities).toEqual(['billing-profile.parked']);
    const { items } = await store.records.find('parkedBillingProfiles', 'demo', {});
    expect(items).toHaveLength(1);
  });

  test('keeps the time since when, however often it is tried', async () => {
    const { store } = withoutTax();
    await run(store.ports());
    await run(store.ports(), at('2026-04-02'));
    expect((await summary(store)).parked?.at).toBe(APRIL_1);
    expect(store.commits).toHaveLength(1);
  });

  test('is billed and taken off the list once the reason is gone', async () => {
    const { store, tax } = withoutTax();
    await run(store.ports());
    store.seed({ put: 'catalog', value: tax });
    expect(await run(store.ports(), at('2026-04-02'))).toMatchObject({ ok: true });
    expect((await summary(store)).parked).toBeNull();
  });

  test('because of a bug is parked, too', async () => {
    const store = new BillingStore([march()]);
    const fee = store.get('catalog', 'demo', { kind: 'eventType', code: 'MONTHLY' });
    if (fee === null) throw new Error('no event type');
    const broken = { code: 'MONTHLY', name: 'Broken', interval: null } as unknown as typeof fee.object;
    store.seed({ put: 'catalog', value: { ...fee, object: broken } });
    expect(await run(store.ports())).toMatchObject({ ok: false, error: { code: 'billing.parked' } });
    expect((await summary(store)).parked).not.toBeNull();
  });
});

describe('preview', () => {
  test('says what billing then does, and writes nothing', async () => {
    const store = new BillingStore([march()]);
    const preview = await previewInvoice(store.ports())(call(at('2026-03-20')), KEY);
    expect(store.commits).toEqual([]);
    const ran = await run(store.ports());
    if (!preview.ok || !ran.ok) throw new Error('refused');
    const [bill] = ran.value.billed;
    expect(preview.value).toMatchObject({
      kind: 'preview',
      number: '',
      totals: { net: bill?.net, tax: bill?.tax, total: bill?.total, due: bill?.due },
    });
    expect(preview.value.lines.map(({ net }) => net)).toEqual(bill?.lines.map(({ net }) => net));
  });

  test('prints', async () => {
    const store = new BillingStore([march()]);
    const ports = store.ports();
    const preview = await previewInvoice(ports)(call(at('2026-03-20')), KEY);
    expect(preview.ok && ports.renderInvoice.html(preview.value)).toContain('€27.19');
  });
});
