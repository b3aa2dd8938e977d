import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { type FilesBesideCode, filesBesideCode } from './files-beside-code.ts';

export type BundleOptions = {
  /** Root of the project; entries are relative to it. */
  readonly root: string;
  /** Receives `<name>/index.mjs`, its map, the files it reads, and `meta.json` about all of them. */
  readonly outdir: string;
  readonly functions: readonly { readonly name: string; readonly entry: string }[];
};

/** Packages that are still CommonJS ask for these, which a module does not have. `var`, so that a second one does no harm. */
const COMMON_JS_NAMES = [
  'import{createRequire as __createRequire}from"node:module";',
  'var require=__createRequire(import.meta.url),__filename=import.meta.filename,__dirname=import.meta.dirname;',
].join('');

/**
 * Bundles every function with one call of esbuild, SDK and all: what Lambda loads is one file a function. Nothing is
 * written before everything is built. Throws a sentence that names the entries that do not exist.
 */
export async function bundleFunctions({ root, outdir, functions }: BundleOptions): Promise<Metafile> {
  const missing = functions.filter(({ entry }) => !existsSync(join(root, entry)));
  if (missing.length > 0) {
    const names = missing.map(({ name, entry }) => `  ${entry} (function ${name})`).join('\n');
    throw new Error(`infra/functions.ts lists functions whose entry file does not exist:\n${names}`);
  }
  const files: FilesBesideCode = new Map();
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: functions.map(({ name, entry }) => ({ in: entry, out: `${name}/index` })),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'external',
    legalComments: 'none',
    banner: { js: COMMON_JS_NAMES },
    plugins: [filesBesideCode(files)],
    metafile: true,
    logLevel: 'silent',
  });
  await Promise.all(functions.map(({ name }) => rm(join(outdir, name), { recursive: true, force: true })));
  await Promise.all(outputFiles.map(({ path, contents }) => write(path, contents)));
  await copyFilesBesideCode({ root, outdir, metafile, files });
  await write(join(outdir, 'meta.json'), JSON.stringify(metafile));
  return metafile;
}

async function write(path: string, contents: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}

type Copying = Pick<BundleOptions, 'root' | 'outdir'> & {
  readonly metafile: Metafile;
  readonly files: FilesBesideCode;
};

/** Each bundle gets the files of the sources that went into it, and no others. */
async function copyFilesBesideCode({ root, metafile, files }: Copying): Promise<void> {
  for (const [output, { inputs }] of Object.entries(metafile.outputs)) {
    if (!output.endsWith('.mjs')) continue;
    for (const [source, besides] of files) {
      if (!(relative(root, source) in inputs)) continue;
      await Promise.all(besides.map((file) => copyFile(file.source, join(root, dirname(output), file.name))));
    }
  }
}
