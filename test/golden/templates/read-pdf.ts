import { inflateSync } from 'node:zlib';

export type ReadPdf = {
  /** Lines of text per page, from top to bottom, as the reader of a PDF finds them. */
  readonly pages: readonly (readonly string[])[];
  readonly metadata: string;
};

type PdfObject = { readonly dictionary: string; readonly stream: Buffer | undefined };

/** Reads back what our own files say: enough of PDF for text, fonts with a Unicode table, and metadata. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = readObjects(Buffer.from(bytes));
  const referred = (dictionary: string, name: string) =>
    objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? '') ?? { dictionary: '', stream: undefined };
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary));
  const texts = pages.map(({ dictionary }) => {
    const resources = referred(dictionary, 'Resources').dictionary;
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [
        name,
        unicodeTable(referred(objects.get(id)?.dictionary ?? '', 'ToUnicode').stream?.toString('latin1') ?? ''),
      ]),
    );
    return textLines(referred(dictionary, 'Contents').stream?.toString('latin1') ?? '', fonts);
  });
  const metadata = [...objects.values()].find(({ dictionary }) => dictionary.includes('/Type /Metadata'))?.stream;
  return { pages: texts, metadata: metadata?.toString('utf8') ?? '' };
}

function readObjects(file: Buffer): ReadonlyMap<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  const text = file.toString('latin1');
  const start = /(?:^|\n)(\d+) 0 obj\n/g;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const end = text.indexOf('endobj', start.lastIndex);
    const streamAt = text.indexOf('\nstream\n', start.lastIndex);
    if (streamAt < 0 || streamAt > end) {
      objects.set(match[1]!, { dictionary: text.slice(start.lastIndex, end), stream: undefined });
      continue;
    }
    const dictionary = text.slice(start.lastIndex, streamAt);
    const from = streamAt + '\nstream\n'.length;
    const raw = file.subarray(from, from + Number(/\/Length (\d+)/.exec(dictionary)?.[1]));
    objects.set(match[1]!, { dictionary, stream: dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw });
    start.lastIndex = from + raw.length;
  }
  return objects;
}

/** Glyph number → text, from `<0000> <00ff> [<0020> <0041> …]`. */
function unicodeTable(cmap: string): readonly string[] {
  const entries = [...cmap.matchAll(/\[(.*?)\]/g)].flatMap(([, list = '']) => [...list.matchAll(/<([^>]*)>/g)]);
  return entries.map(([, units = '']) =>
    units
      .split(' ')
      .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
      .join(''),
  );
}

function textLines(content: string, fonts: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const rows = new Map<number, { readonly x: number; readonly text: string }[]>();
  const shown = /1 0 0 1 (\S+) (\S+) Tm\n\/(F\d+) \S+ Tf\n(?:\S+ Tc\n|\S+ Tr\n)*\[(.*?)\] TJ/g;
  for (const [, x = '', y = '', font = '', glyphs = ''] of content.matchAll(shown)) {
    const table = fonts.get(font) ?? [];
    const codes = [...glyphs.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    const text = codes.map((code) => table[Number.parseInt(code, 16)] ?? '').join('');
    const row = Math.round(Number(y));
    rows.set(row, [...(rows.get(row) ?? []), { x: Number(x), text }]);
  }
  return [...rows]
    .toSorted(([above], [below]) => below - above)
    .map(([, words]) => joined(words.toSorted((left, right) => left.x - right.x)));
}

/** Words carry their own spaces or end at a dash; what begins a new column does neither. */
const joined = (words: readonly { readonly text: string }[]): string =>
  words
    .map(({ text }) => (/[\s\u2009\u2013-]$/.test(text) ? text : `${text}  `))
    .join('')
    .trim();
