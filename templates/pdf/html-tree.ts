/** The documented HTML subset as a tree. Anything else does not parse: what the page shows, the PDF must show, too. */
export type HtmlText = { readonly kind: 'text'; readonly text: string };
export type HtmlElement = {
  readonly kind: 'element';
  readonly tag: string;
  readonly classes: readonly string[];
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly HtmlNode[];
};
export type HtmlNode = HtmlText | HtmlElement;

const BLOCKS = ['main', 'header', 'footer', 'section', 'div', 'h1', 'h2', 'h3', 'p', 'dl', 'dt', 'dd'];
const TABLES = ['table', 'colgroup', 'col', 'thead', 'tbody', 'tr', 'th', 'td'];
const INLINE = ['span', 'strong', 'a', 'br'];
const SUBSET = new Set([...BLOCKS, ...TABLES, ...INLINE]);
const VOID = new Set(['br', 'col']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

type OpenElement = {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: HtmlNode[];
};

/** Parses what lies between `<body>` and `</body>`; the root is an element `body`. Throws on anything outside the subset. */
export function parseHtmlTree(page: string): HtmlElement {
  const start = page.indexOf('<body>');
  const end = page.lastIndexOf('</body>');
  if (start < 0 || end < start) throw new Error('The page has no body');
  const open: OpenElement[] = [{ tag: 'body', attributes: new Map(), children: [] }];
  for (const [token] of page.slice(start + '<body>'.length, end).matchAll(/<[^>]*>|[^<]+/g)) {
    const parent = open.at(-1);
    if (parent === undefined) throw new Error('Unbalanced page');
    if (!token.startsWith('<')) parent.children.push({ kind: 'text', text: decode(token) });
    else if (token.startsWith('</')) close(open, token.slice(2, -1).trim());
    else begin(open, parent, token);
  }
  const [root] = open;
  if (open.length !== 1 || root === undefined) throw new Error(`<${open.at(-1)?.tag}> is not closed`);
  return element(root);
}

function begin(open: OpenElement[], parent: OpenElement, token: string): void {
  const tag = /^<([a-z][a-z0-9]*)/.exec(token)?.[1];
  if (tag === undefined || !SUBSET.has(tag))
    throw new Error(`${token.slice(0, 40)} is outside the HTML subset of documents`);
  const attributes = new Map(
    [...token.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decode(value)] as const),
  );
  const begun: OpenElement = { tag, attributes, children: [] };
  if (VOID.has(tag)) parent.children.push(element(begun));
  else open.push(begun);
}

function close(open: OpenElement[], tag: string): void {
  const closed = open.pop();
  const parent = open.at(-1);
  if (closed?.tag !== tag || parent === undefined) throw new Error(`</${tag}> closes <${closed?.tag}>`);
  parent.children.push(element(closed));
}

const element = ({ tag, attributes, children }: OpenElement): HtmlElement => ({
  kind: 'element',
  tag,
  classes: (attributes.get('class') ?? '').split(/\s+/).filter((name) => name !== ''),
  attributes,
  children,
});

const decode = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|([a-z]+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code === undefined ? (ENTITIES[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  );

export const hasClass = (node: HtmlNode, name: string): boolean =>
  node.kind === 'element' && node.classes.includes(name);

export const elementsOf = ({ children }: HtmlElement): readonly HtmlElement[] =>
  children.filter((child) => child.kind === 'element');
