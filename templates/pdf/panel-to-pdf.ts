import type { PdfNode, PdfStyle, PdfTable } from './pdf-node.ts';
import { BARE_LAYOUT, TINT } from './pdf-styles.ts';

/** A tinted box: a table of one cell, because that is what pdfmake can fill. */
export const panelToPdf = (style: PdfStyle & { readonly unbreakable?: true }, stack: readonly PdfNode[]): PdfTable => ({
  ...style,
  table: {
    body: [[{ stack, fillColor: TINT }]],
    widths: ['*'],
    headerRows: 0,
    keepWithHeaderRows: 0,
    dontBreakRows: true,
  },
  layout: {
    ...BARE_LAYOUT,
    paddingLeft: () => 14,
    paddingRight: () => 14,
    paddingTop: () => 12,
    paddingBottom: () => 11,
  },
});
