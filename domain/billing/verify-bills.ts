import type { PriceBook } from '../catalog/price-book.ts';
import type { UnbilledLine } from '../ledger/head.ts';
import { type Dec, dec, sum } from '../money/decimal.ts';
import { addUpBill } from './add-up-bill.ts';
import type { Bill, BillingProfile, Invoice, Payment } from './bill.ts';

/** All that is stored of one billing profile's money, and what its ledgers say each bill took. */
export type BilledProfile = {
  readonly profile: BillingProfile;
  readonly bills: readonly Bill[];
  readonly invoices: readonly Invoice[];
  readonly payments: readonly Payment[];
  readonly linesOfBill: (billId: string) => readonly UnbilledLine[];
};

/**
 * Recomputes a profile's bills from entries and payments: null if all agree, else the first difference in words. Holds that bill
 * periods tile time, that there is one active and one inactive bill, that totals are what the ledgers gave, that what is due is what was
 * not paid, that the credit in hand is what was left over and not used, and that invoices say what bills say.
 */
export function verifyBills(
  billed: BilledProfile,
  rules: { readonly book: PriceBook; readonly digits: number },
): string | null {
  const { bills } = billed;
  for (const status of ['active', 'inactive'] as const) {
    const found = bills.filter((bill) => bill.status === status).length;
    if (found !== 1 && billed.profile.status === 'active') return `there are ${found} ${status} bills`;
  }
  const regular = bills.filter(({ kind }) => kind === 'regular').toSorted((a, b) => a.from - b.from);
  for (const [index, bill] of regular.entries()) {
    const before = regular[index - 1];
    if (before !== undefined && before.to !== bill.from)
      return `bill ${bill.billId} does not begin where bill ${before.billId} ends`;
  }
  for (const bill of bills) {
    const difference = bill.finalisedAt === null ? null : verifyBill(bill, billed, rules);
    if (difference !== null) return `bill ${bill.billId}: ${difference}`;
  }
  return verifyCredit(billed);
}

/** What payments left over, and what bills below zero gave, less what bills took of it. */
function verifyCredit({ profile, bills, payments }: BilledProfile): string | null {
  const leftOver = sum(payments.map(({ credited }) => dec(credited)));
  const taken = sum(bills.map(({ creditApplied }) => dec(creditApplied)));
  return differs('credit balance', profile.creditBalance, taken.minus(leftOver));
}

function verifyBill(
  bill: Bill,
  { invoices, payments, linesOfBill }: BilledProfile,
  rules: { readonly book: PriceBook; readonly digits: number },
): string | null {
  const amounts = addUpBill(linesOfBill(bill.billId), rules);
  if (!amounts.ok) return amounts.error.detail;
  const paid = sum(payments.flatMap((payment) => allocationsOf(payment, bill.billId)));
  const invoice = invoices.find(({ billId }) => billId === bill.billId);
  const status = dec(bill.due).isZero() ? 'closed' : 'billing';
  if (bill.status !== status) return `status is ${bill.status} with ${bill.due} due`;
  return (
    differs('net', bill.net, dec(amounts.value.net)) ??
    differs('tax', bill.tax, dec(amounts.value.tax)) ??
    differs('total', bill.total, dec(amounts.value.total)) ??
    differs('paid', bill.paid, paid) ??
    differs(
      'due',
      bill.due,
      dec(bill.total)
        .minus(dec(bill.creditApplied))
        .minus(dec(bill.paidAhead ?? '0'))
        .minus(paid),
    ) ??
    (invoice === undefined ? null : differs('invoiced total', invoice.total, dec(bill.total)))
  );
}

const allocationsOf = ({ allocations, direction }: Payment, billId: string): readonly Dec[] =>
  allocations
    .filter((allocation) => allocation.billId === billId)
    .map(({ amount }) => (direction === 'charge' ? dec(amount) : dec(amount).negated()));

const differs = (what: string, stored: string, recomputed: Dec): string | null =>
  dec(stored).eq(recomputed) ? null : `${what} is ${stored}, recomputed ${recomputed.toFixed()}`;
