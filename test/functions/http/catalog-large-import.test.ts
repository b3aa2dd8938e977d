import { beforeEach, describe, expect, test } from 'vitest';
import { actions, asJson, FileWorld } from './file-world.ts';
import { OTHER_SITE, SITE } from './test-site.ts';

let store: FileWorld['store'];
let ask: FileWorld['ask'];
let send: FileWorld['send'];
let catalogOf: FileWorld['catalogOf'];
beforeEach(() => {
  ({ store, ask, send, catalogOf } = new FileWorld());
});

/** So many products, each in a bundle of its own. */
function manyProducts(count: number, amount = '1') {
  const base = asJson();
  const codes = Array.from({ length: count }, (_, index) => `p${`${index}`.padStart(4, '0')}`);
  return {
    ...base,
    plans: [],
    products: codes.map((code) => ({
      ...base.products[0],
      code,
      versions: [{ validFrom: '2027-01-01T00:00:00Z', price: { model: 'flat', amount } }],
    })),
    bundles: codes.map((code) => ({ code, name: code, validFrom: '2026-01-01T00:00:00Z', items: [{ product: code }] })),
  };
}

describe('an import of more than one transaction', () => {
  const isWhole = () => {
    const stored = catalogOf();
    const codes = new Set(stored.map(({ kind, code }) => `${kind} ${code}`));
    return stored.every(({ kind, object }) => {
      if (kind === 'bundle' && 'items' in object)
        return object.items.every(({ product }) => codes.has(`product ${product}`));
      return (
        kind !== 'product' ||
        (codes.has('resource EUR') && codes.has('billItem fees') && codes.has('eventType monthly'))
      );
    });
  };

  test('leaves a whole catalog after each, and raises its version with each', async () => {
    let versions: number[] = [];
    store.beforeCommit = (changes) => {
      expect(isWhole()).toBe(true);
      versions = [
        ...versions,
        ...changes.flatMap((change) => ('put' in change && change.put === 'site' ? [change.value.catalogVersion] : [])),
      ];
    };
    const told = await send(manyProducts(150));
    expect(told.status).toBe(200);
    expect(isWhole()).toBe(true);
    expect(versions.length).toBeGreaterThan(5);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
    expect(told.body.catalogVersion).toBe(versions.length);
    expect(catalogOf()).toHaveLength(303);
  });

  test('changes together what depends on each other, wherever it stands', async () => {
    const zones = (...names: string[]) => ({
      code: 'zones',
      name: 'Zones',
      serviceType: 'calls',
      fields: [{ name: 'to', match: 'prefix' }],
      rows: names.map((zone, index) => ({ match: { to: `${index + 1}` }, zone })),
    });
    const calls = (zone: string, code = 'calls') => ({
      ...{ code, name: code, type: 'usage', resource: 'EUR', billItem: 'fees', serviceType: 'calls' },
      versions: [
        {
          validFrom: '2027-01-01T00:00:00Z',
          price: { model: 'flat', amount: '1' },
          ratePlan: { ratingSet: 'zones', rates: [{ zone, details: [{ price: { model: 'flat', amount: '2' } }] }] },
        },
      ],
    });
    const base = { ...asJson(), plans: [], bundles: [] };
    const service = {
      code: 'calls',
      name: 'Calls',
      mandatoryFields: [{ name: 'to', type: 'text' }],
      quantity: { from: 'one' },
      unit: 'call',
    };
    const file = (zone: string, more: object[]) => ({
      ...base,
      serviceTypes: [service],
      ratingSets: [zones(zone)],
      products: [...base.products, ...more, calls(zone, 'z-calls')],
      tags: Array.from({ length: 60 }, (_, index) => ({ code: `t${index}`, name: `${zone} ${index}`, type: 'charge' })),
    });
    expect((await send(file('home', []))).body.errors).toBeUndefined();
    store.commits.length = 0;
    // The rating set loses the zone that the last product names until it is replaced, too.
    const told = await send(file('abroad', [calls('abroad', 'b'), calls('abroad', 'c')]));
    expect(told.body.errors).toBeUndefined();
    const touching = (code: string) =>
      store.commits.findIndex((changes) =>
        changes.some((change) => 'put' in change && change.put === 'catalog' && change.value.code === code),
      );
    expect(store.commits.length).toBeGreaterThan(1);
    expect(touching('zones')).toBe(touching('z-calls'));
  });

  test('is refused where too many changes need each other at once, and a dry run says so, too', async () => {
    const code = (index: number) => `t${index % 60}`;
    const terms = Array.from({ length: 60 }, (_, index) => ({
      ...{ code: code(index), name: 'Term', commitment: { value: 1, unit: 'month' } },
      renewal: { type: 'term', term: code(index + 1) },
    }));
    const file = { format: 'billow.catalog.v1', terms };
    const refused = await send(file);
    expect(refused).toMatchObject({ status: 413, body: { code: 'request.too_large' } });
    const dry = await send(file, { dryRun: 'true' });
    expect(dry.body.problems).toEqual([{ pointer: '', message: refused.body.detail }]);
    expect(catalogOf()).toEqual([]);
  });

  test('goes on where it stopped when it is sent again after a crash', async () => {
    let commits = 0;
    store.beforeCommit = () => {
      commits += 1;
      if (commits === 4) throw new Error('crash');
    };
    expect((await send(manyProducts(150))).status).toBe(500);
    expect(isWhole()).toBe(true);
    const done = catalogOf().length;
    expect(done).toBeGreaterThan(50);
    const again = await send(manyProducts(150));
    expect(again.status).toBe(200);
    expect(Object.values(actions(again)).filter((action) => action === 'unchanged')).toHaveLength(done);
    expect(catalogOf()).toHaveLength(303);
  });

  test('decides again when somebody changes the catalog in between, and says of all that it did it', async () => {
    let commits = 0;
    store.beforeCommit = () => {
      commits += 1;
      if (commits !== 3) return;
      const site = store.get('site', SITE, {})!;
      store.seed({ put: 'site', value: { ...site, catalogVersion: site.catalogVersion + 1 } });
    };
    const told = await send(manyProducts(100));
    expect(told.status).toBe(200);
    expect(Object.values(actions(told)).filter((action) => action === 'create')).toHaveLength(203);
    expect(catalogOf()).toHaveLength(203);
  });
});

describe('a catalog that is very large', () => {
  /** Rating sets of 3,000 rows, put there without the API: what is tested is the way out and in. */
  const rows = Array.from({ length: 3000 }, (_, index) => ({
    match: { to: `${38600000 + index}` },
    zone: `zone-${index % 40}`,
  }));
  const fields = [{ name: 'to', match: 'prefix' as const }];
  const seed = (count: number) => {
    const service = {
      code: 'voice',
      name: 'Voice',
      quantity: { from: 'one' as const },
      unit: 'call',
      unitSize: '1',
      increment: null,
    };
    const type = {
      ...service,
      mandatoryFields: [{ name: 'to', type: 'text' as const }],
      optionalFields: [],
      quarantineDays: 0,
    };
    const base = { siteId: SITE, version: 0 };
    store.seed({ put: 'catalog', value: { ...base, kind: 'serviceType', code: 'voice', object: type } });
    for (let index = 0; index < count; index++) {
      const code = `set-${index}`;
      const object = { code, name: code, serviceType: 'voice', fields, rows };
      store.seed({ put: 'catalog', value: { ...base, kind: 'ratingSet', code, object } });
    }
  };

  test('comes as JSON when it would be too long as YAML, and goes in again, in as many commits as its size needs', async () => {
    seed(13);
    const told = await ask('exportCatalog');
    expect(told.headers['content-type']).toBe('application/json');
    const copied = await send(told.body, {}, { site: OTHER_SITE });
    expect(copied.body).toMatchObject({ problems: [] });
    expect(copied.body.objects).toHaveLength(14);
    expect(store.commits.length).toBeGreaterThan(1);
    const largest = Math.max(...store.commits.map((changes) => JSON.stringify(changes).length));
    expect(largest).toBeLessThan(4_000_000);
  });

  test('is listed in pages that an answer has room for, whatever was asked for', async () => {
    seed(36);
    const codes: string[] = [];
    const sizes: number[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: '40', ...(cursor === null ? {} : { cursor }) };
      const { body } = await ask('listRatingSets', { query });
      sizes.push(JSON.stringify(body).length);
      codes.push(...body.items.map(({ code }: { code: string }) => code));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(codes).toHaveLength(36);
    expect(new Set(codes).size).toBe(36);
    expect(Math.max(...sizes)).toBeLessThan(5_000_000);
  });

  const letters = (words: string, count = 100) => ({
    format: 'billow.catalog.v1',
    messageTemplates: Array.from({ length: count }, (_, index) => ({
      ...{ code: `m${index}`, name: `M ${index}`, channel: 'mail', language: 'en', subject: 'S' },
      body: `${words} `.repeat(2_500),
    })),
  });
  const keyed = (key: string) => ({ headers: { 'content-type': 'application/json', 'idempotency-key': key } });

  test('tells of very long changes how many there are', async () => {
    await send(letters('A long letter.'));
    const told = await send(letters('Another one.'), { dryRun: 'true' });
    expect(told.body.objects[7]).toMatchObject({ action: 'replace', changes: [], moreChanges: 1 });
  });

  test('does not remember an answer that no item can hold: the request made again changes nothing', async () => {
    await send(letters('A long letter.'));
    const told = await send(letters('Another one.', 9), {}, keyed('long'));
    expect(told.body.objects[7]).toMatchObject({ action: 'replace', changes: [{ pointer: '/body' }] });
    expect(store.all('idempotency', SITE)).toEqual([]);
    const again = await send(letters('Another one.', 9), {}, keyed('long'));
    expect(new Set(Object.values(actions(again)))).toEqual(new Set(['unchanged']));
  });

  test('is refused with the way out when it is too large for any answer', async () => {
    seed(34);
    expect(await ask('exportCatalog')).toMatchObject({
      status: 413,
      body: { detail: expect.stringContaining('kind by kind') },
    });
  });
});
