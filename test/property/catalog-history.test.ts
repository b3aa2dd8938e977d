import { expect, test } from 'vitest';
import type { CatalogRevision } from '../../domain/catalog/catalog-revision.ts';
import { type CatalogObject, catalogObject } from '../../domain/catalog/compile-price-book.ts';
import { objectKey, undoRevisions } from '../../domain/catalog/undo-revisions.ts';
import { fc } from '../support/chance.ts';

const KINDS = ['billItem', 'customerType'] as const;
/** One commit: some objects of two kinds, each put with a name or deleted. */
const commits = fc.array(
  fc.uniqueArray(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      code: fc.constantFrom('a', 'b', 'c'),
      name: fc.option(fc.string({ maxLength: 3 })),
    }),
    { minLength: 1, maxLength: 4, selector: ({ kind, code }) => objectKey(kind, code) },
  ),
  { maxLength: 12 },
);

type Catalog = ReadonlyMap<string, CatalogObject>;
const sorted = (objects: Iterable<CatalogObject>) =>
  [...objects].toSorted((a, b) => (objectKey(a.kind, a.object.code) < objectKey(b.kind, b.object.code) ? -1 : 1));

/** Every state that the catalog was in, and what changed on the way. */
function live(all: typeof commits extends fc.Arbitrary<infer T> ? T : never) {
  const states: Catalog[] = [new Map()];
  const revisions: CatalogRevision[] = [];
  for (const commit of all) {
    const next = new Map(states.at(-1));
    for (const { kind, code, name } of commit) {
      const key = objectKey(kind, code);
      const before = next.get(key)?.object ?? null;
      if (before === null && name === null) continue;
      const after = name === null ? null : { code, name, type: 'usage' as const };
      if (after === null) next.delete(key);
      else next.set(key, catalogObject({ kind, object: after }));
      const action = before === null ? 'created' : after === null ? 'deleted' : 'replaced';
      const raised = { siteId: 'demo', catalogVersion: states.length, at: 0, actor: 'system', version: 1 };
      revisions.push({ ...raised, kind, code, action, before, after });
    }
    states.push(next);
  }
  return { states, revisions };
}

test('walking back from any state to any earlier one gives what it was', () => {
  fc.assert(
    fc.property(commits, fc.nat(), fc.nat(), (all, one, other) => {
      const { states, revisions } = live(all);
      const [to = 0, from = 0] = [one % states.length, other % states.length].toSorted((a, b) => a - b);
      const between = revisions.filter(({ catalogVersion }) => catalogVersion > to && catalogVersion <= from);
      const found = undoRevisions(
        states[from]?.values() ?? [],
        between.toSorted(() => -1),
      );
      expect(sorted(found)).toEqual(sorted(states[to]?.values() ?? []));
    }),
  );
});

test('objects that nobody changed since history began are still known', () => {
  const old = catalogObject({ kind: 'customerType', object: { code: 'old', name: 'Older than history' } });
  expect(undoRevisions([old], [])).toEqual([old]);
});
