// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../console/src/messages/en.ts';
import { enLater } from '../../console/src/messages/en-later.ts';

const SOURCES = join(import.meta.dirname, '../../console/src');
/** What the frame, Home, the list of customers and the list of runs are made of: they do not wait for the later words. */
const FIRST = ['app', 'lib', 'ui', 'features/home', 'features/customers'];
const ALSO_FIRST = ['features/jobs/run-columns.tsx'];

const filesOf = (folder: string): readonly string[] =>
  readdirSync(join(SOURCES, folder)).map((name) => `${folder}/${name}`);
const keysIn = (file: string): readonly string[] =>
  [...readFileSync(join(SOURCES, file), 'utf8').matchAll(/\bt\(\s*'([^']+)'|words: '([a-z]+\.[^']+)'/g)].map(
    ([, called = '', named = called]) => named,
  );

describe('the words of the console', () => {
  it.each([...FIRST.flatMap(filesOf), ...ALSO_FIRST])('%s uses only words that come first', (file) => {
    const late = keysIn(file).filter((key) => !Object.hasOwn(en, key));
    expect(late).toEqual([]);
  });

  it('have one place each', () => {
    expect(Object.keys(enLater).filter((key) => Object.hasOwn(en, key))).toEqual([]);
  });
});
