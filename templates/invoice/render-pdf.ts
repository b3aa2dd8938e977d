import { printableLocale } from '../format/locale.ts';
import { cleanLine } from '../liquid/clean-text.ts';
import { writePdf } from '../pdf/write-pdf.ts';
import { wordsFor } from '../words/words-for.ts';
import { renderInvoiceHtml } from './render-html.ts';
import type { InvoiceDocumentV1 } from './view-model.ts';

/**
 * The invoice as PDF/A-3b, drawn from the very page that `renderInvoiceHtml` gives. Dated with the issue date, so that the
 * same document gives the same bytes. Throws when the document does not add up.
 */
export async function renderInvoicePdf(document: InvoiceDocumentV1): Promise<Uint8Array> {
  const words = wordsFor(document.locale);
  const title = document.kind === 'preview' ? words.preview : `${words.invoice} ${document.number}`;
  return writePdf(renderInvoiceHtml(document), {
    title: cleanLine(title),
    author: cleanLine(document.seller.organization ?? document.seller.name),
    language: printableLocale(document.locale),
    createdAt: new Date(document.issueDate),
  });
}
