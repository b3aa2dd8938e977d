import { elementsOf, type HtmlElement, hasClass } from './html-tree.ts';
import { inlineToPdf, isInline } from './inline-to-pdf.ts';
import { type Mapping, markContainer, markText } from './mapping.ts';
import { panelToPdf } from './panel-to-pdf.ts';
import type { PdfColumns, PdfNode, PdfStack, PdfStyle, PdfTable, PdfText } from './pdf-node.ts';
import { BARE_LAYOUT, COLUMN_GAP, styleOf } from './pdf-styles.ts';
import { columnWidths, rowsOf, tableToPdf } from './table-to-pdf.ts';

/** Printed by the page around the content, not in its flow. */
const OFF_FLOW = ['page-header', 'page-footer', 'watermark'];

const LONGEST_NUMBER = 40;

/** One block of the HTML subset and everything in it. */
export function blockToPdf(element: HtmlElement, mapping: Mapping): PdfNode {
  const node = mapped(element, mapping);
  if (mapping.placement.breaks.has(element)) node.pageBreak = 'before';
  return node;
}

function mapped(element: HtmlElement, mapping: Mapping): PdfNode {
  const { tag, children } = element;
  if (tag === 'table') return table(element, mapping);
  if (tag === 'dl') return keyValues(element, mapping);
  return children.length > 0 && children.every(isInline) ? text(element, mapping) : container(element, mapping);
}

function text(element: HtmlElement, mapping: Mapping, inherited: PdfStyle = {}): PdfText {
  const runs = inlineToPdf(element.children, mapping.printable);
  // pdfmake measures a text without runs as nothing at all, and a row of such cells would collapse.
  const mark = markText(mapping, element);
  const text = runs.length > 0 ? runs : [{ text: '' }];
  const length = text.reduce((sum, run) => sum + run.text.length, 0);
  // A number stays on its line unless that alone would push it off the page.
  const wrap = length > LONGEST_NUMBER ? { noWrap: false } : {};
  return { ...inherited, ...styleOf(element), ...wrap, text: text.map((run) => ({ ...run, mark })) };
}

function container(element: HtmlElement, mapping: Mapping): PdfNode {
  const blocks = elementsOf(element).filter(({ classes }) => !OFF_FLOW.some((name) => classes.includes(name)));
  const children = blocks.map((child) => ({ child, node: blockToPdf(child, mapping) }));
  markContainer(mapping, element);
  const style = { ...styleOf(element), ...(hasClass(element, 'keep') ? { unbreakable: true as const } : {}) };
  const stack = children.map(({ node }) => node);
  if (hasClass(element, 'panel')) return panelToPdf(style, stack);
  if (!hasClass(element, 'columns')) return { ...style, stack } satisfies PdfStack;
  const columns = children.map(({ child, node }) => ({
    ...node,
    width: Number(child.attributes.get('data-width')) || ('*' as const),
  }));
  return { ...style, columns, columnGap: COLUMN_GAP } satisfies PdfColumns;
}

/** A table; after a forced page break inside it, a second one with the same head and the same widths. */
function table(element: HtmlElement, mapping: Mapping): PdfNode {
  const { placement, tables } = mapping;
  const { head, body } = rowsOf(element);
  const parts: HtmlElement[][] = [[]];
  for (const row of body) {
    if (placement.breaks.has(row)) parts.push([]);
    parts.at(-1)?.push(row);
  }
  const widths = placement.widths.get(element) ?? columnWidths(element);
  const nodes = parts.map((rows) => tableToPdf(element, rows, widths, (cell, style) => text(cell, mapping, style)));
  for (const row of [...head, ...body]) markContainer(mapping, row);
  const [first, ...rest] = nodes;
  if (first !== undefined) tables.set(element, first);
  for (const part of rest) part.pageBreak = 'before';
  return first !== undefined && rest.length === 0 ? first : { stack: nodes };
}

/** `dl`: keys left, values beside them. */
function keyValues(element: HtmlElement, mapping: Mapping): PdfTable {
  const alignment = hasClass(element, 'left') ? 'left' : 'right';
  const items = elementsOf(element);
  const body = items.flatMap((key, index) => {
    const value = items[index + 1];
    return key.tag === 'dt' && value !== undefined ? [[text(key, mapping), text(value, mapping, { alignment })]] : [];
  });
  markContainer(mapping, element);
  return {
    ...styleOf(element),
    table: { body, widths: ['auto', '*'], headerRows: 0, keepWithHeaderRows: 0, dontBreakRows: true },
    layout: { ...BARE_LAYOUT, paddingLeft: (column) => (column === 0 ? 0 : 14), paddingBottom: () => 1 },
  };
}
