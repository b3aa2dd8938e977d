import { elementsOf, type HtmlElement, hasClass } from './html-tree.ts';
import type { PdfCell, PdfNode, PdfStyle, PdfTable, PdfTableLayout, PdfWidth } from './pdf-node.ts';
import { HAIR, INK, styleOf } from './pdf-styles.ts';

const GUTTER = 14;
const RULE = 0.8;
const HAIRLINE = 0.5;

/** Rows of a table in document order, head and body apart. */
export function rowsOf(table: HtmlElement): {
  readonly head: readonly HtmlElement[];
  readonly body: readonly HtmlElement[];
} {
  const rows = (section: string) =>
    elementsOf(table)
      .filter(({ tag }) => tag === section)
      .flatMap(elementsOf);
  return { head: rows('thead'), body: rows('tbody') };
}

/**
 * A table, or the part of it from one forced page break to the next: `body` says which rows. The head repeats on every
 * page and takes the first row along; no row breaks.
 */
export function tableToPdf(
  table: HtmlElement,
  body: readonly HtmlElement[],
  widths: readonly PdfWidth[],
  cellOf: (cell: HtmlElement, style: PdfStyle) => PdfNode,
): PdfTable {
  const { head } = rowsOf(table);
  const rows = [...head, ...body];
  return {
    ...styleOf(table),
    table: {
      body: rows.map((row) => cellsOf(row, cellOf)),
      widths,
      headerRows: head.length,
      keepWithHeaderRows: head.length > 0 && body.length > 0 ? 1 : 0,
      dontBreakRows: true,
    },
    layout: layoutOf(table, rows, head.length),
  };
}

/** Widths as the template asks; columns without a word are `auto`. */
export function columnWidths(table: HtmlElement): readonly PdfWidth[] {
  const columns = elementsOf(table)
    .filter(({ tag }) => tag === 'colgroup')
    .flatMap(elementsOf);
  return columns.map(({ attributes }) => {
    const width = attributes.get('data-width') ?? 'auto';
    return width === '*' || width === 'auto' ? width : Number(width);
  });
}

/** Cells of a row, with the empty ones that pdfmake wants behind a cell that spans columns. */
function cellsOf(row: HtmlElement, cellOf: (cell: HtmlElement, style: PdfStyle) => PdfNode): readonly PdfCell[] {
  return elementsOf(row).flatMap((cell) => {
    const colSpan = Number(cell.attributes.get('colspan') ?? '1');
    const mapped = cellOf(cell, styleOf(row));
    return [colSpan > 1 ? { ...mapped, colSpan } : mapped, ...Array.from({ length: colSpan - 1 }, () => ({}))];
  });
}

/** Lines and spaces: an ink rule below the head and above `.rule` rows, hairlines between the rest, none around. */
function layoutOf(table: HtmlElement, rows: readonly HtmlElement[], headRows: number): PdfTableLayout {
  const is = (row: number, name: string) => {
    const element = rows[row];
    return element !== undefined && hasClass(element, name);
  };
  const isSums = hasClass(table, 'sums');
  const isTight = isSums || hasClass(table, 'compact');
  const isInkLine = (line: number) => (line > 0 && line === headRows) || is(line, 'rule');
  const hLineWidth = (line: number) => {
    if (line === 0) return 0;
    if (isInkLine(line)) return RULE;
    if (isSums || is(line - 1, 'group')) return 0;
    return HAIRLINE;
  };
  return {
    hLineWidth,
    hLineColor: (line) => (isInkLine(line) ? INK : HAIR),
    vLineWidth: () => 0,
    paddingLeft: (column) => (column === 0 ? 0 : GUTTER),
    paddingRight: () => 0,
    paddingTop: (row) =>
      row < headRows ? 0 : is(row, 'group') ? 9 : isSums && row === 0 ? 0 : is(row, 'rule') ? 5 : isTight ? 3 : 5,
    paddingBottom: (row) => (row < headRows ? 4 : is(row, 'group') ? 2 : isTight ? 3 : 5),
  };
}
