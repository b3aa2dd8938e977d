import { beforeEach, describe, expect, test } from 'vitest';
import type { Records } from '../../../functions/ports.ts';
import { deleteWebhookEndpoint } from '../../../functions/use-cases/notifications/webhook-endpoints.ts';
import { FileWorld } from './file-world.ts';
import { SITE } from './test-site.ts';

/** Webhook endpoints have secrets and are no catalog objects; what names them must not be left without. */

let world: FileWorld;
beforeEach(async () => {
  world = new FileWorld();
  const { ask } = world;
  const endpoint = (code: string) => ({ code, name: code, url: `https://${code}.example.com/hook` });
  for (const code of ['care', 'barrier']) {
    expect((await ask('createWebhookEndpoint', { body: endpoint(code) })).status).toBe(201);
  }
  const EUR = { code: 'EUR', name: 'Euro', kind: 'monetary', currency: 'EUR' };
  expect((await ask('createResource', { body: EUR })).status).toBe(201);
});

const dunning = (endpoint: string, exitEndpoint = 'barrier') => ({
  ...{ code: 'strict', name: 'Strict', resource: 'EUR', threshold: '5', exitEndpoint },
  actions: [{ type: 'block', afterDays: 14, endpoint }],
});
const rule = (code: string, endpoint: string) => ({
  ...{ code, name: code, event: 'threshold.reached' },
  publishers: [{ action: 'webhook', endpoint }],
});
const remove = (code: string) => world.ask('deleteWebhookEndpoint', { path: { code } });

describe('a dunning configuration', () => {
  test.for([
    [dunning('gone'), '/actions/0/endpoint'],
    [dunning('barrier', 'gone'), '/exitEndpoint'],
  ] as const)('blocks and lifts at endpoints that are there: %j', async ([body, pointer]) => {
    expect(await world.ask('createDunningConfiguration', { body })).toMatchObject({
      status: 422,
      body: { code: 'catalog.reference_missing', errors: [{ pointer }] },
    });
    const told = await world.send({ format: 'billow.catalog.v1', dunningConfigurations: [body] });
    expect(told.body.errors).toMatchObject([{ pointer: `/dunningConfigurations/0${pointer}` }]);
  });

  test('keeps its endpoint from being deleted', async () => {
    expect((await world.ask('createDunningConfiguration', { body: dunning('care') })).status).toBe(201);
    for (const code of ['care', 'barrier']) {
      expect(await remove(code)).toMatchObject({
        status: 409,
        body: { code: 'catalog.in_use', detail: expect.stringContaining('dunning configuration "strict"') },
      });
    }
  });
});

describe('deleting an endpoint', () => {
  test('sees the last of many rules', async () => {
    const rules = Array.from({ length: 230 }, (_, index) =>
      rule(`r-${1000 + index}`, index === 229 ? 'care' : 'barrier'),
    );
    expect((await world.send({ format: 'billow.catalog.v1', notificationRules: rules })).status).toBe(200);
    expect(await remove('care')).toMatchObject({ status: 409, body: { detail: expect.stringContaining('"r-1229"') } });
  });

  test('at the moment at which a rule takes it looks again', async () => {
    const { store } = world;
    let first = true;
    // Between what the deletion reads and what it writes, a rule comes.
    const records: Records = {
      ...store.records,
      find: async (query, site, args, page) => {
        const found = await store.records.find(query, site, args, page);
        if (!first || query !== 'wholeCatalog') return found;
        first = false;
        expect((await world.ask('createNotificationRule', { body: rule('late', 'care') })).status).toBe(201);
        return found;
      },
    };
    const remove = deleteWebhookEndpoint({ ...store, records, systemTime: () => 0, newSecret: () => '' });
    expect(await remove({ siteId: SITE }, 'care')).toMatchObject({ error: { code: 'catalog.in_use' } });
    expect(store.get('webhookEndpoint', SITE, { code: 'care' })).not.toBeNull();
  });
});
