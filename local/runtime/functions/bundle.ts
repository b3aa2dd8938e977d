import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import { conversionKey, convertBundle } from './convert-bundle.ts';

/** What a bundle sees of the world: its own process (and with it environment), its own console, its own modules. */
export type Surroundings = { readonly process: NodeJS.Process; readonly console: Console };

/** A function's code, compiled once. Each call evaluates it anew: fresh module state, as a new Lambda container has. */
export type FunctionBundle = (surroundings: Surroundings) => Readonly<Record<string, unknown>>;

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
  const factory = compileFunction(await converted(file, cacheFolder), PARAMETERS, { filename: file });
  return (surroundings) => {
    const module = { exports: {} };
    const require = requireFor(file, surroundings);
    const { process, console } = surroundings;
    const own = [module.exports, require, module, pathToFileURL(file).href, file, dirname(file), process, console];
    Reflect.apply(factory, undefined, own);
    return module.exports;
  };
}

/** Converting takes time, so what came out is kept, one file per content. */
async function converted(file: string, cacheFolder: string): Promise<string> {
  const source = await readFile(file, 'utf8');
  const cached = join(cacheFolder, `${conversionKey(source)}.cjs`);
  const known = await readFile(cached, 'utf8').catch(() => null);
  if (known !== null) return known;
  const code = await convertBundle(source).catch((error: unknown) => {
    throw new Error(`${file} cannot run locally (does it use top-level await?)`, { cause: error });
  });
  await mkdir(cacheFolder, { recursive: true });
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
