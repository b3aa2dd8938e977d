import { describe, expect, test } from 'vitest';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { collectPayment } from '../../../functions/use-cases/payments/collect-payment.ts';
import { type PaymentRequest, recordPayment } from '../../../functions/use-cases/payments/record-payment.ts';
import { closeAccount } from '../../../functions/use-cases/subscriptions/close-account.ts';
import { type BillingPorts, BillingStore } from '../../support/billing-store.ts';
import { at, billingWorld, charge, purchaseOf, withEntries } from '../../support/billing-world.ts';
import { Crash, crashingPorts } from '../../support/fault-points.ts';

const PROFILE = { customerId: '1001', billingProfileId: '1001' };
const BILL_110 = { customerId: '1001', billId: '110' };
const call = (now: number) => ({ siteId: 'demo', actor: 'ana@example.com', now, remember: () => [] });

/** E2 and E3 of the worked examples: 110 is due with 32.07 on 1 April. */
async function april() {
  const world = billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))] });
  const march = withEntries(world, [
    charge(world.profile.activeBill, { id: 'data', net: '4', tax: '0.88', product: 'DATA' }),
    charge(world.profile.activeBill, { id: 'voice', net: '1', tax: '0.22' }),
  ]);
  const store = new BillingStore([march]);
  await runBilling(store.ports())(call(at('2026-04-01')), PROFILE);
  return store;
}

const pay = (ports: BillingPorts, now: number, request: Partial<PaymentRequest> & { amount: string }) =>
  recordPayment(ports)(call(now), BILL_110, { direction: 'charge', method: 'transfer', ...request });

const bill = (store: BillingStore, billId: string) => store.get('bill', 'demo', { customerId: '1001', billId });
const credit = (store: BillingStore) => store.get('billingProfile', 'demo', PROFILE)?.creditBalance;

test('20.00 and 15.00 close 32.07 and leave 2.93 for the next bill, which is due with 33.67', async () => {
  const store = await april();
  expect(bill(store, '110')).toMatchObject({ total: '32.07', due: '32.07' });
  await pay(store.ports(), at('2026-04-10'), { amount: '20' });
  expect(bill(store, '110')).toMatchObject({ status: 'billing', due: '12.07' });
  await pay(store.ports(), at('2026-04-20'), { amount: '15' });
  expect(bill(store, '110')).toMatchObject({ status: 'closed', due: '0', closedAt: at('2026-04-20') });
  expect(credit(store)).toBe('-2.93');
  await runBilling(store.ports())(call(at('2026-05-01')), PROFILE);
  expect(bill(store, '111')).toMatchObject({ total: '36.6', creditApplied: '2.93', due: '33.67' });
  expect(credit(store)).toBe('0');
});

test('payment, bill, credit and activity are one commit', async () => {
  const store = await april();
  const before = store.commits.length;
  const paid = await pay(store.ports(), at('2026-04-10'), { amount: '40', reference: 'SI00 110' });
  expect(paid).toMatchObject({
    ok: true,
    value: { payment: { credited: '7.93', reference: 'SI00 110' }, bill: { status: 'closed' } },
  });
  expect(store.commits).toHaveLength(before + 1);
  expect(store.commits.at(-1)?.map((change) => ('put' in change ? change.put : 'removed'))).toEqual([
    'payment',
    'bill',
    'billingProfile',
    'activity',
  ]);
});

test('a payment pays the other open bills of the profile, too', async () => {
  const store = await april();
  await runBilling(store.ports())(call(at('2026-05-01')), PROFILE);
  await pay(store.ports(), at('2026-05-02'), { amount: '50' });
  expect(bill(store, '110')).toMatchObject({ status: 'closed' });
  // 50.00 − 32.07 = 17.93 of 36.60
  expect(bill(store, '111')).toMatchObject({ status: 'billing', paid: '17.93', due: '18.67' });
});

test('two payments at the same time both count', async () => {
  const store = await april();
  await Promise.all(['10', '20'].map((amount) => pay(store.ports(), at('2026-04-10'), { amount })));
  expect(bill(store, '110')).toMatchObject({ paid: '30', due: '2.07' });
  expect(store.all('payment', 'demo')).toHaveLength(2);
});

test('a refund opens the bill again', async () => {
  const store = await april();
  await pay(store.ports(), at('2026-04-10'), { amount: '32.07' });
  await pay(store.ports(), at('2026-04-12'), { amount: '12.07', direction: 'refund' });
  expect(bill(store, '110')).toMatchObject({ status: 'billing', paid: '20', due: '12.07', closedAt: null });
});

describe('refused', () => {
  test('in another currency', async () => {
    expect(await pay((await april()).ports(), at('2026-04-10'), { amount: '1', currency: 'USD' })).toMatchObject({
      error: { code: 'payment.currency' },
    });
  });

  test('when it is said to have come in the future', async () => {
    const future = { amount: '1', receivedAt: at('2026-04-11') };
    expect(await pay((await april()).ports(), at('2026-04-10'), future)).toMatchObject({
      error: { code: 'request.invalid', errors: [{ pointer: '/receivedAt' }] },
    });
  });

  test('on a bill of somebody else', async () => {
    const store = await april();
    const other = recordPayment(store.ports())(
      call(at('2026-04-10')),
      { customerId: '7', billId: '110' },
      {
        ...{ direction: 'charge', method: 'cash', amount: '1' },
      },
    );
    expect(await other).toMatchObject({ error: { code: 'request.not_found' } });
  });
});

test('a crash at any call records the payment whole or not at all', async () => {
  const { calls } = await (async () => {
    const crashing = crashingPorts((await april()).ports(), { at: Infinity, when: 'before' });
    await pay(crashing.ports, at('2026-04-10'), { amount: '40' });
    return { calls: crashing.calls() };
  })();
  for (let point = 1; point <= calls; point++) {
    for (const when of ['before', 'after'] as const) {
      const store = await april();
      await pay(crashingPorts(store.ports(), { at: point, when }).ports, at('2026-04-10'), { amount: '40' }).catch(
        (e) => {
          if (!(e instanceof Crash)) throw e;
        },
      );
      const recorded = store.all('payment', 'demo').length;
      expect({ recorded, due: bill(store, '110')?.due, credit: credit(store) }).toEqual(
        recorded === 1 ? { recorded, due: '0', credit: '-7.93' } : { recorded: 0, due: '32.07', credit: '0' },
      );
    }
  }
});

test('money given back while the account is being closed keeps it open, since the bill is due again', async () => {
  const world = billingWorld();
  const store = new BillingStore([withEntries(world, [charge(world.profile.activeBill, { id: 'v', net: '10' })])]);
  const ports = store.ports();
  await runBilling(ports)(call(at('2026-04-01')), PROFILE);
  await pay(ports, at('2026-04-01'), { amount: '10' });
  const customer = store.get('customer', 'demo', { customerId: '1001' });
  if (customer === null) throw new Error('no customer');
  const inactive = { status: 'inactive', inactiveSince: at('2026-04-01'), closureDueAt: at('2026-04-05') } as const;
  store.seed({ put: 'customer', value: { ...customer, ...inactive } });
  store.moveClock(at('2026-04-05'));
  let refunded: Promise<unknown> | undefined;
  store.beforeCommit = async () => {
    if (refunded !== undefined) return;
    refunded = pay(ports, at('2026-04-05'), { direction: 'refund', amount: '2' });
    await refunded;
  };
  const message = { siteId: 'demo', job: 'account-closure', runId: '1', ref: '1001', customerId: '1001' } as const;
  expect(await closeAccount(ports)(message)).toMatchObject({ detail: expect.stringContaining('1 unpaid bills') });
  expect(store.get('customer', 'demo', { customerId: '1001' })?.status).toBe('inactive');
});

describe('collection without a gateway', () => {
  const byCard = async () => {
    const world = billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))] });
    const store = new BillingStore([world], { paymentMethod: 'credit_card' });
    await runBilling(store.ports())(call(at('2026-04-01')), PROFILE);
    return store;
  };

  test('is a failed attempt that says why and when the next one comes', async () => {
    const store = await byCard();
    const result = await collectPayment(store.ports())(call(at('2026-04-01T02:00:00Z')), BILL_110);
    expect(result).toEqual({
      outcome: 'failed',
      detail: 'No payment gateway is configured for credit card. Next attempt on 2026-04-01T22:00:00Z.',
    });
    expect(bill(store, '110')).toMatchObject({ status: 'billing', due: '25.97', collection: { attempts: 1 } });
  });

  test('told twice is one attempt', async () => {
    const store = await byCard();
    const first = await collectPayment(store.ports())(call(at('2026-04-01T02:00:00Z')), BILL_110);
    const again = await collectPayment(store.ports())(call(at('2026-04-01T02:00:01Z')), BILL_110);
    expect(again).toEqual(first);
    expect(bill(store, '110')?.collection?.attempts).toBe(1);
  });

  test('stops once the bill is paid', async () => {
    const store = await byCard();
    await pay(store.ports(), at('2026-04-01T02:00:00Z'), { amount: '25.97' });
    const result = await collectPayment(store.ports())(call(at('2026-04-02T02:00:00Z')), BILL_110);
    expect(result.outcome).toBe('skipped');
  });
});
