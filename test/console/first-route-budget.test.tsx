// @vitest-environment node
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../console');
const BUDGET = { scriptKilobytes: 330, styleKilobytes: 110 };
/** What an operator loads who opens the list of customers first: the entry, the kit's words, the page. */
const FIRST_ROUTE = ['index.html', 'all.en', 'features/customers/customers-page.tsx'];

type OutputFile = Rolldown.OutputChunk | Rolldown.OutputAsset;

describe('the first route', () => {
  it('stays within its budget, gzip', { timeout: 60_000 }, async () => {
    const built = await build({ root: ROOT, logLevel: 'error', build: { write: false } });
    const outputs = Array.isArray(built) ? built : [built];
    const chunks = outputs.flatMap((output) => ('output' in output ? output.output : []));
    expect(chunks.some((file) => file.type === 'chunk' && file.code.includes('jsxDEV'))).toBe(false);
    const files = new Map(chunks.map((file) => [file.fileName, file]));
    const wanted = new Set<string>();
    const take = (name: string): void => {
      const file = files.get(name);
      if (file === undefined || wanted.has(name)) return;
      wanted.add(name);
      if (file.type !== 'chunk') return;
      for (const next of [...file.imports, ...(file.viteMetadata?.importedCss ?? [])]) take(next);
    };
    for (const file of files.values()) {
      if (file.type === 'chunk' && FIRST_ROUTE.some((part) => file.facadeModuleId?.includes(part))) take(file.fileName);
    }
    const kilobytes = (ending: string): number =>
      [...wanted]
        .filter((name) => name.endsWith(ending))
        .map((name) => gzipSync(contentOf(files.get(name))).length / 1000)
        .reduce((sum, size) => sum + size, 0);
    const script = kilobytes('.js');
    const style = kilobytes('.css');
    console.log(`first route: ${script.toFixed(0)} KB script, ${style.toFixed(0)} KB style (gzip)`);
    expect(script).toBeGreaterThan(100);
    expect(style).toBeGreaterThan(10);
    expect(script).toBeLessThanOrEqual(BUDGET.scriptKilobytes);
    expect(style).toBeLessThanOrEqual(BUDGET.styleKilobytes);
  });
});

function contentOf(file: OutputFile | undefined): string | Uint8Array {
  return file === undefined ? '' : file.type === 'chunk' ? file.code : file.source;
}
