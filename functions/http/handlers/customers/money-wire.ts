import type { Bill, Invoice } from '../../../../domain/billing/bill.ts';
import { decimalText } from '../../../../domain/money/decimal.ts';
import { instantText } from '../../../../domain/time/instant.ts';
import type { Wire } from '../../../shared/answer.ts';
import type { BillMoney } from '../../../use-cases/billing/running-bills.ts';
import type { CustomerOverview } from '../../../use-cases/customers/customer-overview.ts';
import type { Transaction } from '../../../use-cases/customers/list-transactions.ts';
import type { billRow, transactionAnswer } from '../../contract/customers/bill-row.ts';
import type { latestInvoice, overviewAnswer } from '../../contract/customers/overview.ts';
import { instantOrNull } from '../../contract/instant.ts';
import { customerWire } from './customer-wire.ts';

export const billRowWire = (bill: Bill, { net, tax, total }: BillMoney): Wire<typeof billRow> => ({
  billId: bill.billId,
  customerId: bill.customerId,
  billingProfileId: bill.billingProfileId,
  status: bill.status,
  kind: bill.kind,
  currency: bill.currency,
  from: instantText(bill.from),
  to: instantText(bill.to),
  net: decimalText(net),
  tax: decimalText(tax),
  total: decimalText(total),
  due: bill.due,
  finalisedAt: instantOrNull(bill.finalisedAt),
  dueAt: instantOrNull(bill.dueAt),
  closedAt: instantOrNull(bill.closedAt),
  invoiceId: bill.invoiceId,
});

export const transactionWire = (transaction: Transaction): Wire<typeof transactionAnswer> => ({
  ...transaction,
  at: instantText(transaction.at),
  amount: decimalText(transaction.amount),
  balance: decimalText(transaction.balance),
});

const invoiceWire = (invoice: Invoice): Wire<typeof latestInvoice> => ({
  invoiceId: invoice.invoiceId,
  billId: invoice.billId,
  number: invoice.number,
  status: invoice.status,
  issuedAt: instantText(invoice.issuedAt),
  dueAt: instantText(invoice.dueAt),
  currency: invoice.currency,
  total: invoice.total,
});

export const overviewWire = (overview: CustomerOverview): Wire<typeof overviewAnswer> => ({
  customer: customerWire(overview.customer),
  balances: [...overview.balances].map(([currency, { current, open, due, credit }]) => ({
    currency,
    current: decimalText(current),
    open: decimalText(open),
    due: decimalText(due),
    credit: decimalText(credit),
  })),
  revenue: [...overview.revenue].map(([currency, months]) => ({
    currency,
    months: months.map(({ month, net }) => ({ month, net: decimalText(net) })),
  })),
  latestInvoice: overview.latestInvoice === null ? null : invoiceWire(overview.latestInvoice),
  activeSubscriptions: overview.customer.activeSubscriptions,
  activeServices: overview.customer.activeServices,
});
