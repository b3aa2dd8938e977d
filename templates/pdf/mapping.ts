import { elementsOf, type HtmlElement } from './html-tree.ts';
import type { PdfNode, PdfTable, PdfWidth } from './pdf-node.ts';

/** What a layout pass learned and the next one obeys. */
export type Placement = {
  /** Elements that must begin a page. */
  readonly breaks: ReadonlySet<HtmlElement>;
  /** Column widths of the first pass: the parts of a broken table keep them. */
  readonly widths: ReadonlyMap<HtmlElement, readonly PdfWidth[]>;
};

/** One mapping of a page: what it obeys, and what it notes for the layout to look at afterwards. */
export type Mapping = {
  readonly placement: Placement;
  /** Replaces what the font lacks. */
  readonly printable: (text: string) => string;
  /** The mark of the first text in each element: where it lands, the element begins. */
  readonly marks: Map<HtmlElement, number>;
  readonly tables: Map<HtmlElement, PdfTable>;
};

/** A new mark for the text of an element. */
export function markText({ marks }: Mapping, element: HtmlElement): number {
  const mark = marks.size;
  marks.set(element, mark);
  return mark;
}

/** An element without a text of its own begins where its first child with a text does. */
export function markContainer({ marks }: Mapping, element: HtmlElement): void {
  for (const child of elementsOf(element)) {
    const mark = marks.get(child);
    if (mark === undefined) continue;
    marks.set(element, mark);
    return;
  }
}

export type PdfPage = Mapping & {
  readonly content: PdfNode;
  /** Stands at the top of every page but the first. */
  readonly header: () => PdfNode | undefined;
  readonly footer: (page: number, pages: number) => PdfNode | undefined;
  readonly watermark: string | undefined;
};
