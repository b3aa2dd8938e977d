import type { HtmlElement } from './html-tree.ts';
import type { PdfNode, PdfTable, PdfText, PdfWidth } from './pdf-node.ts';

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
  /** The first text in each element: where it lands, the element begins. */
  readonly firstTexts: Map<HtmlElement, PdfText>;
  readonly tables: Map<HtmlElement, PdfTable>;
};

/** Notes where an element begins: at its own text, or where the first child with a text begins. */
export function noteFirstText({ firstTexts }: Mapping, element: HtmlElement, own?: PdfText): void {
  if (own !== undefined) firstTexts.set(element, own);
  else {
    for (const child of element.children) {
      const first = child.kind === 'element' ? firstTexts.get(child) : undefined;
      if (first === undefined) continue;
      firstTexts.set(element, first);
      return;
    }
  }
}

export type PdfPage = Mapping & {
  readonly content: PdfNode;
  /** Stands at the top of every page but the first. */
  readonly header: () => PdfNode | undefined;
  readonly footer: (page: number, pages: number) => PdfNode | undefined;
  readonly watermark: string | undefined;
};
