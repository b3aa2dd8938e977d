import { blockToPdf } from './block-to-pdf.ts';
import { elementsOf, type HtmlElement, hasClass } from './html-tree.ts';
import { inlineToPdf } from './inline-to-pdf.ts';
import type { Mapping, PdfPage, Placement } from './mapping.ts';
import type { PdfNode } from './pdf-node.ts';
import { COLUMN_GAP, HAIR, PAGE, styleOf } from './pdf-styles.ts';

/** Maps a page of the HTML subset to pdfmake's content, with what stands on every page. */
export function htmlToPdf(body: HtmlElement, placement: Placement, printable: (text: string) => string): PdfPage {
  const mapping: Mapping = { placement, printable, marks: new Map(), tables: new Map() };
  const header = find(body, 'page-header');
  const footer = find(body, 'page-footer');
  const watermark = find(body, 'watermark');
  return {
    ...mapping,
    content: blockToPdf(body, mapping),
    header: () =>
      header && {
        stack: elementsOf(header).map((line) => blockToPdf(line, mapping)),
        margin: [PAGE.left, 24, PAGE.right, 0],
      },
    footer: (page, pages) => footer && footerToPdf(footer, mapping, page, pages),
    watermark: watermark && plainText(watermark, mapping),
  };
}

/** A rule, the seller's legal line below it, the page number on the right. */
function footerToPdf(footer: HtmlElement, { printable }: Mapping, page: number, pages: number): PdfNode {
  const lines = elementsOf(footer);
  const legal = lines.find((line) => !hasClass(line, 'page-number'));
  const number = lines.find((line) => hasClass(line, 'page-number'));
  const numberRuns = inlineToPdf(number?.children ?? [], printable).map((run) => ({
    ...run,
    text: run.text.replaceAll('{page}', `${page}`).replaceAll('{pages}', `${pages}`),
  }));
  const columns = [
    { text: inlineToPdf(legal?.children ?? [], printable), width: '*' as const },
    { text: numberRuns, width: 70, alignment: 'right' as const },
  ];
  const width = PAGE.width - PAGE.left - PAGE.right;
  const rule = { type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.5, lineColor: HAIR };
  return {
    ...styleOf(footer),
    stack: [{ canvas: [rule] }, { columns, columnGap: COLUMN_GAP, margin: [0, 6, 0, 0] }],
    margin: [PAGE.left, 14, PAGE.right, 0],
  };
}

const plainText = (element: HtmlElement, { printable }: Mapping): string =>
  inlineToPdf(element.children, printable)
    .map((run) => run.text)
    .join('');

function find(element: HtmlElement, name: string): HtmlElement | undefined {
  if (hasClass(element, name)) return element;
  for (const child of elementsOf(element)) {
    const found = find(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
