import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { CatalogRecord } from '../../../functions/records.ts';
import { apiOver } from '../http/api.ts';
import type { Told } from '../http/ask.ts';
import { OTHER_SITE, SITE, storeWithSites } from '../http/test-site.ts';

const FOLDER = new URL('../../../local/demo/catalogs/', import.meta.url);
const FILES = readdirSync(FOLDER);
const textOf = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8');

test('there are four', () => {
  expect(FILES).toEqual(['energy.yaml', 'ev-charging.yaml', 'mobile-operator.yaml', 'saas-ai.yaml']);
});

describe.each(FILES)('%s', (file) => {
  const setUp = () => {
    const store = storeWithSites();
    const ask = apiOver(store);
    const send = (body: string, { site = SITE, ...query }: Record<string, string> = {}): Promise<Told> =>
      ask('importCatalog', { body, query, site, headers: { 'content-type': 'application/yaml' } });
    return { store, ask, send };
  };
  const actionsOf = (told: Told): ReadonlySet<string> =>
    new Set(told.body.objects.map(({ action }: { action: string }) => action));

  test('opens with what it shows', () => {
    expect(textOf(file)).toMatch(/^# .+\n#\n# Shows: /);
  });

  test('fills an empty site, and changes nothing when it comes again', async () => {
    const { send } = setUp();
    const dry = await send(textOf(file), { dryRun: 'true' });
    expect(dry.body.problems).toEqual([]);
    const first = await send(textOf(file));
    expect(first.body.errors).toBeUndefined();
    expect(actionsOf(first)).toEqual(new Set(['create']));
    const again = await send(textOf(file), { prune: 'true' });
    expect(actionsOf(again)).toEqual(new Set(['unchanged']));
    expect(again.body.catalogVersion).toBe(first.body.catalogVersion);
  });

  test('has nothing that the catalog does not keep, and comes out as the same catalog', async () => {
    const { store, ask, send } = setUp();
    await send(textOf(file));
    const { body: exported } = await ask('exportCatalog');
    const [written, kept] = [parse(textOf(file)), parse(exported)];
    expect(Object.keys(kept).toSorted()).toEqual(Object.keys(written).toSorted());
    for (const [section, objects] of Object.entries(written)) {
      if (section === 'format' || !Array.isArray(objects)) continue;
      const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code).toSorted();
      expect(codes(kept[section])).toEqual(codes(objects));
    }
    await send(exported, { site: OTHER_SITE });
    const objects = (site: string) =>
      store.all('catalog', site).map(({ kind, object }: CatalogRecord) => ({ kind, object }));
    expect(objects(OTHER_SITE)).toEqual(objects(SITE));
    expect((await ask('exportCatalog', { site: OTHER_SITE })).body).toBe(exported);
  });
});
