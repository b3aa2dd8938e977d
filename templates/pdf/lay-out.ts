import layoutBuilderModule from 'pdfmake/js/LayoutBuilder.js';
import type { ArchivalDocument } from './archival-document.ts';
import { commonjsDefault } from './commonjs-default.ts';
import { htmlToPdf } from './html-to-pdf.ts';
import type { HtmlElement } from './html-tree.ts';
import { type KeepRule, keepRules } from './keep-rules.ts';
import type { PdfPage, Placement } from './mapping.ts';
import type { PdfLaidPage } from './pdf-node.ts';
import { BASE_STYLE, INK, PAGE } from './pdf-styles.ts';

const LayoutBuilder = commonjsDefault(layoutBuilderModule);

/** Each pass moves one block to the next page. Documents settle in one to three; a hostile one stops here. */
const MOST_PASSES = 12;

/** The pages of a document, laid out again until no rule of `keepRules` is broken. */
export function layOut(
  body: HtmlElement,
  document: ArchivalDocument,
  printable: (text: string) => string,
): readonly PdfLaidPage[] {
  const rules = keepRules(body);
  const breaks = new Set<HtmlElement>();
  let placement: Placement = { breaks, widths: new Map() };
  for (let pass = 1; ; pass++) {
    const page = htmlToPdf(body, placement, printable);
    const pages = layOutOnce(page, document);
    const pageOfMark = pagesOfMarks(pages);
    const broken = rules.find((rule) => !breaks.has(rule.breakBefore) && isBroken(rule, page, pageOfMark));
    if (broken === undefined || pass === MOST_PASSES) return pages;
    // What follows comes along, and needs no break of its own any more: a group's name that joins its moved row.
    breaks.delete(broken.next);
    breaks.add(broken.breakBefore);
    placement = { breaks, widths: laidWidths(page) };
  }
}

function layOutOnce(page: PdfPage, document: ArchivalDocument): readonly PdfLaidPage[] {
  const { width, height, left, right, top, bottom } = PAGE;
  const builder = new LayoutBuilder({ width, height, orientation: 'portrait' }, { left, right, top, bottom }, {});
  builder.registerTableLayouts({});
  const header = (number: number) => (number === 1 ? undefined : page.header());
  const mark = { text: page.watermark, color: INK, opacity: 0.07, bold: true, fontSize: 52 };
  const watermark = page.watermark === undefined ? undefined : mark;
  return builder.layoutDocument(
    page.content,
    document,
    {},
    BASE_STYLE,
    undefined,
    header,
    page.footer,
    watermark,
    undefined,
  );
}

function isBroken({ first, next }: KeepRule, { marks }: PdfPage, pageOfMark: ReadonlyMap<number, number>): boolean {
  const pageOf = (element: HtmlElement) => pageOfMark.get(marks.get(element) ?? -1);
  const [before, after] = [pageOf(first), pageOf(next)];
  return before !== undefined && after !== undefined && before < after;
}

/** Where each marked text begins. pdfmake's own notes of positions are wrong for whatever it moved in one piece. */
function pagesOfMarks(pages: readonly PdfLaidPage[]): ReadonlyMap<number, number> {
  const pageOfMark = new Map<number, number>();
  for (const [number, { items }] of pages.entries()) {
    for (const { item } of items) {
      for (const { mark } of item.inlines ?? [])
        if (mark !== undefined && !pageOfMark.has(mark)) pageOfMark.set(mark, number);
    }
  }
  return pageOfMark;
}

const laidWidths = ({ tables }: PdfPage): Placement['widths'] =>
  new Map(
    [...tables].map(([element, { table }]) => [
      element,
      table.widths.map((width) => (typeof width === 'object' ? width._calcWidth : width)),
    ]),
  );
