import { type Dec, dec, ZERO } from '../../../domain/money/decimal.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Records } from '../../ports.ts';
import { everyItem } from '../every-item.ts';

/** A finalised bill, money received (negative), or money paid back. */
export type Transaction = {
  readonly at: Instant;
  readonly kind: 'bill' | 'payment' | 'refund';
  readonly id: string;
  readonly billingProfileId: string;
  readonly method: 'cash' | 'credit_card' | 'transfer' | null;
  readonly reference: string | null;
  readonly amount: Dec;
  readonly currency: string;
  /** Sum of this and everything before it in the same currency. */
  readonly balance: Dec;
};

/** All charges and payments of a customer, newest first. */
export const listTransactions =
  ({ records }: { readonly records: Records }) =>
  async (siteId: string, customerId: string): Promise<readonly Transaction[]> => {
    const found: Omit<Transaction, 'balance'>[] = [];
    for await (const bill of everyItem({ records }, 'billsOfCustomer', siteId, { customerId })) {
      if (bill.finalisedAt === null) continue;
      const { billId: id, billingProfileId, currency, invoiceId: reference } = bill;
      const amount = dec(bill.total);
      found.push({
        at: bill.finalisedAt,
        kind: 'bill',
        id,
        billingProfileId,
        method: null,
        reference,
        amount,
        currency,
      });
    }
    for await (const payment of everyItem({ records }, 'paymentsOfCustomer', siteId, { customerId })) {
      const { paymentId: id, billingProfileId, method, currency, receivedAt: at, reference = null } = payment;
      const isRefund = payment.direction === 'refund';
      const amount = isRefund ? dec(payment.amount) : dec(payment.amount).negated();
      found.push({
        at,
        kind: isRefund ? 'refund' : 'payment',
        id,
        billingProfileId,
        method,
        reference,
        amount,
        currency,
      });
    }
    const sums = new Map<string, Dec>();
    const ordered = found.toSorted((a, b) => a.at - b.at || (a.kind < b.kind ? -1 : 1) || a.id.localeCompare(b.id));
    const summed = ordered.map((transaction) => {
      const balance = (sums.get(transaction.currency) ?? ZERO).plus(transaction.amount);
      sums.set(transaction.currency, balance);
      return { ...transaction, balance };
    });
    return summed.toReversed();
  };
