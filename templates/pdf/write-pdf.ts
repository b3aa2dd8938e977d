import rendererModule from 'pdfmake/js/Renderer.js';
import { ArchivalDocument, type PdfInfo } from './archival-document.ts';
import { commonjsDefault } from './commonjs-default.ts';
import { parseHtmlTree } from './html-tree.ts';
import { layOut } from './lay-out.ts';
import { printableText } from './printable-text.ts';
import { sharedFonts } from './shared-fonts.ts';

const Renderer = commonjsDefault(rendererModule);

/**
 * A page of the HTML subset as a PDF/A-3b file. Same page and info, same bytes.
 * Throws when the page leaves the subset.
 */
export async function writePdf(page: string, info: PdfInfo): Promise<Uint8Array> {
  const document = new ArchivalDocument(info);
  const { covers } = sharedFonts().regular;
  const pages = layOut(parseHtmlTree(page), document, (text) => printableText(text, covers));
  new Renderer(document).renderPages(pages);
  return collect(document);
}

async function collect(document: ArchivalDocument): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
