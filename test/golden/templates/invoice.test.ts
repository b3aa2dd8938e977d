import { expect, test } from 'vitest';
import { renderInvoiceHtml } from '../../../templates/invoice/render-html.ts';
import { renderInvoicePdf } from '../../../templates/invoice/render-pdf.ts';
import { readPdf } from './read-pdf.ts';
import { chargingDocument, creditDocument, heatingDocument, paidDocument, yenDocument } from './sample-documents.ts';

const DOCUMENTS = [
  { name: 'charging', document: chargingDocument, pages: 1, because: 'a fee and usage, no tax, from a sandbox' },
  { name: 'heating', document: heatingDocument, pages: 5, because: '64 lines with value added tax in Slovenian' },
  { name: 'yen', document: yenDocument, pages: 2, because: 'a currency without minor digits, events in detail' },
  { name: 'credit', document: creditDocument, pages: 1, because: 'a negative total in German' },
  { name: 'paid', document: paidDocument, pages: 1, because: 'paid in full, a part of it from credit' },
];

/** What a reader sees; the style sheet changes more often than the words and would drown them in the diff. */
const bodyOf = (page: string): string => `${page.slice(page.indexOf('<body>'), page.indexOf('</body>'))}</body>\n`;

test.for(DOCUMENTS)('the page of $name reads as agreed: $because', async ({ name, document }) => {
  await expect(bodyOf(renderInvoiceHtml(document))).toMatchFileSnapshot(`./pages/${name}.html`);
});

test.for(DOCUMENTS)('the PDF of $name says the same on $pages pages', async ({ name, document, pages }) => {
  const pdf = readPdf(await renderInvoicePdf(document));
  expect(pdf.pages).toHaveLength(pages);
  const text = pdf.pages.map((lines, index) => `=== ${index + 1} ===\n${lines.join('\n')}\n`).join('\n');
  await expect(text).toMatchFileSnapshot(`./pages/${name}.pdf.txt`);
});

test.for(DOCUMENTS)('$name gives the same bytes every time', async ({ document }) => {
  const first = await renderInvoicePdf(document);
  const second = await renderInvoicePdf(structuredClone(document));
  expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
});
