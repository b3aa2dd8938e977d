/**
 * The inside of pdfmake 0.3 that documents build on: its public entrance parses the fonts for every document anew and
 * leaves no way to PDF/A in a bundle. Each module is declared as the class it holds; `commonjsDefault` unwraps it.
 * The version is pinned; templates/README.md says what to check before raising it.
 */
declare module 'pdfmake/js/PDFDocument.js' {
  namespace PDFDocument {
    type FontkitFont = {
      readonly characterSet: readonly number[];
      hasGlyphForCodePoint(codePoint: number): boolean;
      glyphForCodePoint(codePoint: number): unknown;
    };
    type EmbeddedFont = {
      readonly constructor: new (document: PDFDocument, font: FontkitFont, id: string) => EmbeddedFont;
      readonly font: FontkitFont;
      layoutCache: Record<string, unknown>;
    };
    type Reference = { write(chunk: Buffer): void; end(): void };
    type Info = Record<string, string | Date>;
  }

  class PDFDocument {
    constructor(
      fonts: Record<string, { normal: Uint8Array; bold: Uint8Array }>,
      images: object,
      patterns: object,
      attachments: object,
      options: Record<string, unknown>,
    );
    info: PDFDocument.Info;
    _fontFamilies: Record<string, PDFDocument.EmbeddedFont>;
    _root: { data: Record<string, unknown> };
    ref(data: Record<string, unknown>): PDFDocument.Reference;
    on(event: 'data', listener: (chunk: Buffer) => void): void;
    on(event: 'end', listener: () => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
    end(): void;
    _addInfo(): void;
    provideFont(family: string, bold: boolean, italics: boolean): PDFDocument.EmbeddedFont;
  }
  export = PDFDocument;
}

declare module 'pdfmake/js/LayoutBuilder.js' {
  class LayoutBuilder {
    constructor(
      size: { width: number; height: number; orientation: 'portrait' },
      margins: { left: number; right: number; top: number; bottom: number },
      svgMeasure: object,
    );
    registerTableLayouts(layouts: object): void;
    layoutDocument(
      content: object,
      document: object,
      styles: object,
      defaultStyle: object,
      background: undefined,
      header: (page: number, pages: number) => object | undefined,
      footer: (page: number, pages: number) => object | undefined,
      watermark: object | undefined,
      pageBreakBefore: undefined,
    ): readonly {
      readonly items: readonly { readonly item: { readonly inlines?: readonly { readonly mark?: number }[] } }[];
    }[];
  }
  export = LayoutBuilder;
}

declare module 'pdfmake/js/Renderer.js' {
  class Renderer {
    constructor(document: object);
    renderPages(pages: readonly object[]): void;
  }
  export = Renderer;
}
