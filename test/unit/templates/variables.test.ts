import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createEngine } from '../../../templates/liquid/create-engine.ts';
import { escapeHtml } from '../../../templates/liquid/escape-html.ts';
import { EN } from '../../../templates/words/en.ts';
import * as samples from '../../golden/templates/sample-documents.ts';

/** Every field of a document is in one of these: a misspelt variable prints nothing, so nobody would miss it. */
const SCOPES = [
  ...Object.values(samples).map((document) => ({ document })),
  { document: { totals: { rounding: '0' } } },
  { words: EN, language: 'en', locale: 'en', currency: 'EUR', timeZone: 'UTC' },
];

const has = (scope: unknown, path: readonly unknown[]): boolean => {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  if (typeof scope !== 'object' || scope === null || (typeof name !== 'string' && typeof name !== 'number'))
    return false;
  if (name === 'size' && Array.isArray(scope)) return true;
  return Reflect.has(scope, name) && has(Reflect.get(scope, name), rest);
};

test('the invoice prints no variable that a document never has', () => {
  const engine = createEngine(escapeHtml);
  const source = readFileSync(new URL('../../../templates/invoice/invoice.liquid', import.meta.url), 'utf8');
  const paths = engine.globalVariableSegmentsSync(engine.parse(source));
  expect(paths.length).toBeGreaterThan(40);
  expect(paths.filter((path) => !SCOPES.some((scope) => has(scope, path))).map((path) => path.join('.'))).toEqual([]);
});
