import type { Bill, Invoice } from '../../../domain/billing/bill.ts';
import { invariant } from '../../../domain/result.ts';
import type { InvoiceDocumentV1 } from '../../../templates/invoice/view-model.ts';
import type { Documents } from '../../ports.ts';
import { invoiceDocument } from './invoice-document.ts';
import { type InvoiceReads, loadInvoiceSource } from './load-invoice-source.ts';

/**
 * What the invoice says, written down once: the first attempt stores it, every later one and every other template reads it. Of two
 * attempts at the same time the second is given what the first stored.
 */
export async function freezeInvoice(
  ports: InvoiceReads & { readonly documents: Pick<Documents, 'putOnce' | 'get'> },
  invoice: Invoice,
  bill: Bill,
  toJson: (document: InvoiceDocumentV1) => Promise<string>,
): Promise<InvoiceDocumentV1> {
  const key = invoice.documents.json;
  const frozen = await ports.documents.get(key);
  if (frozen !== null) return readSnapshot(frozen);
  const document = invoiceDocument({ ...(await loadInvoiceSource(ports, bill)), invoice });
  if ((await ports.documents.putOnce(key, await toJson(document), 'application/json')) === 'stored') return document;
  const theirs = await ports.documents.get(key);
  invariant(theirs !== null, `the snapshot of invoice ${invoice.number} exists`);
  return readSnapshot(theirs);
}

/** Only this file writes the key, so what lies there has the document's form. */
const readSnapshot = (stored: Uint8Array) => JSON.parse(new TextDecoder().decode(stored)) as InvoiceDocumentV1;
