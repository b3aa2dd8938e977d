import { expect, test } from 'vitest';
import { canonicalText, type Difference, differences } from '../../../functions/use-cases/catalog/json-differences.ts';
import { fc } from '../../support/chance.ts';

const ROWS = [{ to: 1 }, { to: 2 }, { to: 3 }];

test.for([
  { because: 'nothing changed', before: { a: 1, b: [1] }, after: { b: [1], a: 1 }, gives: [] },
  { because: 'an absent field and an undefined one are the same', before: { a: undefined }, after: {}, gives: [] },
  {
    because: 'fields change, come and go',
    before: { a: 1, b: 2 },
    after: { a: 2, c: 3 },
    gives: [
      { pointer: '/a', before: 1, after: 2 },
      { pointer: '/b', before: 2 },
      { pointer: '/c', after: 3 },
    ],
  },
  {
    because: 'null is a value',
    before: { upTo: '5' },
    after: { upTo: null },
    gives: [{ pointer: '/upTo', before: '5', after: null }],
  },
  {
    because: 'names are escaped as pointers want it',
    before: { 'a/b': { 'c~d': 1 } },
    after: { 'a/b': { 'c~d': 2 } },
    gives: [{ pointer: '/a~1b/c~0d', before: 1, after: 2 }],
  },
  {
    because: 'a row that is put in between is one difference',
    before: { rows: ROWS },
    after: { rows: [{ to: 1 }, { to: 9 }, { to: 2 }, { to: 3 }] },
    gives: [{ pointer: '/rows/1', after: { to: 9 } }],
  },
  {
    because: 'a row that is taken out is one difference',
    before: { rows: ROWS },
    after: { rows: [{ to: 1 }, { to: 3 }] },
    gives: [{ pointer: '/rows/1', before: { to: 2 } }],
  },
  {
    because: 'a row that changes is compared field by field',
    before: { rows: ROWS },
    after: { rows: [{ to: 1 }, { to: 2, zone: 'x' }, { to: 3 }] },
    gives: [{ pointer: '/rows/1/zone', after: 'x' }],
  },
  {
    because: 'a list that becomes something else is one difference',
    before: { rows: ROWS },
    after: { rows: {} },
    gives: [{ pointer: '/rows', before: ROWS, after: {} }],
  },
])('$because', ({ before, after, gives }) => {
  expect(differences(before, after)).toEqual(gives);
});

/** Puts differences into a value: what is gone last, from the last place to the first. */
function apply(value: unknown, all: readonly Difference[]): unknown {
  const root = { root: structuredClone(value) };
  const gone = all.filter((change) => !('after' in change));
  const others = all.filter((change) => 'after' in change);
  for (const { pointer, ...change } of [...others, ...gone.toReversed()]) {
    const steps = `/root${pointer}`.split('/').slice(1);
    const name = (steps.pop() ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
    // biome-ignore lint/suspicious/noExplicitAny: the test walks through values of every shape
    const parent = steps.reduce((at: any, step) => at[step.replaceAll('~1', '/').replaceAll('~0', '~')], root as any);
    if (Array.isArray(parent)) {
      const place = Number(name);
      if (!('after' in change)) parent.splice(place, 1);
      else if ('before' in change) parent[place] = change.after;
      else parent.splice(place, 0, change.after);
    } else if ('after' in change) parent[name] = change.after;
    else delete parent[name];
  }
  return root.root;
}

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, 'a', 'b', 'c/~'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c/d'), tie('value'), { maxKeys: 3 }),
  ),
})).value;

test('what is told leads from the one value to the other', () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      expect(canonicalText(apply(before, differences(before, after)))).toBe(canonicalText(after));
    }),
    { numRuns: 500 },
  );
});
