import { elementsOf, type HtmlElement, hasClass } from './html-tree.ts';
import { rowsOf } from './table-to-pdf.ts';

/** `first` and `next` belong on one page; if they are not, `breakBefore` must begin the page of `next`. */
export type KeepRule = { readonly first: HtmlElement; readonly next: HtmlElement; readonly breakBefore: HtmlElement };

/**
 * What a typesetter would never do, in document order: a heading at the foot of a page, a group's name without its first
 * row, totals alone on a page (the last two rows move along).
 */
export function keepRules(element: HtmlElement): readonly KeepRule[] {
  const children = elementsOf(element);
  return children.flatMap((child, index) => {
    const before = children[index - 1];
    const own = child.tag === 'table' ? groupRules(child) : keepRules(child);
    if (before === undefined) return own;
    if (before.tag === 'h2') return [{ first: before, next: firstOf(child), breakBefore: before }, ...own];
    return hasClass(child, 'keep-with-previous') ? [...totalsRule(before, child), ...own] : own;
  });
}

function groupRules(table: HtmlElement): readonly KeepRule[] {
  const rows = rowsOf(table).body;
  return rows.flatMap((row, index) => {
    const next = rows[index + 1];
    return hasClass(row, 'group') && next !== undefined ? [{ first: row, next, breakBefore: row }] : [];
  });
}

function totalsRule(before: HtmlElement, totals: HtmlElement): readonly KeepRule[] {
  const rows = before.tag === 'table' ? rowsOf(before).body : [];
  const last = rows.at(-1);
  const moved = rows.at(-2) ?? last;
  if (last === undefined || moved === undefined) return [];
  return [{ first: last, next: totals, breakBefore: moved === rows[0] ? before : moved }];
}

/** The row that a heading above a table must see. */
const firstOf = (element: HtmlElement): HtmlElement =>
  element.tag === 'table' ? (rowsOf(element).body[0] ?? element) : element;
