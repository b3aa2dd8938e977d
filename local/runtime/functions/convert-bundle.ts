import { createHash } from 'node:crypto';
import * as esbuild from 'esbuild';

/** Counts up when converted code would come out differently. */
const CONVERSION = 2;

const OPTIONS = {
  format: 'cjs',
  target: 'node24',
  platform: 'node',
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'silent',
  // import() becomes require(): a bundle imports nothing late but what Node itself brings.
  supported: { 'dynamic-import': false },
  define: {
    'import.meta.url': '__bundleUrl',
    'import.meta.dirname': '__bundleFolder',
    'import.meta.filename': '__bundleFile',
  },
} as const satisfies esbuild.TransformOptions;

/** Changes whenever the outcome of `convertBundle` would. */
export function conversionKey(source: string): string {
  return createHash('sha256').update(`${CONVERSION} ${esbuild.version}`).update(source).digest('hex').slice(0, 32);
}

/**
 * ES module to the body of a function: 0.2 s for a large bundle.
 * @throws for top-level await, which a function body cannot have
 */
export async function convertBundle(source: string): Promise<string> {
  return (await esbuild.transform(source, OPTIONS)).code;
}

/** The source map from converted code to bundle. Blocks, as whoever writes an error down cannot wait. */
export function conversionMap(source: string): string {
  return esbuild.transformSync(source, { ...OPTIONS, sourcemap: 'external' }).map;
}
