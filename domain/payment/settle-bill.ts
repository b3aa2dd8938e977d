import type { Bill } from '../billing/bill.ts';
import { type Dec, dec, decimalText } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';

/** Money arrives on a bill. Paid in full it closes, and nothing collects it any more. */
export function settleBill(bill: Bill, amount: Dec, now: Instant): Bill {
  const due = dec(bill.due).minus(amount);
  const paid = { ...bill, paid: decimalText(dec(bill.paid).plus(amount)), due: decimalText(due) };
  if (!due.isZero()) return paid;
  const collection = bill.collection === null ? null : { ...bill.collection, nextAt: null };
  return { ...paid, status: 'closed', closedAt: now, collection };
}

/** Money leaves a bill again: it is due as before, with its old due date. */
export const reopenBill = (bill: Bill, amount: Dec): Bill => ({
  ...bill,
  status: 'billing',
  closedAt: null,
  paid: decimalText(dec(bill.paid).minus(amount)),
  due: decimalText(dec(bill.due).plus(amount)),
});
