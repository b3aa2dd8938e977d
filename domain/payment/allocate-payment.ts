import type { Bill } from '../billing/bill.ts';
import { Dec, dec } from '../money/decimal.ts';

export type Allocation = { readonly bill: Bill; readonly amount: Dec };

/** A payment that settles more bills than this is kept as credit beyond them: they must all change in one transaction. */
const MOST_BILLS = 40;

/**
 * Where money goes: to the chosen bill first, then to the oldest due date, then to the lowest id. `rest` is what no bill takes; the
 * allocations and the rest add up to the amount.
 */
export function allocatePayment(
  amount: Dec,
  chosen: Bill,
  open: readonly Bill[],
): { readonly allocations: readonly Allocation[]; readonly rest: Dec } {
  const others = open.filter(({ billId, status }) => billId !== chosen.billId && status === 'billing');
  const allocations: Allocation[] = [];
  let rest = amount;
  for (const bill of [chosen, ...others.toSorted(byDueDate)].slice(0, MOST_BILLS)) {
    const part = Dec.min(rest, dec(bill.due));
    if (part.lte(0)) continue;
    allocations.push({ bill, amount: part });
    rest = rest.minus(part);
  }
  return { allocations, rest };
}

const byDueDate = (left: Bill, right: Bill): number =>
  (left.dueAt ?? 0) - (right.dueAt ?? 0) || compareIds(left.billId, right.billId);

/** Ids are numbers as text: the shorter one is the lower one. */
const compareIds = (left: string, right: string): number =>
  left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
