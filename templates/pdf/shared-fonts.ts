import pdfDocumentModule from 'pdfmake/js/PDFDocument.js';
import { readFonts } from '../fonts/font-files.ts';
import { commonjsDefault } from './commonjs-default.ts';

const PdfMakeDocument = commonjsDefault(pdfDocumentModule);
export type PdfMakeDocument = InstanceType<typeof PdfMakeDocument>;
export type EmbeddedFont = ReturnType<PdfMakeDocument['provideFont']>;

/** A font parsed once, ready to be embedded into any number of documents. */
export type SharedFont = {
  readonly embedInto: (document: PdfMakeDocument, id: string) => EmbeddedFont;
  readonly covers: (codePoint: number) => boolean;
};
export type SharedFonts = { readonly regular: SharedFont; readonly semibold: SharedFont };

/** Laid-out words are shared between documents, too; invoices of a site say the same words all day. */
const MOST_WORDS = 5_000;

let fonts: SharedFonts | undefined;

/** The fonts of all documents of this process, parsed at the first call. */
export function sharedFonts(): SharedFonts {
  if (fonts !== undefined) return fonts;
  const { regular, semibold } = readFonts();
  const parser = new PdfMakeDocument(
    { Document: { normal: regular, bold: semibold } },
    {},
    {},
    {},
    { font: null, autoFirstPage: false },
  );
  fonts = {
    regular: share(parser.provideFont('Document', false, false)),
    semibold: share(parser.provideFont('Document', true, false)),
  };
  return fonts;
}

/** A document's font is a parsed font plus the glyphs that the document uses; only the latter is made anew. */
function share(parsed: EmbeddedFont): SharedFont {
  const { font } = parsed;
  // fontkit remembers with each glyph the characters it first stood for, and copies them into the file for whoever copies
  // text out of it. Asked in this order, the answer never depends on the documents printed before: a space is a space
  // although no-break spaces look the same, and Z keeps its name although Ž was drawn with it first.
  for (const codePoint of font.characterSet.toSorted((left, right) => left - right)) font.glyphForCodePoint(codePoint);
  let words = noWords();
  return {
    embedInto: (document, id) => {
      if (Object.keys(words).length > MOST_WORDS) words = noWords();
      const embedded = new parsed.constructor(document, font, id);
      embedded.layoutCache = words;
      return embedded;
    },
    covers: (codePoint) => font.hasGlyphForCodePoint(codePoint),
  };
}

const noWords = (): Record<string, unknown> => ({ __proto__: null });
