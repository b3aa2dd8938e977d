import type { HtmlElement, HtmlNode } from './html-tree.ts';
import type { PdfRun, PdfStyle } from './pdf-node.ts';
import { styleOf } from './pdf-styles.ts';

const INLINE = new Set(['span', 'strong', 'a', 'br']);
export const isInline = (node: HtmlNode): boolean => node.kind === 'text' || INLINE.has(node.tag);

/** A word longer than this is broken anywhere inside tables, or it would push its column over the edge of the page. */
const LONGEST_WORD = 36;

/** Text and inline elements as runs; white space collapses as in a browser. `printable` replaces what the font lacks. */
export function inlineToPdf(nodes: readonly HtmlNode[], printable: (text: string) => string): readonly PdfRun[] {
  const runs: PdfRun[] = [];
  for (const node of nodes) append(runs, node, {}, printable);
  const last = runs.at(-1);
  if (last !== undefined) runs[runs.length - 1] = { ...last, text: last.text.replace(/ $/, '') };
  return runs.filter(({ text }) => text !== '');
}

type Inherited = PdfStyle & { readonly link?: string };

function append(runs: PdfRun[], node: HtmlNode, style: Inherited, printable: (text: string) => string): void {
  if (node.kind === 'text') appendText(runs, printable(node.text), style);
  else if (node.tag === 'br') runs.push({ ...style, text: '\n' });
  else if (!isInline(node)) throw new Error(`<${node.tag}> stands inside text`);
  else
    for (const child of node.children) append(runs, child, { ...style, ...styleOf(node), ...linkOf(node) }, printable);
}

/** Only links that a reader may follow from paper's twin: web pages and addresses. */
function linkOf({ tag, attributes }: HtmlElement): { readonly link?: string } {
  const href = attributes.get('href') ?? '';
  return tag === 'a' && /^(https:|mailto:)/.test(href) ? { link: href } : {};
}

function appendText(runs: PdfRun[], raw: string, style: Inherited): void {
  const before = runs.at(-1)?.text ?? '\n';
  const collapsed = raw.replaceAll(/[\t\n\r ]+/g, ' ');
  const text = /[ \n]$/.test(before) ? collapsed.trimStart() : collapsed;
  let plain = '';
  for (const word of text.split(/(?<= )/)) {
    if (word.length <= LONGEST_WORD) {
      plain += word;
      continue;
    }
    runs.push({ ...style, text: plain }, { ...style, text: word, wordBreak: 'break-all' });
    plain = '';
  }
  runs.push({ ...style, text: plain });
}
