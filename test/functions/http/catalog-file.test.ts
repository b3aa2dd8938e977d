import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { CatalogRevision } from '../../../domain/catalog/catalog-revision.ts';
import type { CatalogRecord } from '../../../functions/ports.ts';
import type { InMemoryStore } from '../in-memory-store.ts';
import { apiOver } from './api.ts';
import type { Told } from './ask.ts';
import { OTHER_SITE, SITE, storeWithSites } from './test-site.ts';

const YAML = { headers: { 'content-type': 'application/yaml' } };
const CATALOG = `
# Comments are welcome.
format: billow.catalog.v1
plans:
  - { code: basic, name: Basic, status: active, bundles: [basic], validFrom: 2026-01-01T00:00:00Z }
bundles:
  - code: basic
    name: Basic
    validFrom: 2026-01-01T00:00:00Z
    items:
      - { product: fee }
products:
  - code: fee
    name: Monthly fee
    type: recurring
    resource: EUR
    billItem: fees
    cycle: forward
    eventType: monthly
    versions:
      - { validFrom: 2026-01-01T00:00:00Z, price: { model: flat, amount: 9.90 } }
billItems:
  - { code: fees, name: Fees, type: subscription }
eventTypes:
  - { code: monthly, name: Monthly, interval: { unit: month, count: 1 } }
resources:
  - { code: EUR, name: Euro, kind: monetary, currency: EUR, ratingScale: 6 }
`;

/** The same as somebody sends it who writes JSON: decimals are text. */
const asJson = () => parse(CATALOG.replace('9.90', '"9.90"'));

let store: InMemoryStore;
let ask: ReturnType<typeof apiOver>;
beforeEach(() => {
  store = storeWithSites();
  ask = apiOver(store);
});

const send = (body: unknown, query: Record<string, string> = {}, more: object = {}): Promise<Told> =>
  ask('importCatalog', { body, query, ...(typeof body === 'string' ? YAML : {}), ...more });
const exported = async (more: object = {}): Promise<string> => (await ask('exportCatalog', more)).body;
const actions = (told: Told) =>
  Object.fromEntries(
    told.body.objects.map((one: { kind: string; code: string; action: string }) => [
      `${one.kind} ${one.code}`,
      one.action,
    ]),
  );
const catalogOf = () => store.all('catalog', SITE).map(({ kind, code, object }) => ({ kind, code, object }));

describe('an import', () => {
  test('creates what a file says, in whatever order it says it, as one change of the catalog', async () => {
    const told = await send(CATALOG);
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject({ dryRun: false, catalogVersion: 1, problems: [] });
    expect(told.body.objects.map(({ code }: { code: string }) => code)).toEqual([
      'EUR',
      'monthly',
      'fees',
      'fee',
      'basic',
      'basic',
    ]);
    expect(Object.values(actions(told))).toEqual(Array(6).fill('create'));
    expect((await ask('getProduct', { path: { code: 'fee' } })).body.versions[0].price.amount).toBe('9.9');
    expect(store.commits).toHaveLength(1);
  });

  test('of the same file again changes nothing at all', async () => {
    await send(CATALOG);
    const again = await send(CATALOG);
    expect(Object.values(actions(again))).toEqual(Array(6).fill('unchanged'));
    expect(again.body.catalogVersion).toBe(1);
    expect(store.commits).toHaveLength(1);
  });

  test('tells what it replaces, field by field, and leaves alone what the file does not have', async () => {
    await send(CATALOG);
    const file = {
      format: 'billow.catalog.v1',
      eventTypes: [],
      billItems: [{ code: 'fees', name: 'All fees', type: 'subscription', description: 'New' }],
    };
    const told = await send(file);
    expect(told.body.objects).toEqual([
      {
        kind: 'billItem',
        code: 'fees',
        action: 'replace',
        changes: [
          { pointer: '/name', before: 'Fees', after: 'All fees' },
          { pointer: '/description', after: 'New' },
        ],
        moreChanges: 0,
      },
    ]);
    expect(catalogOf()).toHaveLength(6);
  });

  test('answers a dry run the same and writes nothing', async () => {
    const dry = await send(CATALOG, { dryRun: 'true' });
    expect(dry.body).toMatchObject({ dryRun: true, catalogVersion: 0, problems: [] });
    expect(Object.values(actions(dry))).toEqual(Array(6).fill('create'));
    expect(store.commits).toEqual([]);
  });

  test('with prune deletes what the file does not have, and what is used or was on sale it must have', async () => {
    await send(CATALOG);
    await send({
      format: 'billow.catalog.v1',
      customerTypes: [{ code: 'home', name: 'Home' }],
      tags: [{ code: 't', name: 'T', type: 'charge' }],
    });
    const pruned = await send(CATALOG, { prune: 'true' });
    expect(actions(pruned)).toMatchObject({
      'customerType home': 'delete',
      'tag t': 'delete',
      'plan basic': 'unchanged',
    });
    expect(catalogOf()).toHaveLength(6);
    const refused = await send({ format: 'billow.catalog.v1' }, { prune: 'true', dryRun: 'true' });
    const messages = refused.body.problems.map(({ message }: { message: string }) => message).join('\n');
    expect(messages).toContain('Add the plan "basic" to the file');
    expect(messages).toContain('Add the bundle "basic" to the file');
    const partly = await send(CATALOG.replace(/eventTypes:[\s\S]*?resources:/, 'resources:'), { prune: 'true' });
    expect(partly).toMatchObject({ status: 422, body: { errors: [{ pointer: '/products/0/eventType' }] } });
  });

  test('keeps a customer type that customers have', async () => {
    await send({ format: 'billow.catalog.v1', customerTypes: [{ code: 'home', name: 'Home' }] });
    store.seed({
      put: 'customer',
      value: {
        ...{
          siteId: SITE,
          customerId: '1001',
          code: 'c',
          status: 'active',
          type: 'home',
          name: 'Ana',
          email: 'a@x.si',
        },
        ...{ paymentMethod: 'invoice', attributes: {}, activeSubscriptions: 0, activeServices: 0, createdAt: 0 },
        ...{ inactiveSince: null, closureDueAt: null, closedAt: null, version: 0 },
      } as never,
    });
    const told = await send({ format: 'billow.catalog.v1' }, { prune: 'true' });
    expect(told.status).toBe(422);
    expect(told.body.errors[0].message).toContain('Customer 1001 is of this type');
  });

  test('never touches a price in force, unless it is a correction', async () => {
    await send(CATALOG);
    const dearer = CATALOG.replace('9.90', '19.90');
    const pointer = '/products/0/versions/0';
    expect(await send(dearer)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect((await send(dearer, { dryRun: 'true' })).body.problems).toMatchObject([{ pointer }]);
    expect((await send(dearer, { correction: 'true' })).status).toBe(200);
    expect((await ask('getProduct', { path: { code: 'fee' } })).body.versions[0].price.amount).toBe('19.9');
  });

  test('is refused as a whole, with every problem at its place in the file', async () => {
    const file = {
      format: 'billow.catalog.v1',
      billItems: [
        { code: 'fees', name: 'Fees', type: 'subscription' },
        { code: 'fees', name: 'Fees', type: 'subscription' },
        { code: 'a b', name: 'Fees', type: 'coin' },
      ],
      eventTypes: [{ code: 'USAGE', name: 'Usage', interval: { unit: 'month', count: 1 } }],
      bundles: [{ code: 'b', name: 'B', validFrom: '2026-01-01T00:00:00Z', items: [{ product: 'none' }] }],
      plan: [],
      taxes: 'none',
    };
    const told = await send(file);
    expect(told).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(told.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/billItems/1/code',
      '/billItems/2/code',
      '/billItems/2/type',
      '/bundles/0/items/0/product',
      '/eventTypes/0/code',
      '/plan',
      '/taxes',
    ]);
    expect(store.commits).toEqual([]);
    const dry = await send(file, { dryRun: 'true' });
    expect(dry.body.problems).toEqual(told.body.errors);
    expect(actions(dry)).toMatchObject({ 'billItem fees': 'create', 'bundle b': 'create' });
  });

  test('needs the role that may write every kind', async () => {
    for (const as of ['[pricing]', '[finance]', '[system]', '[operations]']) {
      expect((await send(CATALOG, {}, { as })).status).toBe(403);
    }
    expect((await send(CATALOG, {}, { as: '[business-process]' })).status).toBe(200);
  });

  test('touches no other site', async () => {
    await send(CATALOG);
    expect(store.all('catalog', OTHER_SITE)).toEqual([]);
    expect(await exported({ site: OTHER_SITE })).toBe('format: billow.catalog.v1\n');
  });

  test('acts once for one Idempotency-Key, also when nothing is left to do', async () => {
    const key = { headers: { 'content-type': 'application/yaml', 'idempotency-key': 'import-1' } };
    const first = await send(CATALOG, {}, key);
    const again = await send(CATALOG, {}, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const other = { headers: { ...key.headers, 'idempotency-key': 'import-2' } };
    const idle = await send(CATALOG, {}, other);
    expect((await send(CATALOG, {}, other)).headers['idempotency-replayed']).toBe('true');
    expect(Object.values(actions(idle))).toEqual(Array(6).fill('unchanged'));
  });
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

describe('what an import makes sure of', () => {
  test('voucher batches get their codes, once, and are never edited', async () => {
    const batch = {
      code: 'spring',
      name: 'Spring',
      template: 'SPRING-####',
      quantity: 120,
      bundle: 'basic',
      validFrom: '2026-01-01T00:00:00Z',
    };
    const file = { ...asJson(), voucherBatches: [batch] };
    expect((await send(file, { dryRun: 'true' })).body.problems).toEqual([]);
    expect(store.all('voucher', SITE)).toEqual([]);
    expect((await send(file)).status).toBe(200);
    expect(store.all('voucher', SITE)).toHaveLength(120);
    await send(file);
    expect(store.all('voucher', SITE)).toHaveLength(120);
    const edited = await send({ ...file, voucherBatches: [{ ...batch, quantity: 130 }] });
    expect(edited).toMatchObject({ status: 422, body: { errors: [{ pointer: '/voucherBatches/0' }] } });
    const pruned = await send(CATALOG, { prune: 'true' });
    expect(pruned.body.errors).toMatchObject([
      { pointer: '', message: expect.stringContaining('voucher batch "spring"') },
    ]);
  });

  test('an object that no item can hold is refused, alone or in a file', async () => {
    const { products, ...base } = asJson();
    await send({ ...base, bundles: [], plans: [] });
    const versions = Array.from({ length: 200 }, (_, index) => ({
      validFrom: new Date(Date.UTC(2027, 0, 1 + index)).toISOString(),
      price: {
        model: 'graduated',
        basis: 'event',
        tiers: [
          ...Array.from({ length: 60 }, (__, tier) => ({ upTo: `${1000 + tier}`, unitPrice: '0.123456' })),
          { upTo: null, unitPrice: '1' },
        ],
      },
    }));
    const large = { ...products[0], versions };
    expect(await ask('createProduct', { body: large })).toMatchObject({
      status: 413,
      body: { code: 'request.too_large' },
    });
    const told = await send({ format: 'billow.catalog.v1', products: [large] });
    expect(told).toMatchObject({ status: 422, body: { errors: [{ pointer: '/products/0' }] } });
  });

  test('terms that renew into each other are created together', async () => {
    const term = (code: string, other: string) => ({
      ...{ code, name: code, commitment: { value: 12, unit: 'month', alignment: 'exact' } },
      renewal: { type: 'term', term: other },
    });
    const told = await send({ format: 'billow.catalog.v1', terms: [term('a', 'b'), term('b', 'a')] });
    expect(told.status).toBe(200);
    expect(store.commits).toHaveLength(1);
  });
});

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

describe('an export', () => {
  test('is the same catalog when it is imported elsewhere, and the same bytes when it is exported there', async () => {
    await send(CATALOG);
    const file = await exported();
    expect((await send(file, {}, { site: OTHER_SITE })).body.problems).toEqual([]);
    const without = ({ kind, object }: CatalogRecord) => ({ kind, object });
    expect(store.all('catalog', OTHER_SITE).map(without)).toEqual(store.all('catalog', SITE).map(without));
    expect(await exported({ site: OTHER_SITE })).toBe(file);
    expect(Object.values(actions(await send(file)))).toEqual(Array(6).fill('unchanged'));
  });

  test('is YAML that reads well in a list of differences: kinds in order, objects by code, decimals as text', async () => {
    await send(CATALOG);
    expect(await exported()).toMatchInlineSnapshot(`
      "format: billow.catalog.v1
      resources:
        - code: EUR
          name: Euro
          kind: monetary
          billingScale: 2
          consumptionOrder: earliest-end
          currency: EUR
          ratingScale: 6
      eventTypes:
        - code: monthly
          name: Monthly
          interval:
            unit: month
            count: 1
      billItems:
        - code: fees
          name: Fees
          type: subscription
      products:
        - code: fee
          name: Monthly fee
          type: recurring
          billItem: fees
          cycle: forward
          eventType: monthly
          prorationOnCancel: prorate
          prorationOnPurchase: prorate
          resource: EUR
          versions:
            - validFrom: "2026-01-01T00:00:00Z"
              price:
                model: flat
                amount: "9.9"
      bundles:
        - code: basic
          name: Basic
          validFrom: "2026-01-01T00:00:00Z"
          validTo: "9999-01-01T00:00:00Z"
          items:
            - product: fee
              optional: false
              quantity: "1"
      plans:
        - code: basic
          name: Basic
          status: active
          validFrom: "2026-01-01T00:00:00Z"
          validTo: "9999-01-01T00:00:00Z"
          bundles:
            - basic
          paymentTypes: []
      "
    `);
  });

  test('is JSON for who asks for it, and can be one kind alone', async () => {
    await send(CATALOG);
    const json = await ask('exportCatalog', { headers: { accept: 'application/json' } });
    expect(json.headers['content-type']).toBe('application/json');
    expect(json.body).toEqual(parse(await exported()));
    expect((await ask('exportCatalog')).headers['content-type']).toBe('application/yaml');
    expect(Object.keys(parse(await exported({ query: { kind: 'plan' } })))).toEqual(['format', 'plans']);
    expect(Object.values(actions(await send(json.body)))).toEqual(Array(6).fill('unchanged'));
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

describe('a file in YAML', () => {
  const withTax = (percent: string) =>
    `format: billow.catalog.v1\ntaxes:\n  - { code: vat, name: VAT, percent: ${percent}, validFrom: 2026-01-01T00:00:00Z }\n`;

  test.for([
    ['0.10', '0.1'],
    ['22', '22'],
    ['"19.00"', '19'],
    ['0.1000000000001', null],
    ['1e1', null],
    ['0x10', null],
    ['.5', null],
    ['.inf', null],
  ] as const)('reads the number %s as the decimal %s, never through a float', async ([written, kept]) => {
    const told = await send(withTax(written));
    expect(told.status).toBe(kept === null ? 422 : 200);
    if (kept === null) expect(told.body.errors).toMatchObject([{ pointer: '/taxes/0/percent' }]);
    else expect((await ask('getTax', { path: { code: 'vat' } })).body.percent).toBe(kept);
  });

  test('keeps zeros in front of what is a code and not a number', async () => {
    await send('format: billow.catalog.v1\ntags:\n  - { code: 0049, name: 49, type: charge }\n');
    expect((await ask('getTag', { path: { code: '0049' } })).body.name).toBe('49');
  });

  test.for([
    ['not a list of kinds', '- a\n- b', 'format: billow.catalog.v1'],
    ['another format', 'format: billow.catalog.v9', 'format: billow.catalog.v1'],
    ['broken', 'format: billow.catalog.v1\nplans: [', 'Line 2'],
    ['a key twice', 'format: billow.catalog.v1\nplans: []\nplans: []', 'Line 3'],
    ['a tag of another language', 'format: billow.catalog.v1\nplans: !!python/object:os.system []', 'Line 2'],
    ['two documents', 'format: billow.catalog.v1\n---\nformat: billow.catalog.v1', 'Line'],
    ['an alias of nothing', 'format: billow.catalog.v1\nplans: *nothing', 'nothing'],
    ['nested without end', `format: billow.catalog.v1\nplans: ${'['.repeat(20_000)}`, 'cannot|Line|deep'],
    [
      'a bomb of aliases',
      `format: billow.catalog.v1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(10)}]`).join('\n')}\nplans: [*a9]`,
      'alias',
    ],
    ['empty', '   ', 'format'],
  ] as const)('is refused when it is %s', async ([, text, words]) => {
    const told = await send(text);
    expect(told).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
    expect(told.body.detail).toMatch(new RegExp(words));
  });

  test('may not be larger than a function can be handed, nor of another type', async () => {
    const large = (size: number) => `format: billow.catalog.v1\n# ${'x'.repeat(size * 1024 * 1024)}`;
    expect(await send(large(4))).toMatchObject({ status: 413, body: { detail: expect.stringContaining('4 MiB') } });
    expect(await send(large(2))).toMatchObject({ status: 413, body: { detail: expect.stringContaining('JSON') } });
    const told = await send(CATALOG, {}, { headers: { 'content-type': 'text/csv' } });
    expect(told).toMatchObject({ status: 415, body: { detail: expect.stringContaining('application/yaml') } });
  });
});

describe('the history of the catalog', () => {
  const revisions = async (query: Record<string, string> = {}) => (await ask('listCatalogRevisions', { query })).body;

  test('tells every change with its author, newest first, of all, of a kind, of one object', async () => {
    await send(CATALOG, {}, { as: '[business-process]' });
    const { etag } = await ask('getBillItem', { path: { code: 'fees' } });
    const renamed = { code: 'fees', name: 'All fees', type: 'subscription' };
    await ask('updateBillItem', { path: { code: 'fees' }, body: renamed, headers: { 'if-match': etag } });
    await ask('createTag', { body: { code: 't', name: 'T', type: 'charge' } });
    await ask('deleteTag', { path: { code: 't' } });
    const { items } = await revisions();
    expect(
      items.map(
        ({ catalogVersion, kind, code, action }: CatalogRevision) => `${catalogVersion} ${kind} ${code} ${action}`,
      ),
    ).toEqual([
      '4 tag t deleted',
      '3 tag t created',
      '2 billItem fees replaced',
      '1 resource EUR created',
      '1 product fee created',
      '1 plan basic created',
      '1 eventType monthly created',
      '1 bundle basic created',
      '1 billItem fees created',
    ]);
    expect(items[2]).toEqual({
      catalogVersion: 2,
      kind: 'billItem',
      code: 'fees',
      at: '2026-03-15T10:00:00Z',
      actor: 'operator@example.com',
      action: 'replaced',
      changes: [{ pointer: '/name', before: 'Fees', after: 'All fees' }],
      moreChanges: 0,
    });
    expect((await revisions({ kind: 'tag' })).items).toHaveLength(2);
    const ofFees = await revisions({ kind: 'billItem', code: 'fees', limit: '1' });
    expect(ofFees.items).toMatchObject([{ catalogVersion: 2 }]);
    const next = await revisions({ kind: 'billItem', code: 'fees', limit: '1', cursor: ofFees.nextCursor });
    expect(next).toMatchObject({ items: [{ catalogVersion: 1, changes: [] }], nextCursor: null });
    expect((await ask('listCatalogRevisions', { query: { code: 'fees' } })).status).toBe(422);
  });

  test('shows an object before and after a change', async () => {
    await send(CATALOG);
    const path = { catalogVersion: '1', kind: 'product', code: 'fee' };
    const created = await ask('getCatalogRevision', { path });
    expect(created.body).toMatchObject({ action: 'created', before: null });
    expect(created.body.after).toEqual((await ask('getProduct', { path: { code: 'fee' } })).body);
    expect((await ask('getCatalogRevision', { path: { ...path, catalogVersion: '2' } })).status).toBe(404);
    expect((await ask('getCatalogRevision', { path: { ...path, kind: 'coin' } })).status).toBe(404);
  });

  test('makes the price book of any version', async () => {
    await send(CATALOG);
    await send(CATALOG.replace('9.90', '19.90'), { correction: 'true' });
    const amountAt = async (version: number) =>
      (await store.priceBooks.asOf(SITE, version)).products.get('fee')?.versions[0]?.price;
    expect(await amountAt(1)).toEqual({ model: 'flat', amount: '9.9' });
    expect(await amountAt(2)).toEqual({ model: 'flat', amount: '19.9' });
    expect(await amountAt(0)).toBeUndefined();
  });
});
