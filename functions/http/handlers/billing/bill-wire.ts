import type { Bill, BillingProfile, Invoice, Payment } from '../../../../domain/billing/bill.ts';
import type { PriceBook } from '../../../../domain/catalog/price-book.ts';
import { dec } from '../../../../domain/money/decimal.ts';
import { reductionName } from '../../../../domain/promotion/reduction-name.ts';
import { instantText, type Period } from '../../../../domain/time/instant.ts';
import type { Wire } from '../../../shared/answer.ts';
import type { billAnswer } from '../../contract/billing/bill.ts';
import type { billingProfileAnswer } from '../../contract/billing/billing-profile.ts';
import type { invoiceAnswer } from '../../contract/billing/invoice.ts';
import type { paymentAnswer } from '../../contract/billing/payment.ts';
import { instantOrNull } from '../../contract/instant.ts';
import { billRowWire } from '../customers/money-wire.ts';

export const billWire = (bill: Bill, book: PriceBook): Wire<typeof billAnswer> => ({
  ...billRowWire(bill, { net: dec(bill.net), tax: dec(bill.tax), total: dec(bill.total) }),
  lines: bill.lines.map((line) => ({
    ...line,
    billItemName: book.billItems.get(line.billItem)?.name ?? line.billItem,
    productName: line.product === null ? null : (book.products.get(line.product)?.name ?? line.product),
    ...(line.discount === undefined ? {} : { discountName: reductionName(book, line.discount) }),
    from: instantOrNull(line.from),
    to: instantOrNull(line.to),
  })),
  taxes: bill.taxes.map((row) => ({ ...row, name: book.taxes.get(row.taxCode)?.name ?? row.taxCode })),
  rounding: bill.rounding,
  creditApplied: bill.creditApplied,
  ...(bill.paidAhead === undefined ? {} : { paidAhead: bill.paidAhead }),
  paid: bill.paid,
  collection: bill.collection === null ? null : { ...bill.collection, nextAt: instantOrNull(bill.collection.nextAt) },
});

const billPeriodWire = ({ billId, from, to }: Period & { readonly billId: string }) => ({
  billId,
  from: instantText(from),
  to: instantText(to),
});

export const billingProfileWire = (profile: BillingProfile): Wire<typeof billingProfileAnswer> => ({
  billingProfileId: profile.billingProfileId,
  customerId: profile.customerId,
  code: profile.code,
  name: profile.name,
  paymentType: profile.paymentType,
  resource: profile.resource,
  currency: profile.currency,
  eventType: profile.eventType,
  cycle:
    profile.cycleRule === null
      ? null
      : { ...profile.cycleRule.interval, day: profile.cycleRule.day, zone: profile.cycleRule.zone },
  status: profile.status,
  validFrom: instantText(profile.validFrom),
  validTo: instantText(profile.validTo),
  balanceGroups: profile.balanceGroups,
  attributes: profile.attributes ?? {},
  activeBill: billPeriodWire(profile.activeBill),
  nextBill: billPeriodWire(profile.nextBill),
  creditBalance: profile.creditBalance,
  parked: profile.parked === null ? null : { reason: profile.parked.reason, at: instantText(profile.parked.at) },
});

export function paymentWire({ siteId: _, version: __, ...payment }: Payment): Wire<typeof paymentAnswer> {
  return { ...payment, receivedAt: instantText(payment.receivedAt) };
}

export const invoiceWire = (invoice: Invoice): Wire<typeof invoiceAnswer> => ({
  invoiceId: invoice.invoiceId,
  billId: invoice.billId,
  billingProfileId: invoice.billingProfileId,
  customerId: invoice.customerId,
  number: invoice.number,
  status: invoice.status,
  issuedAt: instantText(invoice.issuedAt),
  dueAt: instantText(invoice.dueAt),
  currency: invoice.currency,
  total: invoice.total,
  from: instantText(invoice.from),
  to: instantText(invoice.to),
  ...(invoice.error === undefined ? {} : { error: invoice.error }),
});
