import pdfDocumentModule from 'pdfmake/js/PDFDocument.js';
import { commonjsDefault } from './commonjs-default.ts';
import { type EmbeddedFont, sharedFonts } from './shared-fonts.ts';
import { srgbProfile } from './srgb-profile.ts';

const PdfMakeDocument = commonjsDefault(pdfDocumentModule);

export type PdfInfo = {
  readonly title: string;
  readonly author: string;
  /** BCP 47. */
  readonly language: string;
  /** Printed as the file's date of creation, so that the same document gives the same bytes. */
  readonly createdAt: Date;
};

/** A PDF/A-3b file around fonts that the process has parsed already. */
export class ArchivalDocument extends PdfMakeDocument {
  readonly #regular: EmbeddedFont;
  readonly #semibold: EmbeddedFont;

  constructor({ title, author, language, createdAt }: PdfInfo) {
    const info = { Title: title, Author: author, Creator: 'Billow', Producer: 'Billow', CreationDate: createdAt };
    const options = { pdfVersion: '1.7', subset: 'PDF/A-3b', lang: language, displayTitle: true, autoFirstPage: false };
    super({}, {}, {}, {}, { ...options, font: null, compress: true, info });
    const { regular, semibold } = sharedFonts();
    this.#regular = regular.embedInto(this, 'F1');
    this.#semibold = semibold.embedInto(this, 'F2');
    Object.assign(this._fontFamilies, { regular: this.#regular, semibold: this.#semibold });
    // On the instance, because pdfkit puts its own there: a version that reads the profile from a file of its package.
    Object.defineProperty(this, '_addColorOutputIntent', { value: () => this.#addOutputIntent() });
  }

  override provideFont(_family: string, bold: boolean): EmbeddedFont {
    return bold ? this.#semibold : this.#regular;
  }

  /** pdfkit writes the names into XML as they are; a seller called `Smith & Sons` would break the file. */
  override _addInfo(): void {
    const { info } = this;
    const escaped = Object.entries(info).map(([name, value]): [string, string | Date] => [
      name,
      typeof value === 'string' ? escapeXml(value) : value,
    ]);
    this.info = Object.fromEntries(escaped);
    super._addInfo();
    this.info = info;
  }

  #addOutputIntent(): void {
    const profile = this.ref({ N: 3 });
    profile.write(srgbProfile());
    profile.end();
    const name = new String('sRGB IEC61966-2.1');
    const intent = this.ref({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      Info: name,
      OutputConditionIdentifier: name,
      DestOutputProfile: profile,
    });
    intent.end();
    this._root.data['OutputIntents'] = [intent];
  }
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
