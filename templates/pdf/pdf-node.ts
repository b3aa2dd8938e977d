/** The part of pdfmake's content language that documents use. pdfmake writes into these nodes while it lays out. */
export type PdfStyle = {
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly alignment?: 'left' | 'right' | 'center';
  readonly lineHeight?: number;
  readonly noWrap?: boolean;
  readonly characterSpacing?: number;
  /** Points: left, top, right, bottom. */
  readonly margin?: readonly [number, number, number, number];
};

export type PdfRun = PdfStyle & {
  readonly text: string;
  readonly link?: string;
  readonly wordBreak?: 'break-all';
  /** Ours: carried by the layout to the line that the run comes to stand in. */
  readonly mark?: number;
};

type Laid = PdfStyle & {
  readonly width?: number | '*' | 'auto';
  pageBreak?: 'before';
  readonly unbreakable?: true;
};

export type PdfText = Laid & { readonly text: readonly PdfRun[] };
export type PdfStack = Laid & { readonly stack: readonly PdfNode[] };
export type PdfColumns = Laid & { readonly columns: readonly PdfNode[]; readonly columnGap: number };
export type PdfRule = Laid & { readonly canvas: readonly Readonly<Record<string, unknown>>[] };
export type PdfCell = (PdfNode & { readonly colSpan?: number; readonly fillColor?: string }) | Record<string, never>;

/** A page after the layout, as far as we read it. */
export type PdfLaidPage = {
  readonly items: readonly { readonly item: { readonly inlines?: readonly { readonly mark?: number }[] } }[];
};

/** A width before the layout; an object with the width in points after it. */
export type PdfWidth = number | '*' | 'auto' | { readonly _calcWidth: number };

export type PdfTable = Laid & {
  readonly table: {
    readonly body: readonly (readonly PdfCell[])[];
    readonly widths: readonly PdfWidth[];
    readonly headerRows: number;
    readonly keepWithHeaderRows: number;
    readonly dontBreakRows: true;
  };
  readonly layout: PdfTableLayout;
};

export type PdfTableLayout = {
  readonly hLineWidth: (line: number) => number;
  readonly hLineColor: (line: number) => string;
  readonly vLineWidth: () => number;
  readonly paddingLeft: (column: number) => number;
  readonly paddingRight: (column: number) => number;
  readonly paddingTop: (row: number) => number;
  readonly paddingBottom: (row: number) => number;
  readonly fillColor?: string;
};

export type PdfNode = PdfText | PdfStack | PdfColumns | PdfTable | PdfRule;
