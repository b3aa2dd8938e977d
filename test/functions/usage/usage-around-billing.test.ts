import { expect, test } from 'vitest';
import type { Price } from '../../../domain/catalog/price.ts';
import { dec } from '../../../domain/money/decimal.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import { instantText } from '../../../domain/time/instant.ts';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { verifySite } from '../../../functions/use-cases/site/verify-site.ts';
import { cancelSubscription } from '../../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { onboardCustomer } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import { runLifecycle } from '../../../functions/use-cases/subscriptions/run-lifecycle.ts';
import { rateUsageBatch } from '../../../functions/use-cases/usage/rate-usage-batch.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { anaBuys, at, CATALOG, callAt, SITE, shopAt } from '../../support/shops/shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

/** Usage that is early or late for its bill: after the end of a cycle that is not billed yet, and of cycles that are. */

const siteId = SITE.siteId;

async function newAna(subscription: Parameters<typeof anaBuys>[0] = {}): Promise<InMemoryStore> {
  const store = shopAt(at('2026-03-10'));
  allowed(await onboardCustomer(store)(callAt(at('2026-03-10')), anaBuys(subscription)));
  return store;
}

let number = 0;
/** Data that Ana uses at a time, rated at a (later) time; what it costs before tax. */
async function uses(store: InMemoryStore, megabytes: string, time: Instant, now: Instant = time): Promise<string> {
  number += 1;
  store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });
  const services = {
    holders: async (site: string, identifier: string) => store.get('serviceClaim', site, { identifier })?.holders ?? [],
    forget: () => {},
  };
  const rate = rateUsageBatch({
    ...store,
    services,
    suspense: { suspend: async ({ reason, detail }) => expect.fail(`${reason} ${detail}`) },
    tallies: store.usageTallies,
    homeSite: siteId,
  });
  const event = {
    ...{ specversion: '1.0', type: 'billow.usage.v1', source: 'test', site: siteId, servicetype: 'DATA' },
    ...{ id: `${number}`, time: instantText(time), subject: '041-111-222', data: { quantity: megabytes } },
  };
  expect(await rate([{ messageId: 'm', body: JSON.stringify(event) }])).toMatchObject({ rated: 1, faults: [] });
  const charge = (await ana(store)).head.tail.at(-1)?.impacts.find((impact) => impact.charge !== null);
  return charge === undefined ? '0' : charge.amount.minus(charge.charge?.tax ?? 0).toFixed();
}

async function ana(store: InMemoryStore) {
  return (await store.ledgers.load(siteId, '1001')) ?? expect.fail('no ledger');
}

const bill = (store: InMemoryStore, now: Instant) =>
  runBilling(store)(callAt(now), { customerId: '1001', billingProfileId: '1001' });

async function megabytesLeft(store: InMemoryStore, cycle: string): Promise<string[]> {
  const { head } = await ana(store);
  const grants = [...head.buckets.values()].filter(({ resource, from }) => resource === 'MB' && from === at(cycle));
  return grants.map(({ amount }) => amount.toFixed());
}

const differences = async (store: InMemoryStore) => (await verifySite(store)(siteId)).differences;

test('after the end of a cycle, before it is billed, usage finds the allowance that billing will grant', async () => {
  const store = await newAna();
  expect(await uses(store, '400', at('2026-03-31T23:30:00Z'))).toBe('0');
  expect(await uses(store, '700', at('2026-04-01T09:00:00Z'))).toBe('2');
  allowed(await bill(store, at('2026-04-02T00:30:00Z')));
  expect(await megabytesLeft(store, '2026-04-01')).toEqual(['0']);
  expect(await uses(store, '1', at('2026-04-02T10:00:00Z'))).toBe('0.02');
  const [march] = store.all('bill', siteId).filter(({ finalisedAt }) => finalisedAt !== null);
  expect(march?.lines.map(({ product, net }) => [product, net])).toEqual([['FEE', '21.29']]);
  expect(await differences(store)).toEqual([]);
});

test('the grants of several cycles that wait to be billed are used in their own time', async () => {
  const store = await newAna();
  expect(await uses(store, '1000', at('2026-04-10'))).toBe('0');
  expect(await uses(store, '600', at('2026-05-10'))).toBe('0');
  expect(await uses(store, '500', at('2026-05-11'))).toBe('2');
  allowed(await bill(store, at('2026-06-01T00:30:00Z')));
  expect(await megabytesLeft(store, '2026-05-01')).toEqual(['0']);
  expect(await megabytesLeft(store, '2026-06-01')).toEqual(['-1000']);
  const nets = store.all('bill', siteId).filter(({ finalisedAt }) => finalisedAt !== null);
  expect(nets.map(({ net }) => net)).toEqual(['21.29', '30', '32']);
  expect(await differences(store)).toEqual([]);
});

test('usage of a billed cycle uses up what is left of its allowance, and its charge goes to the open bill', async () => {
  const store = await newAna();
  await uses(store, '900', at('2026-03-20'));
  allowed(await bill(store, at('2026-04-01T00:30:00Z')));
  expect(await uses(store, '300', at('2026-03-25'), at('2026-04-03'))).toBe('4');
  expect(await megabytesLeft(store, '2026-04-01')).toEqual(['-1000']);
  allowed(await bill(store, at('2026-05-01T00:30:00Z')));
  const april = store.all('bill', siteId).find(({ from, to }) => from === at('2026-04-01') && to === at('2026-05-01'));
  expect(april?.lines.map(({ product, net }) => [product, net])).toEqual([
    ['FEE', '30'],
    ['DATA_USE', '4'],
  ]);
  expect(await differences(store)).toEqual([]);
});

test('late usage of a first, short cycle goes on where its tiers stood', async () => {
  const store = shopAt(at('2026-03-10'));
  const tiered: Price = {
    model: 'graduated',
    basis: 'cycle',
    tiers: [
      { upTo: '100', unitPrice: '0.10' },
      { upTo: null, unitPrice: '0.08' },
    ],
  };
  for (const { kind, object } of CATALOG) {
    if (kind !== 'product' || object.code !== 'DATA_USE') continue;
    const { allowance: _none, ...rest } = object;
    const priced = { ...rest, versions: [{ validFrom: 0, price: tiered, tax: 'VAT' }] };
    store.seed({ put: 'catalog', value: { siteId, kind, code: object.code, object: priced, version: 0 } });
  }
  allowed(await onboardCustomer(store)(callAt(at('2026-03-10')), anaBuys()));
  expect(await uses(store, '80', at('2026-03-20'))).toBe('8');
  allowed(await bill(store, at('2026-04-01T00:30:00Z')));
  expect(await uses(store, '50', at('2026-03-25'), at('2026-04-03'))).toBe('4.4');
  expect(await uses(store, '10', at('2026-04-03'))).toBe('1');
  expect(await differences(store)).toEqual([]);
});

test('cancelled while a cycle waits to be billed: every day is charged once', async () => {
  const store = await newAna();
  await uses(store, '400', at('2026-04-05'));
  const now = at('2026-04-11');
  allowed(await cancelSubscription(store)(callAt(now), { subscriptionId: '1001', effective: 'now' }));
  allowed(await bill(store, now));
  allowed(await bill(store, at('2026-05-01T00:30:00Z')));
  const nets = store.all('bill', siteId).filter(({ finalisedAt }) => finalisedAt !== null);
  expect(nets.map(({ net }) => net)).toEqual(['21.29', '10']);
  expect(dec(nets[1]?.total ?? '0').toFixed()).toBe('12.2');
  expect(await differences(store)).toEqual([]);
});

test('usage from the minute of a later start is rated, with the allowance, before the job has started the purchases', async () => {
  const store = await newAna({ startAt: at('2026-03-20T09:00:00Z') });
  expect(await uses(store, '400', at('2026-03-20T09:00:00Z'))).toBe('0');
  expect(await uses(store, '700', at('2026-03-20T18:00:00Z'))).toBe('2');
  const now = at('2026-03-21T00:10:00Z');
  store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });
  const message = { siteId, job: 'purchase-verification', runId: '1', ref: '1001', customerId: '1001' } as const;
  expect(await runLifecycle(store)(message)).toMatchObject({ outcome: 'processed' });
  expect(await uses(store, '1', at('2026-03-21T10:00:00Z'))).toBe('0.02');
  allowed(await bill(store, at('2026-04-01T00:30:00Z')));
  const [march] = store.all('bill', siteId).filter(({ finalisedAt }) => finalisedAt !== null);
  expect(march?.lines.map(({ product, net }) => [product, net])).toEqual([
    ['FEE', '11.61'],
    ['DATA_USE', '2.02'],
  ]);
  expect(await differences(store)).toEqual([]);
});
