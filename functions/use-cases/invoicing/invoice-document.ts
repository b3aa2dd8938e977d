import type { Bill, BillLine, BillTax, Invoice } from '../../../domain/billing/bill.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { REVERSE_CHARGE } from '../../../domain/catalog/taxes/tax-for.ts';
import type { Contact, Customer, PaymentInfo, Site } from '../../../domain/customer/customer.ts';
import type { ServiceUsage } from '../../../domain/invoice/summarise-usage.ts';
import { dec, decimalText, roundTo } from '../../../domain/money/decimal.ts';
import { minorDigits } from '../../../domain/money/minor-digits.ts';
import { reductionName } from '../../../domain/promotion/reduction-name.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { DocumentLine, DocumentTax, InvoiceDocumentV1 } from '../../../templates/invoice/view-model.ts';
import { addressLines } from './address-lines.ts';
import { documentSeller } from './document-seller.ts';

/** Everything that an invoice says, before it is put into words. */
export type InvoiceSource = {
  readonly site: Site;
  readonly bill: Bill;
  readonly customer: Customer;
  readonly contact: Contact | null;
  readonly paymentInfo: PaymentInfo | null;
  readonly book: PriceBook;
  readonly usage: readonly ServiceUsage[];
  /** Null: a preview. */
  readonly invoice: Pick<Invoice, 'number' | 'issuedAt' | 'dueAt'> | null;
};

/** The document that renderers print: names in place of codes, and lines that add up to the bill's totals. */
export function invoiceDocument(source: InvoiceSource): InvoiceDocumentV1 {
  const { site, bill, customer, contact, paymentInfo, invoice, usage } = source;
  const issuedAt = invoice?.issuedAt ?? bill.finalisedAt ?? bill.to;
  const address = paymentInfo?.billingAddress ?? contact;
  return {
    schema: 'billow.invoice.v1',
    kind: invoice === null ? 'preview' : 'invoice',
    sample: site.environment === 'sandbox',
    number: invoice?.number ?? '',
    billId: bill.billId,
    issueDate: instantText(issuedAt),
    period: { from: instantText(bill.from), to: instantText(bill.to) },
    dueDate: instantText(invoice?.dueAt ?? bill.dueAt ?? issuedAt),
    currency: bill.currency,
    locale: site.locale,
    timeZone: site.zone,
    seller: documentSeller(site),
    customer: {
      id: customer.customerId,
      name: customer.name,
      ...(contact?.organization ? { organization: contact.organization } : {}),
      ...(paymentInfo?.taxId ? { vatId: paymentInfo.taxId } : {}),
    },
    billingAddress: address === null ? [] : addressLines(address, site.locale),
    lines: bill.lines.map((line) => documentLine(line, source)),
    taxSummary: bill.taxes.map((row) => documentTax(row, source)),
    totals: {
      net: bill.net,
      tax: bill.tax,
      total: bill.total,
      // Whoever reads the invoice asks what is left to pay, not which pocket paid the rest.
      creditApplied: decimalText(dec(bill.creditApplied).plus(dec(bill.paidAhead ?? '0'))),
      paid: bill.paid,
      due: bill.due,
    },
    usage,
    payment: {
      ...(site.seller.iban === undefined ? {} : { iban: site.seller.iban }),
      reference: invoice?.number ?? bill.billId,
      ...(bill.collection === null ? {} : { automatic: bill.collection.method }),
    },
  };
}

function documentTax({ taxCode, exemption, percent, base, tax }: BillTax, { book }: InvoiceSource): DocumentTax {
  const { name = taxCode, exemptionReason } = book.taxes.get(taxCode) ?? {};
  // A tax's own reason is about all that owe nothing of it by its rules, not about what one customer was granted.
  const isOwnRule = exemption === undefined ? dec(percent).isZero() : exemption === REVERSE_CHARGE;
  return {
    taxCode,
    name,
    rate: percent,
    ...(exemption === undefined ? {} : { exemption }),
    ...(isOwnRule && exemptionReason !== undefined ? { statement: exemptionReason } : {}),
    net: base,
    tax,
  };
}

function documentLine(line: BillLine, { bill, book }: InvoiceSource): DocumentLine {
  const product = book.products.get(line.product ?? '');
  const billItem = book.billItems.get(line.billItem)?.name ?? line.billItem;
  const tax = roundTo(dec(line.exactTax), minorDigits(bill.currency) ?? 0);
  const isOf = ({ taxCode, exemption }: BillTax) => taxCode === line.taxCode && exemption === line.exemption;
  const rate = bill.taxes.find(isOf)?.percent;
  return {
    billItem,
    ...(line.product === null ? {} : { product: line.product }),
    ...(line.discount === undefined ? {} : { discount: line.discount }),
    description: line.discount === undefined ? (product?.name ?? billItem) : reductionName(book, line.discount),
    ...(dec(line.quantity).isZero() ? {} : { quantity: line.quantity }),
    ...(line.unit === null ? {} : { unit: line.unit }),
    net: line.net,
    ...(line.taxCode === null || rate === undefined ? {} : { taxCode: line.taxCode, taxRate: rate }),
    tax: decimalText(tax),
    gross: decimalText(dec(line.net).plus(tax)),
    ...(line.from === null || line.to === null
      ? {}
      : { period: { from: instantText(line.from), to: instantText(line.to) } }),
  };
}
