import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Dec, sum } from '../../../domain/money/decimal.ts';
import { rateUsageBatch } from '../../../functions/use-cases/usage/rate-usage-batch.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { apiOver } from '../http/api.ts';
import { SITE, storeWithSites } from '../http/test-site.ts';

/** What the demo catalogs say in their comments, through import, onboarding and the rating worker. The clock stands at NOW. */
const NOW = Date.parse('2026-03-20T10:00:00Z');

const PERSON = {
  ...{ firstName: 'Ana', lastName: 'Novak', email: 'ana@example.com', phone: '+38641111222' },
  ...{ address: 'Slovenska cesta 2', city: 'Ljubljana', zip: '1000', country: 'SI' },
};

type Bought = {
  readonly type: string;
  readonly plan: string;
  readonly resource: string;
  readonly products?: readonly object[];
  readonly identifier?: string;
};

async function customerOf(catalog: string, { type, plan, resource, ...more }: Bought): Promise<InMemoryStore> {
  const store = storeWithSites();
  store.seed({ put: 'siteClock', value: { siteId: SITE, now: NOW, target: null, waitingFor: null, version: 1 } });
  const ask = apiOver(store);
  const body = readFileSync(new URL(`../../../local/demo/catalogs/${catalog}`, import.meta.url), 'utf8');
  const imported = await ask('importCatalog', { body, headers: { 'content-type': 'application/yaml' } });
  expect(imported.body.errors).toBeUndefined();
  const onboarded = await ask('onboardCustomer', {
    body: {
      customer: { type, ...PERSON },
      payment: { method: 'invoice' },
      subscription: {
        ...{ plan, paymentType: 'postpaid', resource, eventType: 'monthly', billingDay: 1, ...more },
        startAt: '2026-03-01T00:00:00Z',
      },
    },
  });
  expect(onboarded.body.errors).toBeUndefined();
  expect(onboarded.status).toBe(201);
  return store;
}

let number = 0;
/** Rates an event; what it costs before tax, and what it takes from allowances. */
async function costs(
  store: InMemoryStore,
  event: { readonly servicetype: string; readonly subject: string; readonly time: string; readonly data: object },
): Promise<{ readonly net: string; readonly used: string }> {
  number += 1;
  const rate = rateUsageBatch({
    ...store,
    services: {
      holders: async (site: string, identifier: string) =>
        store.get('serviceClaim', site, { identifier })?.holders ?? [],
      forget: () => {},
    },
    suspense: { suspend: async ({ reason, detail }) => expect.fail(`${reason} ${detail}`) },
    tallies: store.usageTallies,
    homeSite: SITE,
  });
  const message = {
    specversion: '1.0',
    type: 'billow.usage.v1',
    source: 'test',
    site: SITE,
    id: `${number}`,
    ...event,
  };
  expect(await rate([{ messageId: 'm', body: JSON.stringify(message) }])).toMatchObject({ rated: 1, faults: [] });
  const account = (await store.ledgers.load(SITE, '1001')) ?? expect.fail('no ledger');
  const impacts = account.head.tail.at(-1)?.impacts ?? [];
  const money = impacts.flatMap(({ amount, charge }) => (charge === null ? [] : [amount.minus(charge.tax)]));
  const units = impacts.flatMap(({ amount, charge }) => (charge === null ? [amount] : []));
  const total = (amounts: readonly Dec[]) => sum(amounts).toFixed();
  return { net: total(money), used: total(units) };
}

test('energy: a standing charge with the first reading of a day, then only the energy', async () => {
  const store = await customerOf('energy.yaml', {
    ...{ type: 'household', plan: 'home-energy', resource: 'EUR', identifier: 'M-1' },
  });
  const reads = (time: string, kwh: number) =>
    costs(store, { servicetype: 'meter-reading', subject: 'M-1', time, data: { wh: `${kwh * 1000}` } });
  expect((await reads('2026-03-10T08:00:00Z', 5)).net).toBe('1.306');
  expect((await reads('2026-03-10T18:00:00Z', 3)).net).toBe('0.372');
  // 23:30 in UTC is the next day where the site is.
  expect((await reads('2026-03-10T23:30:00Z', 1)).net).toBe('0.81');
});

test('energy: what lies over the edge of the night is split', async () => {
  const store = await customerOf('energy.yaml', {
    ...{ type: 'household', plan: 'day-night', resource: 'EUR', identifier: 'M-2' },
  });
  const uses = (time: string, end: string) =>
    costs(store, { servicetype: 'quarter-hour', subject: 'M-2', time, data: { kwh: '8', end } });
  // Tuesday, 04:00 to 08:00 where the site is: two hours of night, two of day.
  expect((await uses('2026-03-10T03:00:00Z', '2026-03-10T07:00:00Z')).net).toBe('0.9124');
  // A Sunday is night all day.
  expect((await uses('2026-03-15T10:00:00Z', '2026-03-15T11:00:00Z')).net).toBe('0.7696');
});

test('energy: the readings of a month become one event, priced in tiers, just before the bill is made', async () => {
  const store = await customerOf('energy.yaml', {
    ...{ type: 'household', plan: 'smart-energy', resource: 'EUR', identifier: 'M-3' },
  });
  for (const kwh of ['150', '200', '100']) {
    const data = { kwh, kind: 'reading' };
    const read = { servicetype: 'smart-meter', subject: 'M-3', time: '2026-03-10T08:00:00Z', data };
    expect((await costs(store, read)).net).toBe('0');
  }
  const now = Date.parse('2026-04-01T01:00:00Z');
  store.seed({ put: 'siteClock', value: { siteId: SITE, now, target: null, waitingFor: null, version: 1 } });
  const billed = await apiOver(store)('runBilling', { path: { billingProfileId: '1001' } });
  expect(billed.status).toBe(200);
  const [bill] = store.all('bill', SITE).filter(({ finalisedAt }) => finalisedAt !== null);
  const lines = bill?.lines.map(({ product, quantity, net }) => ({ product, quantity, net }));
  // 200 at 0.1089 and 250 at 0.1245 are 52.905.
  expect(lines).toContainEqual({ product: 'smart-energy', quantity: '450', net: '52.91' });
  expect(lines).toContainEqual({ product: 'network-fee', quantity: '1', net: '6.12' });
});

const SUBSCRIBER = {
  ...{ type: 'residential', plan: 'val-m', resource: 'EUR' },
  products: [
    { bundle: 'val-m', product: 'calls', identifier: '38640111222' },
    { bundle: 'val-m', product: 'data', identifier: 'SIM-1' },
  ],
};

test.for([
  ['on the own network', { to: '38640777888', visited: 'SI' }, '0', '10'],
  ['national', { to: '38641777888', visited: 'SI' }, '0', '10'],
  ['free of charge', { to: '38680123', visited: 'SI' }, '0', '0'],
  ['to a premium number', { to: '38690123', visited: 'SI' }, '10.2', '0'],
  ['to Germany', { to: '4915112345678', visited: 'SI' }, '1.9', '0'],
  ['to Serbia, in the Balkans', { to: '38160123456', visited: 'SI' }, '3.5', '0'],
  ['to Switzerland, in the rest of Europe', { to: '41791234567', visited: 'SI' }, '7.9', '0'],
  ['to New York', { to: '12125550123', visited: 'SI' }, '2.9', '0'],
  ['to Japan', { to: '81312345678', visited: 'SI' }, '7.9', '0'],
  ['from Croatia, as at home', { to: '12125550123', visited: 'HR' }, '0', '10'],
  ['from Switzerland', { to: '38641777888', visited: 'CH' }, '14.9', '0'],
] as const)('mobile: ten minutes %s', async ([, data, net, used]) => {
  const store = await customerOf('mobile-operator.yaml', SUBSCRIBER);
  const call = { ...data, end: '2026-03-10T12:10:00Z' };
  const told = await costs(store, {
    ...{ servicetype: 'voice', subject: '38640111222', time: '2026-03-10T12:00:00Z', data: call },
  });
  expect(told).toEqual({ net, used });
});

test('mobile: data beyond 10 GB comes in packages that a month fills up', async () => {
  const store = await customerOf('mobile-operator.yaml', SUBSCRIBER);
  const uses = (volume: string) =>
    costs(store, {
      servicetype: 'data',
      subject: 'SIM-1',
      time: '2026-03-10T12:00:00Z',
      data: { volume, visited: 'SI' },
    });
  expect(await uses('9990')).toEqual({ net: '0', used: '9990' });
  expect(await uses('30')).toEqual({ net: '0.5', used: '10' });
  expect(await uses('80')).toEqual({ net: '0', used: '0' });
  expect(await uses('1')).toEqual({ net: '0.5', used: '0' });
});

test('AI: tokens by model, in tiers that count on; a fee of each sale between its bounds', async () => {
  const products = ['tokens-in', 'tokens-out', 'marketplace-fee'].map((product) => ({
    ...{ bundle: 'team', product, identifier: product },
    ...(product === 'marketplace-fee' ? { purchase: true } : {}),
  }));
  const store = await customerOf('saas-ai.yaml', { type: 'company', plan: 'team', resource: 'USD', products });
  const asks = (model: string, tokens: string) =>
    costs(store, {
      servicetype: 'tokens-in',
      subject: 'tokens-in',
      time: '2026-03-10T12:00:00Z',
      data: { model, tokens },
    });
  expect((await asks('atlas-small-2026-01', '1500')).net).toBe('0.000225');
  expect((await asks('atlas-large-2026-01', '40000000')).net).toBe('120');
  expect((await asks('atlas-large-2026-01', '20000000')).net).toBe('54');
  expect((await asks('atlas-large-reasoning-2026-01', '1000000')).net).toBe('5');
  const sells = (amount: string) =>
    costs(store, { servicetype: 'sale', subject: 'marketplace-fee', time: '2026-03-10T12:00:00Z', data: { amount } });
  expect((await sells('100')).net).toBe('3.2');
  expect((await sells('1')).net).toBe('0.5');
  expect((await sells('20000')).net).toBe('250');
});

test('AI: a request counts once toward the tiers', async () => {
  const products = [
    { bundle: 'team', product: 'tokens-in', identifier: 'tokens-in' },
    { bundle: 'team', product: 'tokens-out', identifier: 'tokens-out' },
    { bundle: 'team', product: 'requests', identifier: 'requests', purchase: true },
  ];
  const store = await customerOf('saas-ai.yaml', { type: 'company', plan: 'team', resource: 'USD', products });
  const asks = { servicetype: 'request', subject: 'requests', time: '2026-03-10T12:00:00Z', data: {} };
  expect((await costs(store, asks)).net).toBe('0.0004');
  expect((await costs(store, asks)).net).toBe('0.0004');
  const account = await store.ledgers.load(SITE, '1001');
  const counted = [...(account?.head.counters ?? [])].filter(([key]) => key.endsWith('|requests'));
  expect(counted.map(([, amount]) => amount.toFixed())).toEqual(['2']);
});
