import { describe, expect, test } from 'vitest';
import type { Bill } from '../../../domain/billing/bill.ts';
import { type PaymentFacts, type PaymentOrder, recordPayment } from '../../../domain/payment/record-payment.ts';
import { allowed, at, billingWorld, openBill } from '../../support/billing-world.ts';

const { profile } = billingWorld();
const bill110 = openBill({ billId: '110', total: '32.07', due: '32.07' });

const pay = (amount: string, facts: Partial<PaymentFacts> = {}, order: Partial<PaymentOrder> = {}) =>
  recordPayment(
    {
      paymentId: '1',
      direction: 'charge',
      method: 'transfer',
      amount,
      receivedAt: at('2026-04-10'),
      recordedBy: 'ana@example.com',
      ...order,
    },
    { profile, chosen: bill110, others: [], digits: 2, now: at('2026-04-10'), ...facts },
  );

const refund = (amount: string, chosen: Bill) => pay(amount, { chosen }, { direction: 'refund' });

describe('money in', () => {
  test('20.00 leaves 12.07 due; 15.00 more closes the bill and keeps 2.93 as credit', () => {
    const first = allowed(pay('20'));
    expect(first.bills).toMatchObject([{ status: 'billing', paid: '20', due: '12.07', closedAt: null }]);
    expect(first.profile).toBeNull();
    expect(first.payment).toMatchObject({ allocations: [{ billId: '110', amount: '20' }], credited: '0' });

    const chosen = first.bills[0] as Bill;
    const second = allowed(pay('15', { chosen, now: at('2026-04-20') }));
    expect(second.bills).toMatchObject([{ status: 'closed', paid: '32.07', due: '0', closedAt: at('2026-04-20') }]);
    expect(second.profile?.creditBalance).toBe('-2.93');
    expect(second.payment).toMatchObject({ allocations: [{ billId: '110', amount: '12.07' }], credited: '2.93' });
  });

  test('the chosen bill comes first, then the oldest due date, then the lowest id', () => {
    const others = [
      openBill({ billId: '1002', due: '5', total: '5', dueAt: at('2026-03-15') }),
      openBill({ billId: '99', due: '5', total: '5', dueAt: at('2026-03-15') }),
      openBill({ billId: '98', due: '5', total: '5', dueAt: at('2026-05-15') }),
      openBill({ billId: '97', due: '5', total: '5', dueAt: at('2026-02-15') }),
    ];
    const { payment } = allowed(pay('50', { others }));
    expect(payment.allocations).toEqual([
      { billId: '110', amount: '32.07' },
      { billId: '97', amount: '5' },
      { billId: '99', amount: '5' },
      { billId: '1002', amount: '5' },
      { billId: '98', amount: '2.93' },
    ]);
  });

  test('bills that are not open take nothing', () => {
    const others = [
      openBill({ billId: '90', status: 'closed' }),
      openBill({ billId: '91', status: 'active', due: '9' }),
    ];
    expect(allowed(pay('40', { others })).profile?.creditBalance).toBe('-7.93');
  });

  test('a bill that is paid in full is no longer collected', () => {
    const chosen: Bill = { ...bill110, collection: { method: 'credit_card', attempts: 1, nextAt: at('2026-04-12') } };
    expect(allowed(pay('32.07', { chosen })).bills[0]?.collection?.nextAt).toBeNull();
    expect(allowed(pay('32.06', { chosen })).bills[0]?.collection?.nextAt).toBe(at('2026-04-12'));
  });

  test.for([
    { amount: '0', because: 'nothing is no payment' },
    { amount: '-5', because: 'the direction says which way money goes' },
    { amount: '1.005', because: 'there are no tenths of cents' },
  ])('$amount is refused: $because', ({ amount }) => {
    expect(pay(amount)).toMatchObject({ ok: false, error: { code: 'payment.amount' } });
  });

  test.for(['inactive', 'active', 'closed'] as const)('a bill that is %s takes no money', (status) => {
    expect(pay('1', { chosen: { ...bill110, status } })).toMatchObject({ ok: false, error: { code: 'bill.state' } });
  });
});

describe('money back out', () => {
  const paid = openBill({ billId: '110', total: '32.07', paid: '32.07', due: '0', status: 'closed', closedAt: 5 });

  test('re-opens the bill with its old due date', () => {
    const { bills, payment, profile: changed } = allowed(refund('12.07', paid));
    expect(bills).toMatchObject([
      { status: 'billing', paid: '20', due: '12.07', closedAt: null, dueAt: at('2026-04-15') },
    ]);
    expect(payment).toMatchObject({ direction: 'refund', amount: '12.07', credited: '0' });
    expect(changed).toBeNull();
  });

  test('cannot be more than was paid', () => {
    expect(refund('32.08', paid)).toMatchObject({ ok: false, error: { code: 'payment.amount' } });
    expect(refund('0.01', bill110)).toMatchObject({ ok: false, error: { code: 'payment.amount' } });
  });

  test('needs a finalised bill', () => {
    expect(refund('1', { ...paid, status: 'active' })).toMatchObject({ ok: false, error: { code: 'bill.state' } });
  });
});
