import { beforeEach, describe, expect, test } from 'vitest';
import type { CustomAttribute } from '../../../domain/catalog/settings.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { anaBuys, at, SITE, shopAt } from '../../support/shops/shop.ts';
import { stock } from '../../support/shops/voucher-shop.ts';
import { apiOver } from '../http/api.ts';
import type { Ask, Told } from '../http/ask.ts';

/** Fields that operators add to customers and billing profiles, from the catalog to what reads them. */

const siteId = SITE.siteId;
const NOW = at('2026-03-10T12:00:00Z');
const attribute = (code: string, changes: Partial<CustomAttribute> = {}): CustomAttribute => ({
  ...{ code, name: code, entity: 'customer', type: 'string', mandatory: false, includedOnInvoice: false },
  ...changes,
});

let store: InMemoryStore;
let ask: (operation: string, ask?: Ask) => Promise<Told>;
beforeEach(() => {
  store = shopAt(NOW);
  const attributes = [
    attribute('segment'),
    attribute('meters', { type: 'numeric' }),
    attribute('vip', { type: 'boolean' }),
    attribute('since', { type: 'datetime' }),
    attribute('cost-centre', { entity: 'billing-profile' }),
    attribute('colour', { entity: 'product' }),
  ];
  stock(store, ...attributes.map((object) => ({ kind: 'customAttribute', object }) as const));
  ask = apiOver(store);
});

const onboard = (customer: Record<string, string>, profile?: Record<string, string>) =>
  ask('onboardCustomer', {
    body: anaBuys(profile === undefined ? {} : { attributes: profile }, { attributes: customer }),
  });
const edit = async (change: object) => {
  const { etag } = await ask('getCustomer', { path: { customerId: '1001' } });
  return ask('updateCustomer', { path: { customerId: '1001' }, body: change, headers: { 'if-match': etag } });
};
const pointers = ({ body }: Told): readonly string[] => body.errors.map(({ pointer }: { pointer: string }) => pointer);
const changeAttribute = async (code: string, change: object) => {
  const { body, etag } = await ask('getCustomAttribute', { path: { code } });
  return ask('updateCustomAttribute', {
    path: { code },
    body: { ...body, ...change },
    headers: { 'if-match': etag },
  });
};
const contract = async () => (await store.ledgers.load(siteId, '1001'))?.profile;

describe('values are what their attributes say', () => {
  test.for([
    [{ unheard: 'x' }, 'unheard'],
    [{ colour: 'red' }, 'colour'],
    [{ 'cost-centre': '7' }, 'cost-centre'],
    [{ meters: 'three' }, 'meters'],
    [{ vip: 'yes' }, 'vip'],
    [{ since: '2026-03-10' }, 'since'],
  ] as const)('%j of a customer is refused, at onboarding and later', async ([values, code]) => {
    const told = await onboard(values);
    expect(told).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(pointers(told)).toEqual([`/customer/attributes/${code}`]);
    expect((await ask('previewOnboarding', { body: anaBuys({}, { attributes: values }) })).status).toBe(422);
    expect((await onboard({})).status).toBe(201);
    const edited = await edit({ attributes: values });
    expect(edited).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(pointers(edited)).toEqual([`/attributes/${code}`]);
  });

  test('all that fit are kept, those of the billing profile with it', async () => {
    const values = { segment: 'a', meters: '3', vip: 'true', since: '2026-03-10T00:00:00Z' };
    expect((await onboard(values, { 'cost-centre': '7' })).status).toBe(201);
    expect((await ask('getCustomer', { path: { customerId: '1001' } })).body.attributes).toEqual(values);
    const { body } = await ask('getBillingProfile', { path: { billingProfileId: '1001' } });
    expect(body.attributes).toEqual({ 'cost-centre': '7' });
    expect((await contract())?.attributes).toEqual({ ...values, 'cost-centre': '7' });
    expect(pointers(await ask('previewOnboarding', { body: anaBuys({ attributes: { segment: 'a' } }) }))).toEqual([
      '/subscription/attributes/segment',
    ]);
  });

  test('mandatory ones are given, and edits that leave attributes alone need not make up for it', async () => {
    expect((await onboard({ segment: 'a' })).status).toBe(201);
    expect((await changeAttribute('meters', { mandatory: true })).status).toBe(200);
    expect(pointers(await ask('previewOnboarding', { body: anaBuys({}, { email: 'bor@example.com' }) }))).toEqual([
      '/customer/attributes/meters',
    ]);
    expect((await edit({ attributes: { segment: 'a' } })).status).toBe(200);
    expect(pointers(await edit({ attributes: { segment: 'b' } }))).toEqual(['/attributes/meters']);
    expect((await edit({ attributes: { segment: 'b', meters: '2' } })).status).toBe(200);
  });
});

describe('what is edited reaches what reads it', () => {
  test('contracts carry the new values and keep those of the billing profile', async () => {
    await onboard({ segment: 'a', meters: '3' }, { 'cost-centre': '7' });
    expect((await edit({ attributes: { segment: 'b' } })).status).toBe(200);
    expect((await contract())?.attributes).toEqual({ segment: 'b', 'cost-centre': '7' });
  });

  test('together with the status, which contracts follow as well', async () => {
    await onboard({ segment: 'a' });
    await ask('cancelSubscription', { path: { subscriptionId: '1001' }, body: { effective: 'now' } });
    expect((await edit({ status: 'inactive', attributes: { segment: 'b' } })).status).toBe(200);
    expect(await contract()).toMatchObject({ status: 'inactive', attributes: { segment: 'b' } });
  });
});

describe('an attribute that customers have', () => {
  beforeEach(async () => {
    await onboard({ meters: '3' }, { 'cost-centre': '7' });
    await edit({ attributes: { meters: '3', segment: 'a' } });
  });

  test.for(['meters', 'segment', 'cost-centre'])('is not deleted: %s', async (code) => {
    const told = await ask('deleteCustomAttribute', { path: { code } });
    expect(told).toMatchObject({ status: 409, body: { code: 'catalog.in_use' } });
    const file = { format: 'billow.catalog.v1', customAttributes: [] };
    const pruned = await ask('importCatalog', { body: file, query: { prune: 'true', dryRun: 'true' } });
    const words = pruned.body.problems.map(({ message }: { message: string }) => message).join(' ');
    expect(words).toContain(`custom attribute "${code}"`);
  });

  test('one that nobody has may go', async () => {
    expect((await ask('deleteCustomAttribute', { path: { code: 'vip' } })).status).toBe(204);
  });

  test('takes no type that its values do not read as, by no door', async () => {
    expect(pointers(await changeAttribute('segment', { type: 'numeric' }))).toEqual(['/type']);
    const file = {
      format: 'billow.catalog.v1',
      customAttributes: [{ code: 'segment', name: 'segment', entity: 'customer', type: 'datetime' }],
    };
    const told = await ask('importCatalog', { body: file, query: { correction: 'true' } });
    expect(pointers(told)).toEqual(['/customAttributes/0/type']);
    expect((await changeAttribute('meters', { type: 'string' })).status).toBe(200);
    expect((await changeAttribute('vip', { type: 'numeric' })).status).toBe(200);
  });
});

describe('what balances and billing profiles are made of', () => {
  const spare = { code: 'POINTS', name: 'Points', kind: 'unit', ratingScale: 0, billingScale: 0 };

  test('a resource that was put into a balance by hand stays and keeps its digits', async () => {
    await onboard({});
    for (const code of ['POINTS', 'STARS']) {
      expect((await ask('createResource', { body: { ...spare, code } })).status).toBe(201);
    }
    const balance = { resource: 'POINTS', amount: '5', direction: 'credit', validity: 'infinite', note: 'Sorry' };
    const path = { balanceGroupId: '1001' };
    expect((await ask('createBalance', { path, body: balance })).status).toBe(201);
    expect(await ask('deleteResource', { path: { code: 'POINTS' } })).toMatchObject({
      status: 409,
      body: { code: 'catalog.in_use' },
    });
    const { body, etag } = await ask('getResource', { path: { code: 'POINTS' } });
    const finer = { ...body, ratingScale: 2 };
    const told = await ask('updateResource', { path: { code: 'POINTS' }, body: finer, headers: { 'if-match': etag } });
    expect(pointers(told)).toEqual(['/ratingScale']);
    expect((await ask('deleteResource', { path: { code: 'STARS' } })).status).toBe(204);
  });

  test('an interval that profiles are billed by stays as it is although no product has it', async () => {
    const body = anaBuys({ plan: 'USE_ONLY', eventType: 'WEEKLY' });
    expect((await ask('onboardCustomer', { body })).status).toBe(201);
    expect((await ask('deleteEventType', { path: { code: 'WEEKLY' } })).status).toBe(409);
    const { body: weekly, etag } = await ask('getEventType', { path: { code: 'WEEKLY' } });
    const told = await ask('updateEventType', {
      path: { code: 'WEEKLY' },
      body: { ...weekly, interval: { unit: 'day', count: 1 } },
      headers: { 'if-match': etag },
    });
    expect(pointers(told)).toEqual(['/interval']);
  });
});
