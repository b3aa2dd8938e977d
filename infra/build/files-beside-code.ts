import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Plugin } from 'esbuild';

/** A file that code reads at run time, and the name under which it lies beside the bundle. */
export type FileBesideCode = { readonly source: string; readonly name: string };

/** By source file: the files that it reads. Filled while esbuild loads sources. */
export type FilesBesideCode = Map<string, readonly FileBesideCode[]>;

const FILE_URL = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+)\1\s*,\s*import\.meta\.url\s*\)/g;

/**
 * Lets sources read templates and fonts as `readFileSync(new URL('./invoice.liquid', import.meta.url))`: plain Node
 * that runs unbundled, too. In a bundle the file lies beside it under a name that changes with its content.
 */
export function filesBesideCode(found: FilesBesideCode): Plugin {
  return {
    name: 'files-beside-code',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const code = await readFile(path, 'utf8');
        const matches = [...code.matchAll(FILE_URL)];
        if (matches.length === 0) return undefined;
        const files = await Promise.all(matches.map((match) => locate(path, match[2] ?? '')));
        found.set(path, files);
        const names = files.values();
        const contents = code.replace(FILE_URL, () => `new URL('./${names.next().value?.name}', import.meta.url)`);
        return { contents, loader: 'ts' };
      });
    },
  };
}

async function locate(importer: string, relative: string): Promise<FileBesideCode> {
  const source = join(dirname(importer), relative);
  const content = await readFile(source).catch((cause: unknown) => {
    throw new Error(`${importer} reads ${relative}, which is not there.`, { cause });
  });
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const extension = extname(source);
  return { source, name: `${basename(source, extension)}-${hash}${extension}` };
}
