import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import * as esbuild from 'esbuild';

/** What a bundle sees of the world: its own process (and with it environment), its own console, its own modules. */
export type Surroundings = { readonly process: NodeJS.Process; readonly console: Console };

/** A function's code, compiled once. Each call evaluates it anew: fresh module state, as a new Lambda container has. */
export type FunctionBundle = (surroundings: Surroundings) => Readonly<Record<string, unknown>>;

/** Counts up when what is cached would come out differently. */
const CONVERSION = 1;

const PARAMETERS = [
  'exports',
  'require',
  'module',
  '__bundleUrl',
  '__bundleFile',
  '__bundleFolder',
  'process',
  'console',
];

/**
 * Reads the deployed ES module bundle and makes it a function of its surroundings. A module could neither be given its own
 * `process.env` nor be evaluated twice without leaking, and worker threads would cost 30 MB a container.
 * @param file the bundle, `dist/<function>/index.mjs`
 * @param cacheFolder where the converted code is kept between starts; one file per content
 */
export async function loadBundle(file: string, cacheFolder: string): Promise<FunctionBundle> {
  const code = await convert(await readFile(file, 'utf8'), { file, cacheFolder });
  const factory = compileFunction(code, PARAMETERS, { filename: file });
  return (surroundings) => {
    const module = { exports: {} };
    const require = requireFor(file, surroundings);
    const { process, console } = surroundings;
    const own = [module.exports, require, module, pathToFileURL(file).href, file, dirname(file), process, console];
    Reflect.apply(factory, undefined, own);
    return module.exports;
  };
}

/** ES module to a function body by esbuild, 0.2 s for a large bundle: hence the cache. */
async function convert(
  source: string,
  target: { readonly file: string; readonly cacheFolder: string },
): Promise<string> {
  const hash = createHash('sha256')
    .update(`${CONVERSION} ${esbuild.version}`)
    .update(source)
    .digest('hex')
    .slice(0, 32);
  const cached = join(target.cacheFolder, `${hash}.cjs`);
  const known = await readFile(cached, 'utf8').catch(() => null);
  if (known !== null) return known;
  const { code } = await esbuild
    .transform(source, {
      format: 'cjs',
      target: 'node24',
      platform: 'node',
      legalComments: 'none',
      logLevel: 'silent',
      // import() becomes require(): a bundle imports nothing late but what Node itself brings.
      supported: { 'dynamic-import': false },
      define: {
        'import.meta.url': '__bundleUrl',
        'import.meta.dirname': '__bundleFolder',
        'import.meta.filename': '__bundleFile',
      },
    })
    .catch((error: unknown) => {
      throw new Error(`${target.file} cannot run locally (does it use top-level await?)`, { cause: error });
    });
  await mkdir(target.cacheFolder, { recursive: true });
  const half = `${cached}.${process.pid}`;
  await writeFile(half, code);
  await rename(half, cached);
  return code;
}

/** `require('process')` and a `require` made by the bundle itself must lead to the container's process, too. */
function requireFor(file: string, { process: own }: Surroundings): NodeJS.Require {
  const real = createRequire(file);
  const require = (id: string): unknown => {
    const name = id.replace(/^node:/, '');
    if (name === 'process') return own;
    if (name === 'module') return { ...real('node:module'), createRequire: () => require };
    return real(id);
  };
  return Object.assign(require, {
    resolve: real.resolve,
    cache: real.cache,
    extensions: real.extensions,
    main: real.main,
  });
}
