import { assertDocumentAdds } from './assert-document-adds.ts';
import type { InvoiceDocumentV1 } from './view-model.ts';

/** The snapshot as a file: the document itself, indented, with a line feed at the end. Throws when it does not add up. */
export function renderInvoiceJson(document: InvoiceDocumentV1): string {
  assertDocumentAdds(document);
  return `${JSON.stringify(document, null, 2)}\n`;
}
