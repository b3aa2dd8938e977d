import { expect, test } from 'vitest';
import { assertDocumentAdds, documentDifferences } from '../../../templates/invoice/assert-document-adds.ts';
import { renderInvoiceHtml } from '../../../templates/invoice/render-html.ts';
import { renderInvoiceJson } from '../../../templates/invoice/render-json.ts';
import { renderInvoicePdf } from '../../../templates/invoice/render-pdf.ts';
import type { DocumentLine, InvoiceDocumentV1 } from '../../../templates/invoice/view-model.ts';
import {
  chargingDocument,
  creditDocument,
  heatingDocument,
  paidDocument,
  yenDocument,
} from '../../golden/templates/sample-documents.ts';

const [paidLine] = paidDocument.lines;
const withLine = (line: Partial<DocumentLine>): InvoiceDocumentV1 => ({
  ...paidDocument,
  lines: [{ ...paidLine!, ...line }],
});
const withTotals = (totals: Partial<InvoiceDocumentV1['totals']>): InvoiceDocumentV1 => ({
  ...paidDocument,
  totals: { ...paidDocument.totals, ...totals },
});

test.for([chargingDocument, heatingDocument, yenDocument, creditDocument, paidDocument])(
  '$number adds up',
  (document) => {
    expect(documentDifferences(document)).toEqual([]);
  },
);

test.for([
  { document: withLine({ net: '29.99', gross: '36.59' }), difference: 'net of the lines is 29.99, printed 30' },
  { document: withLine({ gross: '36.61' }), difference: 'line 1, net + tax is 36.6, printed 36.61' },
  {
    document: withLine({ tax: '6.62', gross: '36.62' }),
    difference: 'tax code VAT22: tax of lines and summary differ',
  },
  { document: withLine({ taxCode: 'VAT9' }), difference: 'tax code VAT9: net of lines and summary differ' },
  {
    document: withTotals({ tax: '6.61', total: '36.61', paid: '33.68' }),
    difference: 'tax summary is 6.6, printed 6.61',
  },
  { document: withTotals({ total: '36.7', paid: '33.77' }), difference: 'net + tax + rounding is 36.6, printed 36.7' },
  { document: withTotals({ due: '0.01' }), difference: 'total − credit − paid is 0, printed 0.01' },
  { document: withTotals({ net: 'NaN' }), difference: '“NaN” is no decimal' },
  { document: withTotals({ paid: '33.670001' }), difference: '33.670001 has more digits than EUR' },
  { document: { ...paidDocument, currency: 'EURO' }, difference: 'EURO is no ISO 4217 currency' },
  {
    document: { ...yenDocument, totals: { ...yenDocument.totals, paid: '0.5' } },
    difference: '0.5 has more digits than JPY',
  },
])('finds that $difference', ({ document, difference }) => {
  expect(documentDifferences(document)).toContain(difference);
  expect(() => assertDocumentAdds(document)).toThrow(difference);
});

test('cash rounding belongs to the sum', () => {
  expect(documentDifferences(withTotals({ rounding: '-0.02', total: '36.58', paid: '33.65' }))).toEqual([]);
});

test('shares of the tax may miss the tax of the code by a cent: it is rounded once, they are rounded one by one', () => {
  const line: DocumentLine = { ...paidLine!, net: '0.33', tax: '0.07', gross: '0.4' };
  const document: InvoiceDocumentV1 = {
    ...paidDocument,
    lines: Array.from({ length: 7 }, () => line),
    taxSummary: [{ taxCode: 'VAT22', name: 'VAT', rate: '22', net: '2.31', tax: '0.51' }],
    totals: { net: '2.31', tax: '0.51', total: '2.82', creditApplied: '0', paid: '0', due: '2.82' },
  };
  expect(documentDifferences(document)).toEqual([]);
});

test('no renderer prints what does not add up', async () => {
  const wrong = withTotals({ due: '1' });
  expect(() => renderInvoiceHtml(wrong)).toThrow('does not add up');
  expect(() => renderInvoiceJson(wrong)).toThrow('does not add up');
  await expect(renderInvoicePdf(wrong)).rejects.toThrow('does not add up');
});

test('the JSON is the document', () => {
  const json = renderInvoiceJson(paidDocument);
  expect(JSON.parse(json)).toEqual(paidDocument);
  expect(json.endsWith('}\n')).toBe(true);
});
