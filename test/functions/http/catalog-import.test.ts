import { beforeEach, describe, expect, test } from 'vitest';
import { actions, asJson, CATALOG, FileWorld } from './file-world.ts';
import { OTHER_SITE, SITE } from './test-site.ts';

let store: FileWorld['store'];
let ask: FileWorld['ask'];
let send: FileWorld['send'];
let exported: FileWorld['exported'];
let catalogOf: FileWorld['catalogOf'];
beforeEach(() => {
  ({ store, ask, send, exported, catalogOf } = new FileWorld());
});

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

  test('asks for a file where there is none', async () => {
    const told = await send('');
    expect(told).toMatchObject({
      status: 422,
      body: { errors: [{ message: 'Send a catalog file as YAML or JSON.' }] },
    });
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

  test('notification rules publish to webhook endpoints that are there, as when they are created one by one', async () => {
    const rule = (endpoint: string) => ({
      ...{ code: 'tell', name: 'Tell', event: 'limit.refused' },
      publishers: [{ action: 'log' }, { action: 'webhook', endpoint }],
    });
    const file = (endpoint: string) => ({ format: 'billow.catalog.v1', notificationRules: [rule(endpoint)] });
    const pointer = '/notificationRules/0/publishers/1/endpoint';
    expect(await send(file('care'))).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect((await send(file('care'), { dryRun: 'true' })).body.problems).toMatchObject([{ pointer }]);
    const settings = { name: 'Care', url: 'https://care.example.com/hook', enabled: true };
    store.seed({
      put: 'webhookEndpoint',
      value: { siteId: SITE, code: 'care', ...settings, secrets: [], createdAt: 0, version: 0 },
    });
    expect((await send(file('care'))).status).toBe(200);
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
