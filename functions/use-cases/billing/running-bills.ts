import type { Bill } from '../../../domain/billing/bill.ts';
import { runningCharges } from '../../../domain/ledger/running-charges.ts';
import { type Dec, dec, ZERO } from '../../../domain/money/decimal.ts';
import type { BilledAccount } from './load-accounts.ts';

export type BillMoney = { readonly net: Dec; readonly tax: Dec; readonly total: Dec };

/** A bill's money: as finalised, or, while it runs, what its balance groups were charged for its period so far. */
export function billMoney(bill: Bill, accounts: readonly BilledAccount[]): BillMoney {
  if (bill.status === 'billing' || bill.status === 'closed') {
    return { net: dec(bill.net), tax: dec(bill.tax), total: dec(bill.total) };
  }
  let net = ZERO;
  let tax = ZERO;
  for (const { head, billingProfile } of accounts) {
    if (billingProfile.billingProfileId !== bill.billingProfileId) continue;
    const charges = runningCharges(head, bill.from);
    net = net.plus(charges.net);
    tax = tax.plus(charges.tax);
  }
  return { net, tax, total: net.plus(tax) };
}
