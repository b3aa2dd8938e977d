import type { HtmlElement } from './html-tree.ts';
import type { PdfStyle, PdfTableLayout } from './pdf-node.ts';

export const INK = '#12151b';
export const MUTED = '#596273';
export const HAIR = '#e3e6eb';
export const ACCENT = '#4338ca';
export const TINT = '#f1f2fe';

/** A4 in points, and the margins of every page. The bottom one holds the footer. */
export const PAGE = { width: 595.28, height: 841.89, left: 48, right: 48, top: 48, bottom: 66 } as const;
export const COLUMN_GAP = 28;

export const BASE_STYLE = { font: 'Document', fontSize: 9.5, color: INK, lineHeight: 1.06 } as const;

/** A table that shows nothing of itself. */
export const BARE_LAYOUT: PdfTableLayout = {
  hLineWidth: () => 0,
  hLineColor: () => HAIR,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
};

/**
 * What elements and classes of the HTML subset look like on paper: the counterpart of the style sheet in the template.
 * A class that is not here changes nothing in the PDF.
 */
const STYLES: Readonly<Record<string, PdfStyle>> = {
  h1: { fontSize: 22, bold: true, color: ACCENT, lineHeight: 0.9 },
  h2: { fontSize: 11.5, bold: true, margin: [0, 26, 0, 6] },
  h3: { fontSize: 9, bold: true, margin: [0, 0, 0, 3] },
  th: { fontSize: 7.5, bold: true, color: MUTED },
  strong: { bold: true },
  a: { color: ACCENT },
  dt: { color: MUTED },
  '.right': { alignment: 'right' },
  '.number': { alignment: 'right', noWrap: true },
  '.muted': { color: MUTED },
  '.small': { fontSize: 8 },
  '.label': { color: MUTED, fontSize: 7.5, bold: true, characterSpacing: 0.2, margin: [0, 0, 0, 1] },
  '.brand': { fontSize: 15, bold: true, lineHeight: 0.95, margin: [0, 0, 0, 3] },
  '.subtitle': { fontSize: 11, color: MUTED },
  '.name': { fontSize: 10.5, bold: true },
  '.letterhead': { margin: [0, 0, 0, 28] },
  '.panel': { margin: [0, 22, 0, 20] },
  '.figure': { fontSize: 20, bold: true, lineHeight: 0.9 },
  '.beside-figure': { fontSize: 10.5, margin: [0, 18, 0, 0] },
  '.closing': { margin: [0, 14, 0, 0] },
  '.spaced': { margin: [0, 14, 0, 0] },
  '.note': { margin: [0, 18, 0, 0] },
  '.compact': { fontSize: 8.5 },
  '.group': { color: ACCENT, fontSize: 8, bold: true },
  '.grand': { bold: true, fontSize: 11 },
  '.page-footer': { color: MUTED, fontSize: 7.5 },
};

/** The element's style: its tag's, then its classes' in the order written. */
export function styleOf({ tag, classes }: HtmlElement): PdfStyle {
  let style = STYLES[tag] ?? {};
  for (const name of classes) style = { ...style, ...STYLES[`.${name}`] };
  return style;
}
