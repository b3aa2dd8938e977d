import { expect, test } from 'vitest';
import { renderInvoicePdf } from '../../../templates/invoice/render-pdf.ts';
import { sharedFonts } from '../../../templates/pdf/shared-fonts.ts';
import { readPdf } from '../../golden/templates/read-pdf.ts';
import { paidDocument } from '../../golden/templates/sample-documents.ts';

const named = (name: string) => ({ ...paidDocument, customer: { ...paidDocument.customer, name, organization: name } });
const wordsOf = async (name: string) => readPdf(await renderInvoicePdf(named(name))).pages.flat();

test('fonts are parsed once a process', () => {
  expect(sharedFonts()).toBe(sharedFonts());
});

test('text can be copied out of a PDF whatever was printed before it', async () => {
  // Ž is drawn from Z and a caron, µ and μ and the two spaces share their drawings: the order of use must not matter.
  await wordsOf('Ž Ω\u2126 \u00a0- \u2011');
  expect(await wordsOf('Zeta µ - Ω')).toContain('Zeta µ - Ω');
});

test('the bytes of a document do not depend on the documents before it', async () => {
  const before = await renderInvoicePdf(named('Zeta'));
  await renderInvoicePdf(named('Žiga\u00a0Đurđević \u2011'));
  expect(Buffer.from(await renderInvoicePdf(named('Zeta'))).equals(Buffer.from(before))).toBe(true);
});

test('the fonts cover the letters of Europe and figures of one width', () => {
  const { covers } = sharedFonts().regular;
  for (const character of 'čšžćđßłńąęéèàçñøåæœőűýřťďľįųģķļņÞðİığşțáíóúÄÖÜ€£¥₽₴₺ΑΩάЖяіїєґ–—’„“…') {
    expect({ character, covered: covers(character.codePointAt(0)!) }).toEqual({ character, covered: true });
  }
});
