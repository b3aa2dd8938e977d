import { expect, test } from 'vitest';
import { catalogObject } from '../../domain/catalog/compile-price-book.ts';
import { objectKey } from '../../domain/catalog/undo-revisions.ts';
import { CATALOG_SECTIONS } from '../../functions/http/handlers/catalog/catalog-sections.ts';
import { DELETABLE_KINDS, REPLACEABLE_KINDS } from '../../functions/http/routes/catalog.ts';
import { refuseMisfit } from '../../functions/use-cases/catalog/create-catalog-object.ts';
import { loadCatalog } from '../../functions/use-cases/catalog/load-catalog.ts';
import { type CatalogWorld, type Kind, LATER, WORLD, worldCatalog } from '../functions/http/catalog-world.ts';
import { SITE } from '../functions/http/test-site.ts';
import { fc } from '../support/chance.ts';

/**
 * Whatever is created, replaced, deleted and imported, in whatever order: everything that an object mentions is there and is what it must
 * be, what is frozen stays by every door, and each change is in the history.
 */

/** Values that any field may get: those of the whole world at fields of the same name, and a few more. */
const valuesOf = new Map<string, unknown[]>();
const collect = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    if (!Array.isArray(value)) valuesOf.set(name, [...(valuesOf.get(name) ?? []), part]);
    collect(part);
  }
};
for (const [, body] of WORLD) collect(body);
const FIELDS = [...valuesOf.keys()].filter((name) => !['code', 'name'].includes(name));
const CODES = [...new Set(WORLD.map(([, { code }]) => code)), ...Array.from({ length: 30 }, () => 'spare')];

const anObject = fc.constantFrom(...WORLD);
/** What a second object of a kind must have otherwise, so that it is one. */
const SPARE: { readonly [K in Kind]?: object } = {
  taxSupplier: { isDefault: false },
  creditProfile: { isDefault: false },
  voucherBatch: { template: 'SPARE-#####' },
};
/** Most changes are of a field that the object has, to what such a field has elsewhere. */
const aBody = anObject.chain(([kind, body]) => {
  const own = Object.keys(body).filter((name) => FIELDS.includes(name));
  const change = fc
    .oneof(fc.constantFrom(...own, 'description'), fc.constantFrom(...FIELDS))
    .chain((name) => fc.tuple(fc.constant(name), fc.constantFrom(...(valuesOf.get(name) ?? []), undefined, LATER)));
  return fc.tuple(fc.array(change, { maxLength: 2 }), fc.constantFrom('same', 'spare')).map(([changes, name]) => ({
    kind,
    body: {
      ...body,
      ...Object.fromEntries(changes),
      ...(name === 'same' ? { code: body.code } : { code: 'spare', ...SPARE[kind] }),
    },
  }));
});

type Step = (world: CatalogWorld) => Promise<unknown>;
const isReplaceable = (kind: Kind) => REPLACEABLE_KINDS.some((one) => one.kind === kind);
const isDeletable = (kind: Kind) => DELETABLE_KINDS.some((one) => one.kind === kind);
const sectionOf = (kind: Kind): string => CATALOG_SECTIONS.find((one) => one.kind === kind)?.section ?? '';

const creating = aBody.map(
  ({ kind, body }): Step =>
    (world) =>
      world.create(kind, { ...body, ...SPARE[kind], code: 'spare' }),
);
const replacing = fc.tuple(aBody, fc.boolean()).map(
  ([{ kind, body }, isCorrection]): Step =>
    (world) =>
      isReplaceable(kind)
        ? world.change(kind, body.code, body, isCorrection ? { correction: 'true' } : undefined)
        : Promise.resolve(),
);
const deleting = fc.tuple(anObject, fc.constantFrom(...CODES)).map(
  ([[kind], code]): Step =>
    (world) =>
      isDeletable(kind) ? world.remove(kind, code) : Promise.resolve(),
);
const importing = fc.tuple(fc.array(aBody, { maxLength: 4 }), fc.subarray([...WORLD]), fc.boolean(), fc.boolean()).map(
  ([changed, left, prune, isCorrection]): Step =>
    (world) => {
      const file: Record<string, unknown[]> = {};
      const bodies = [...changed.map(({ kind, body }) => [kind, body] as const), ...(prune ? left : [])];
      const seen = new Set<string>();
      for (const [kind, body] of bodies) {
        const key = objectKey(kind, body.code);
        if (seen.has(key)) continue;
        seen.add(key);
        file[sectionOf(kind)] = [...(file[sectionOf(kind)] ?? []), body];
      }
      const query = { prune: `${prune}`, correction: `${isCorrection}` };
      return world.ask('importCatalog', { body: { format: 'billow.catalog.v1', ...file }, query });
    },
);

test('the catalog stays whole', async () => {
  let changes = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(creating, replacing, deleting, importing), { minLength: 4, maxLength: 16 }),
      async (steps) => {
        const world = await worldCatalog();
        const { store } = world;
        const before = store.get('site', SITE, {})?.catalogVersion ?? 0;
        const sold = new Map(
          [
            ['resource', 'EUR'],
            ['plan', 'phone'],
            ['bundle', 'basic'],
            ['product', 'calls'],
            ['discount', 'tenth'],
            ['voucherBatch', 'gifts'],
          ].map(([kind, code]) => [`${kind} ${code}`, { kind, code } as { kind: Kind; code: string }]),
        );
        for (const step of steps) {
          await step(world);
          const loaded = await loadCatalog(store.records, SITE);
          for (const one of loaded.objects) {
            const misfit = refuseMisfit(one, loaded);
            // An attribute that became mandatory asks nothing of what was there before.
            const problems = (misfit?.errors ?? []).filter(({ message }) => !message.startsWith('Add this attribute'));
            expect(misfit === null ? [] : problems, `${one.kind} ${one.object.code}: ${misfit?.detail}`).toEqual([]);
          }
          for (const { kind, code } of sold.values()) expect(store.get('catalog', SITE, { kind, code })).not.toBeNull();
          const money = store.get('catalog', SITE, { kind: 'resource', code: 'EUR' })?.object;
          expect(money).toMatchObject({ kind: 'monetary', currency: 'EUR', ratingScale: 6, billingScale: 2 });
        }
        const site = store.get('site', SITE, {});
        changes += (site?.catalogVersion ?? 0) - before;
        // Walking back over the history from what is leads to nothing at all.
        const standing = new Map(store.all('catalog', SITE).map((one) => [objectKey(one.kind, one.code), one.object]));
        const revisions = store.all('catalogRevision', SITE).toSorted((a, b) => b.catalogVersion - a.catalogVersion);
        for (const { kind, code, before: was, after } of revisions) {
          const key = objectKey(kind, code);
          expect(standing.get(key) ?? null).toEqual(after);
          if (was === null) standing.delete(key);
          else standing.set(key, catalogObject({ kind, object: was }).object);
        }
        expect(standing.size).toBe(0);
      },
    ),
    { numRuns: 60 },
  );
  // Most of what is tried is refused; enough is not.
  expect(changes).toBeGreaterThan(30);
}, 120_000);
