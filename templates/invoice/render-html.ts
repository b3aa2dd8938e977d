import { readFileSync } from 'node:fs';
import { createEngine } from '../liquid/create-engine.ts';
import { escapeHtml } from '../liquid/escape-html.ts';
import { renderTemplate } from '../liquid/render-template.ts';
import { assertDocumentAdds } from './assert-document-adds.ts';
import type { InvoiceDocumentV1 } from './view-model.ts';

const engine = createEngine(escapeHtml);
/** Parsed once a process. The build lays the file beside the bundle. */
const template = engine.parse(readFileSync(new URL('./invoice.liquid', import.meta.url), 'utf8'));

/**
 * The invoice as one self-contained page: preview, saved file, and the source of the PDF. Same document, same text.
 * Throws when the document does not add up.
 */
export function renderInvoiceHtml(document: InvoiceDocumentV1): string {
  assertDocumentAdds(document);
  const { locale, currency, timeZone } = document;
  return renderTemplate(engine, template, { document }, { locale, currency, timeZone });
}
