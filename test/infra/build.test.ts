import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleFunctions } from '../../infra/build/bundle-functions.ts';

const root = mkdtempSync(join(tmpdir(), 'billow-build-'));
const outdir = join(root, 'dist');
const functions = [
  { name: 'greet', entry: 'greet.ts' },
  { name: 'count', entry: 'count.ts' },
];

beforeAll(async () => {
  const sources = {
    'greeting.liquid': 'Hello {{ name }}',
    'words/greeting.ts': `import { readFileSync } from 'node:fs';
      export const greeting = readFileSync(new URL('../greeting.liquid', import.meta.url), 'utf8');`,
    'old.cjs': `const { sep } = require('node:path'); module.exports = { sep, here: __dirname };`,
    'greet.ts': `import { greeting } from './words/greeting.ts';
      import old from './old.cjs';
      export const handler = async (): Promise<string> => [greeting, old.sep, typeof old.here].join(' ');`,
    'count.ts': `type Event = { readonly records: readonly string[] };
      export const handler = async (event: Event): Promise<number> => event.records.length;`,
  };
  mkdirSync(join(root, 'words'));
  for (const [path, source] of Object.entries(sources)) writeFileSync(join(root, path), source);
  mkdirSync(join(outdir, 'greet'), { recursive: true });
  writeFileSync(join(outdir, 'greet', 'greeting-00000000.liquid'), 'of an earlier build');
  await bundleFunctions({ root, outdir, functions });
});

afterAll(() => rmSync(root, { recursive: true }));

/** What a bundle's handler answers in plain Node: the test runner would lend a module the names it lacks. */
function answerOf(name: string, event: unknown): unknown {
  const url = JSON.stringify(pathToFileURL(join(outdir, name, 'index.mjs')).href);
  const program = `const { handler } = await import(${url});
    console.log(JSON.stringify(await handler(${JSON.stringify(event)})));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }));
}

test('a bundle is a module that exports its handler', () => {
  expect(answerOf('count', { records: ['a', 'b'] })).toBe(2);
});

test('a bundle may read a file beside its sources and hold packages that are not modules yet', () => {
  expect(answerOf('greet', {})).toBe('Hello {{ name }} / string');
});

test('a bundle has the files that its own sources read, and none of an earlier build', () => {
  expect(readdirSync(join(outdir, 'count')).sort()).toEqual(['index.mjs', 'index.mjs.map']);
  const [file, ...others] = readdirSync(join(outdir, 'greet')).filter((name) => name.endsWith('.liquid'));
  expect(file).toMatch(/^greeting-[0-9a-f]{8}\.liquid$/);
  expect(file).not.toBe('greeting-00000000.liquid');
  expect(others).toEqual([]);
});

test('a bundle does not name its map: only people need it', () => {
  expect(readFileSync(join(outdir, 'count', 'index.mjs'), 'utf8')).not.toContain('sourceMappingURL');
});

test('the build says what went into each bundle', () => {
  const { outputs } = JSON.parse(readFileSync(join(outdir, 'meta.json'), 'utf8'));
  expect(Object.keys(outputs['dist/greet/index.mjs'].inputs).sort()).toEqual([
    'greet.ts',
    'old.cjs',
    'words/greeting.ts',
  ]);
});

test('a listed function without a file is named, and nothing is built', async () => {
  const elsewhere = join(root, 'elsewhere');
  const build = bundleFunctions({
    root,
    outdir: elsewhere,
    functions: [...functions, { name: 'bill', entry: 'bill.ts' }],
  });
  await expect(build).rejects.toThrow('bill.ts (function bill)');
  expect(existsSync(elsewhere)).toBe(false);
});

test('a file that code reads and that is not there is named', async () => {
  writeFileSync(join(root, 'lost.ts'), `export const handler = () => new URL('./lost.ttf', import.meta.url);`);
  const build = bundleFunctions({ root, outdir, functions: [{ name: 'lost', entry: 'lost.ts' }] });
  await expect(build).rejects.toThrow('./lost.ttf');
});
