import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadBundle } from '../../../local/runtime/functions/bundle.ts';
import { translatePositions } from '../../../local/runtime/functions/source-positions.ts';

const SOURCE = `// The first line.
type Event = { readonly broken: boolean };

export const handler = (event: Event): string => {
  if (event.broken) throw new Error('here');
  return 'fine';
};
`;

let root: string;
let bundle: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'billow-positions-'));
  mkdirSync(join(root, 'functions'));
  writeFileSync(join(root, 'functions', 'door.ts'), SOURCE);
  bundle = join(root, 'dist', 'door', 'index.mjs');
  await esbuild.build({
    entryPoints: [join(root, 'functions', 'door.ts')],
    outfile: bundle,
    format: 'esm',
    minify: true,
    sourcemap: 'external',
    banner: { js: "import{createRequire as c}from'node:module';var require=c(import.meta.url);" },
  });
});
afterAll(() => rmSync(root, { recursive: true }));

test('the stack of an error in a minified bundle names the line of the source', async () => {
  const { handler } = (await loadBundle(bundle, join(root, 'cache')))({ process, console });
  if (typeof handler !== 'function') throw new Error('no handler');
  let stack = '';
  try {
    handler({ broken: true });
  } catch (error) {
    stack = error instanceof Error ? (error.stack ?? '') : '';
  }
  expect(stack).toMatch(/index\.mjs:\d+:\d+/);
  const readable = translatePositions(bundle)(JSON.stringify({ stack }));
  expect(readable).toContain(`${relative(process.cwd(), join(root, 'functions', 'door.ts'))}:5:27`);
  expect(readable).not.toContain('index.mjs');
  expect(JSON.parse(readable)).toEqual({ stack: expect.stringContaining('Error: here') });
});

test('what names no position is left alone', () => {
  const text = `in ${bundle}, somewhere`;
  expect(translatePositions(bundle)(text)).toBe(text);
});
