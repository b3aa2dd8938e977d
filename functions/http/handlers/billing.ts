import type { Bill, Invoice } from '../../../domain/billing/bill.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { refusal } from '../../../domain/refusal.ts';
import { err } from '../../../domain/result.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { InvoiceDocumentV1 } from '../../../templates/invoice/view-model.ts';
import type { Documents, PriceBooks, Records, SiteTime, SystemTime } from '../../ports.ts';
import { answer } from '../../shared/answer.ts';
import { freshCall } from '../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { rememberAs } from '../../shared/idempotency.ts';
import { previewInvoice } from '../../use-cases/billing/preview-invoice.ts';
import { type BillingRun, type RunBillingPorts, runBilling } from '../../use-cases/billing/run-billing.ts';
import { showBill } from '../../use-cases/billing/show-bill.ts';
import type { Call } from '../../use-cases/call.ts';
import type { InvoiceReads } from '../../use-cases/invoicing/load-invoice-source.ts';
import {
  type RecordedPayment,
  type RecordPaymentPorts,
  recordPayment,
} from '../../use-cases/payments/record-payment.ts';
import type { billingContract } from '../contract/billing.ts';
import { billingProfileWire, billWire, invoiceWire, paymentWire } from './billing/bill-wire.ts';
import { noSuch } from './customers/of-customer.ts';

export type BillingDoorPorts = RunBillingPorts &
  RecordPaymentPorts &
  InvoiceReads & {
    readonly records: Records;
    readonly priceBooks: PriceBooks;
    readonly siteTime: SiteTime;
    readonly systemTime: SystemTime;
    readonly documents: Pick<Documents, 'link'>;
    readonly renderHtml: (document: InvoiceDocumentV1) => string;
  };

/** Long enough to open a document, too short to be passed on. */
const LINK_SECONDS = 300;

/** What the billing door does. */
export function billingHandlers(ports: BillingDoorPorts): DoorHandlers<'billing', typeof billingContract> {
  const { records, priceBooks, documents } = ports;
  const run = runBilling(ports);
  const preview = previewInvoice(ports);
  const pay = recordPayment(ports);

  const profileOf = async (siteId: string, billingProfileId: string) =>
    (await records.find('billingProfileById', siteId, { billingProfileId })).items[0] ?? null;
  const billOf = async (siteId: string, billId: string) =>
    (await records.find('billById', siteId, { billId })).items[0] ?? null;
  const invoiceOf = async (siteId: string, invoiceId: string) =>
    (await records.find('invoiceById', siteId, { invoiceId })).items[0] ?? null;
  /** The call with time and catalog read anew: billing must not be refused for what has just been changed. */
  const fresh = async <C extends Pick<Call, 'siteId' | 'now'>>(call: C): Promise<C> => {
    await priceBooks.fresh(call.siteId);
    return freshCall(ports, call);
  };

  return {
    getBillingProfile: async ({ siteId }, { path: { billingProfileId } }) => {
      const profile = await profileOf(siteId, billingProfileId);
      if (profile === null) return err(noSuch('billing profile'));
      return answer(200, billingProfileWire(profile), { version: profile.version });
    },

    runBilling: async (call, { path: { billingProfileId } }) => {
      const profile = await profileOf(call.siteId, billingProfileId);
      if (profile === null) return err(noSuch('billing profile'));
      const now = await fresh(call);
      const book = await priceBooks.current(call.siteId);
      const wire = (done: BillingRun) => runWire(done, book);
      const ran = await run(rememberAs(now, wire), profile);
      return ran.ok ? answer(200, wire(ran.value)) : ran;
    },

    previewInvoice: async (call, { path: { billingProfileId } }) => {
      const profile = await profileOf(call.siteId, billingProfileId);
      if (profile === null) return err(noSuch('billing profile'));
      const previewed = await preview(await fresh(call), profile);
      if (!previewed.ok) return previewed;
      return answer(200, { document: { ...previewed.value }, html: ports.renderHtml(previewed.value) });
    },

    getBill: async ({ siteId }, { path: { billId } }) => {
      const bill = await billOf(siteId, billId);
      if (bill === null) return err(noSuch('bill'));
      const book = await priceBooks.current(siteId);
      const shown = await showBill(ports, bill, book);
      return shown.ok ? answer(200, billWire(shown.value, book), { version: bill.version }) : shown;
    },

    recordPayment: async (call, { path: { billId }, body }) => {
      const bill = await billOf(call.siteId, billId);
      if (bill === null) return err(noSuch('bill'));
      const book = await priceBooks.current(call.siteId);
      const wire = (recorded: RecordedPayment) => paidWire(recorded, book);
      const paid = await pay(rememberAs(await freshCall(ports, call), wire), bill, body);
      return paid.ok ? answer(201, wire(paid.value)) : paid;
    },

    getInvoice: async ({ siteId }, { path: { invoiceId } }) => {
      const invoice = await invoiceOf(siteId, invoiceId);
      if (invoice === null) return err(noSuch('invoice'));
      return answer(200, invoiceWire(invoice), { version: invoice.version });
    },

    getInvoiceDocuments: async ({ siteId }, { path: { invoiceId } }) => {
      const invoice = await invoiceOf(siteId, invoiceId);
      if (invoice === null) return err(noSuch('invoice'));
      if (invoice.status !== 'invoice') {
        return err(refusal('invoice.not_ready', 'Its documents are still being made. Ask again in a moment.'));
      }
      const link = (kind: keyof Invoice['documents']) =>
        documents.link(invoice.documents[kind], `${invoice.number}.${kind}`, LINK_SECONDS);
      const [pdf, html, json] = await Promise.all([link('pdf'), link('html'), link('json')]);
      return answer(200, { pdf, html, json, expiresAt: instantText(ports.systemTime() + LINK_SECONDS * 1000) });
    },
  };
}

const runWire = ({ billed, profile }: BillingRun, book: PriceBook) => ({
  billed: billed.map((bill: Bill) => billWire(bill, book)),
  billingProfile: billingProfileWire(profile),
});

const paidWire = ({ payment, bill }: RecordedPayment, book: PriceBook) => ({
  payment: paymentWire(payment),
  bill: billWire(bill, book),
});
