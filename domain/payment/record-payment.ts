import type { Bill, BillingProfile, Payment } from '../billing/bill.ts';
import { type Dec, dec, decimalText, roundTo } from '../money/decimal.ts';
import { moneyWords } from '../money/money-words.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import type { Instant } from '../time/instant.ts';
import { allocatePayment } from './allocate-payment.ts';
import { reopenBill, settleBill } from './settle-bill.ts';

/** What an operator enters. `amount` is positive in both directions. */
export type PaymentOrder = Pick<
  Payment,
  'paymentId' | 'direction' | 'method' | 'amount' | 'provider' | 'reference' | 'note' | 'receivedAt' | 'recordedBy'
>;

export type PaymentFacts = {
  readonly profile: BillingProfile;
  readonly chosen: Bill;
  /** Bills of the same profile that may be open. */
  readonly others: readonly Bill[];
  /** Fraction digits of the currency. */
  readonly digits: number;
  readonly now: Instant;
};

/** `profile` is null when its credit balance stays as it is. */
export type PaymentDecision = {
  readonly payment: Payment;
  readonly bills: readonly Bill[];
  readonly profile: BillingProfile | null;
};

/** A charge is money in, a refund is money back out. Decides; touches nothing. */
export function recordPayment(order: PaymentOrder, facts: PaymentFacts): Result<PaymentDecision, Refusal> {
  const amount = dec(order.amount);
  if (amount.lte(0) || !roundTo(amount, facts.digits).eq(amount)) {
    const detail = `Give an amount above zero with at most ${facts.digits} digits after the point.`;
    return err(refusal('payment.amount', detail, [{ pointer: '/amount', message: detail }]));
  }
  return order.direction === 'charge' ? recordCharge(order, amount, facts) : recordRefund(order, amount, facts);
}

/** More than all bills need becomes credit for the next one; of a prepaid customer money ahead, which usage and renewals find. */
function recordCharge(
  order: PaymentOrder,
  amount: Dec,
  { profile, chosen, others, now }: PaymentFacts,
): Result<PaymentDecision, Refusal> {
  if (chosen.status !== 'billing') {
    return err(
      refusal('bill.state', `Only a finalised bill that is not fully paid takes money; this one is ${chosen.status}.`),
    );
  }
  const { allocations, rest } = allocatePayment(amount, chosen, others);
  const isAhead = profile.paymentType === 'prepaid' && !rest.isZero();
  return ok({
    payment: paymentOf(order, profile, {
      allocations: allocations.map(({ bill, amount: part }) => ({ billId: bill.billId, amount: decimalText(part) })),
      credited: isAhead ? '0' : decimalText(rest),
      ...(isAhead ? { paidAhead: decimalText(rest) } : {}),
    }),
    bills: allocations.map(({ bill, amount: part }) => settleBill(bill, part, now)),
    profile:
      rest.isZero() || isAhead
        ? null
        : { ...profile, creditBalance: decimalText(dec(profile.creditBalance).minus(rest)) },
  });
}

/** Only what was paid on the bill can be given back. The bill is due again. */
function recordRefund(
  order: PaymentOrder,
  amount: Dec,
  { profile, chosen }: PaymentFacts,
): Result<PaymentDecision, Refusal> {
  if (chosen.status !== 'billing' && chosen.status !== 'closed') {
    return err(refusal('bill.state', `Nothing was paid on a bill that is ${chosen.status}.`));
  }
  if (amount.gt(dec(chosen.paid))) {
    const detail = `At most ${moneyWords(chosen.paid, chosen.currency)} can be refunded: that much was paid on this bill.`;
    return err(refusal('payment.amount', detail, [{ pointer: '/amount', message: detail }]));
  }
  return ok({
    payment: paymentOf(order, profile, {
      allocations: [{ billId: chosen.billId, amount: decimalText(amount) }],
      credited: '0',
    }),
    bills: [reopenBill(chosen, amount)],
    profile: null,
  });
}

const paymentOf = (
  order: PaymentOrder,
  { siteId, customerId, billingProfileId, currency }: BillingProfile,
  effect: Pick<Payment, 'allocations' | 'credited' | 'paidAhead'>,
): Payment => ({ siteId, customerId, billingProfileId, currency, ...order, ...effect, version: 0 });
