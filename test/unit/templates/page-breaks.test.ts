import { expect, test } from 'vitest';
import { renderInvoicePdf } from '../../../templates/invoice/render-pdf.ts';
import type { InvoiceDocumentV1 } from '../../../templates/invoice/view-model.ts';
import { readPdf } from '../../golden/templates/read-pdf.ts';
import { paidDocument } from '../../golden/templates/sample-documents.ts';

const [line] = paidDocument.lines;

/** An invoice of `count` lines of 1.00, a new group every fifth line, with events in detail. */
const longDocument = (count: number): InvoiceDocumentV1 => ({
  ...paidDocument,
  lines: Array.from({ length: count }, (_, index) => ({
    ...line!,
    billItem: `Group ${Math.floor(index / 5)}`,
    description: `Line ${index + 1}`,
    net: '1',
    tax: '0',
    gross: '1',
    taxCode: 'EXEMPT',
    taxRate: '0',
  })),
  taxSummary: [{ taxCode: 'EXEMPT', name: 'Exempt', rate: '0', net: `${count}`, tax: '0' }],
  totals: { net: `${count}`, tax: '0', total: `${count}`, creditApplied: '0', paid: '0', due: `${count}` },
});

const pagesOf = async (count: number) => readPdf(await renderInvoicePdf(longDocument(count))).pages;

// Every length from one page to three, so that each break falls on every kind of row.
const LENGTHS = Array.from({ length: 44 }, (_, index) => ({ count: index + 1 }));

test.for(LENGTHS)(
  'with $count lines totals never stand alone, and no name of a group ends a page',
  async ({ count }) => {
    const pages = await pagesOf(count);
    const totals = pages.find((lines) => lines.some((text) => text.startsWith('Subtotal')));
    expect(totals?.some((text) => text.startsWith(`Line ${count} `))).toBe(true);
    for (const lines of pages) {
      expect(lines.at(-2)).not.toMatch(/^Group/);
      expect(lines.findLastIndex((text) => text.startsWith('Group'))).toBeLessThan(
        Math.max(
          lines.findLastIndex((text) => text.startsWith('Line ')),
          0,
        ),
      );
      expect(lines.indexOf('Usage in this period')).toBeLessThan(
        Math.max(
          lines.findIndex((text) => text.startsWith('Voice')),
          0,
        ),
      );
    }
  },
);

test('every line is printed once, and every page says which it is', async () => {
  const pages = await pagesOf(44);
  const printed = pages.flat().filter((text) => text.startsWith('Line '));
  expect(printed.map((text) => text.split('  ')[0])).toEqual(
    Array.from({ length: 44 }, (_, index) => `Line ${index + 1}`),
  );
  for (const [index, lines] of pages.entries()) {
    expect(lines.some((text) => text.endsWith(`Page ${index + 1} of ${pages.length}`))).toBe(true);
  }
});

test('the head of the table stands on every page with lines', async () => {
  for (const lines of await pagesOf(44)) {
    if (lines.some((text) => text.startsWith('Line ')))
      expect(lines.some((text) => text.startsWith('Description'))).toBe(true);
  }
});
