import { expect, test } from 'vitest';
import { renderInvoiceHtml } from '../../../templates/invoice/render-html.ts';
import { renderInvoicePdf } from '../../../templates/invoice/render-pdf.ts';
import type { InvoiceDocumentV1 } from '../../../templates/invoice/view-model.ts';
import { parseHtmlTree } from '../../../templates/pdf/html-tree.ts';
import { readPdf } from '../../golden/templates/read-pdf.ts';
import { paidDocument } from '../../golden/templates/sample-documents.ts';
import { fc } from '../../support/chance.ts';

/** The same text everywhere a person can type one. */
const everywhere = (text: string): InvoiceDocumentV1 => ({
  ...paidDocument,
  seller: { name: text, organization: text, addressLines: [text, text], vatNumber: text, email: text, phone: text },
  customer: { id: text, name: text, organization: text, vatId: text },
  billingAddress: [text, text],
  lines: paidDocument.lines.map((line) => ({ ...line, billItem: text, product: text, description: text, unit: text })),
  usage: paidDocument.usage.map((usage) => ({ ...usage, service: text, identifier: text, unit: text })),
  payment: { reference: text, iban: text },
  note: text,
});

const textsIn = (document: InvoiceDocumentV1): string => {
  const collect = (node: ReturnType<typeof parseHtmlTree>['children'][number]): string =>
    node.kind === 'text' ? node.text : node.children.map(collect).join('');
  return collect(parseHtmlTree(renderInvoiceHtml(document)));
};

const pdfText = async (document: InvoiceDocumentV1): Promise<string> =>
  readPdf(await renderInvoicePdf(document))
    .pages.flat()
    .join('\n');

test.for([
  '{{ document.seller | raw }}{% include "x" %}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</td></tr></table><h1>',
  '&amp;&lt;',
])('prints %s as the text it is, on the page and on paper', async (text) => {
  const document = everywhere(text);
  expect(renderInvoiceHtml(document)).not.toMatch(/<(script|img)/);
  expect(textsIn(document)).toContain(text);
  expect((await pdfText(document)).replaceAll(/\s/g, '')).toContain(text.replaceAll(/\s/g, ''));
});

test.for([
  { text: 'Łódź Ærøskøbing Ĳsselmeer Ķekava Žižkov', prints: 'Łódź Ærøskøbing Ĳsselmeer Ķekava Žižkov' },
  { text: 'Αθήνα Київ Đà Nẵng', prints: 'Αθήνα Київ Đà Nẵng' },
  { text: 'Cafe\u0301 soft\u00adhyphen zero\u200bwidth', prints: 'Café softhyphen zerowidth' },
  { text: '￥５０ ﬁx', prints: '¥50 fix' },
  { text: 'שלום', prints: '\ufffd\ufffd\ufffd\ufffd' },
  { text: '👩‍👩‍👧 ok', prints: '\ufffd\ufffd\ufffd ok' },
])('paper prints $text as $prints', async ({ text, prints }) => {
  const document = { ...paidDocument, customer: { ...paidDocument.customer, name: text } };
  expect(await pdfText(document)).toContain(prints);
});

test('a name of 300 letters without a space breaks, and stays on the paper', async () => {
  const document = everywhere('W'.repeat(300));
  const { pages } = readPdf(await renderInvoicePdf(document));
  for (const text of pages.flat()) expect(text.replaceAll(/[^W]/g, '').length).toBeLessThan(110);
  expect(pages.flat().join('').replaceAll(/[^W]/g, '').length).toBeGreaterThan(300 * 15);
  expect(pages.flat().join()).toContain('€0.00');
});

test('whatever people type, the page stays inside the subset and says it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      const page = renderInvoiceHtml(everywhere(text));
      expect(() => parseHtmlTree(page)).not.toThrow();
      expect(page.match(/<p /g)?.length).toBe(renderInvoiceHtml(everywhere('x')).match(/<p /g)?.length);
    }),
    { numRuns: 50 },
  );
});

test('whatever people type, there is a PDF', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      expect(readPdf(await renderInvoicePdf(everywhere(text))).pages.length).toBeGreaterThan(0);
    }),
    { numRuns: 15 },
  );
});

test('a seller with an ampersand leaves the metadata well formed', async () => {
  const document = { ...paidDocument, seller: { ...paidDocument.seller, name: 'Smith & <Sons>' } };
  const { metadata } = readPdf(await renderInvoicePdf(document));
  expect(metadata).toContain('<rdf:li>Smith &amp; &lt;Sons&gt;</rdf:li>');
});
