import type { Bill, Invoice } from '../../../domain/billing/bill.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import type { InvoiceDocumentV1 } from '../../../templates/invoice/view-model.ts';
import type { Commit, Documents } from '../../ports.ts';
import type { Call } from '../call.ts';
import { type AnnouncePorts, announceInvoice } from './announce-invoice.ts';
import { freezeInvoice } from './freeze-invoice.ts';
import type { InvoiceReads } from './load-invoice-source.ts';
import { type NumberInvoicePorts, numberInvoices } from './number-invoices.ts';

/** Puts a document on paper. Throws when the document does not add up. */
export type RenderInvoice = {
  /** The frozen form. */
  readonly json: (document: InvoiceDocumentV1) => string;
  readonly html: (document: InvoiceDocumentV1) => string;
  readonly pdf: (document: InvoiceDocumentV1) => Promise<Uint8Array>;
};

export type IssueInvoicePorts = InvoiceReads &
  NumberInvoicePorts &
  AnnouncePorts & {
    readonly commit: Commit;
    readonly documents: Pick<Documents, 'put' | 'putOnce' | 'get'>;
    readonly renderInvoice: RenderInvoice;
  };

export type BillKey = { readonly customerId: string; readonly billId: string };

/**
 * Issues the invoice of a finalised bill, in steps that can each be repeated: number and row in one commit (so numbers have no
 * gaps), the frozen snapshot, the pages made from it, and at last the invoice's completion with the mail that announces it in one
 * commit. A crash anywhere leaves `pending_render`, found and finished by the next attempt under the same number. So does a
 * document that cannot be rendered; the reason is kept on the invoice.
 */
export const issueInvoice =
  (ports: IssueInvoicePorts) =>
  async (
    call: Pick<Call, 'siteId' | 'actor' | 'now'>,
    { customerId, billId }: BillKey,
  ): Promise<Result<Invoice, Refusal>> => {
    const key = { customerId, billId };
    const [bill, known] = await Promise.all([
      ports.records.get('bill', call.siteId, key),
      ports.records.get('invoice', call.siteId, key),
    ]);
    if (bill === null) return err(refusal('request.not_found', 'There is no such bill.'));
    if (known?.status === 'invoice') return ok(known);
    if (bill.finalisedAt === null) return err(refusal('bill.state', 'The bill is not finalised yet.'));
    if (bill.withoutInvoice || bill.total === '0') {
      return err(refusal('billing.nothing_to_bill', 'This bill gets no invoice.'));
    }
    const invoice = known ?? (await numberInvoices(ports, call, [bill])).get(billId);
    invariant(invoice !== undefined, `bill ${billId} has its invoice`);
    try {
      await render(ports, invoice, bill);
    } catch (error) {
      if (!(error instanceof RenderFailed)) throw error;
      await keepReason(ports, call, key, error.message);
      return err(refusal('invoice.not_ready', `Invoice ${invoice.number} could not be rendered: ${error.message}`));
    }
    return ok(await announceInvoice(ports, call, { bill, invoice }));
  };

/** The document itself is at fault, not the network: asking again will not help by itself. */
class RenderFailed extends Error {
  override readonly name = 'RenderFailed';
}

async function render(ports: IssueInvoicePorts, { documents: keys, ...invoice }: Invoice, bill: Bill): Promise<void> {
  const { json, html, pdf } = ports.renderInvoice;
  const document = await freezeInvoice(ports, { ...invoice, documents: keys }, bill, (draft) =>
    printed(() => json(draft)),
  );
  const page = await printed(() => html(document));
  const file = await printed(() => pdf(document));
  await Promise.all([
    ports.documents.put(keys.html, page, 'text/html; charset=utf-8'),
    ports.documents.put(keys.pdf, file, 'application/pdf'),
  ]);
}

async function printed<T>(print: () => T | Promise<T>): Promise<T> {
  try {
    return await print();
  } catch (error) {
    throw new RenderFailed(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function keepReason(
  { records, commit }: IssueInvoicePorts,
  { siteId }: Pick<Call, 'siteId'>,
  key: BillKey,
  error: string,
): Promise<void> {
  const pending = await records.get('invoice', siteId, key);
  if (pending?.status !== 'pending_render' || pending.error === error) return;
  // A lost race means that another attempt got further, and knows better.
  await commit([{ put: 'invoice', value: { ...pending, error } }]);
}
