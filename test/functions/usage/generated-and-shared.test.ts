import { beforeEach, expect, test } from 'vitest';
import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { FamilyShop } from '../../support/shops/family-shop.ts';
import { at, CATALOG, callAt, SITE } from '../../support/shops/shop.ts';
import { used } from '../../support/shops/usage-shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

/** Every voice service is charged 10 units at the end of each cycle, 0.61 with tax. Ana takes over what Bor uses. */
const GENERATOR: CatalogObject = {
  kind: 'eventGenerator',
  object: {
    ...{ code: 'STANDING', name: 'Line', linkedTo: 'service', serviceType: 'VOICE' },
    mapper: { quantity: { from: 'constant', value: '10' } },
  },
};

const siteId = SITE.siteId;
const OVER = at('2026-04-01T00:30:00Z');
let shop: FamilyShop;

beforeEach(async () => {
  shop = await FamilyShop.open();
  await shop.family();
  shop.moveTo('2026-03-11T00:00:00Z');
  const line = CATALOG.find(({ object }) => object.code === 'VOICE_USE');
  if (line?.kind !== 'product') throw new Error('no calls');
  const object = { ...line.object, eventGenerators: ['STANDING'] };
  shop.store.seed(
    { put: 'catalog', value: { siteId, ...GENERATOR, code: 'STANDING', version: 0 } },
    { put: 'catalog', value: { siteId, kind: 'product', code: 'VOICE_USE', object, version: 1 } },
  );
  shop.store.seed({ put: 'site', value: { ...SITE, catalogVersion: 2, version: 1 } });
  shop.moveTo('2026-04-01T00:30:00Z');
});

const bill = (id: string) => runBilling(shop.store)(callAt(OVER), { customerId: id, billingProfileId: id });
const total = async (id: string) => allowed(await bill(id)).billed.at(-1)?.total;
const generated = async (id: string) =>
  (await shop.head(id)).tail.filter((entry) => entry.id.startsWith('EG-')).map(({ kind, at: when }) => [kind, when]);
const END_OF_MARCH = at('2026-04-01') - 1;

test('what a generator makes for a member is taken over by the owner, in the commit of the bill', async () => {
  const before = shop.store.commits.length;
  expect(await total('1002')).toBe('0');
  expect(await generated('1002')).toEqual([['usage', END_OF_MARCH]]);
  expect(await generated('1001')).toEqual([['shared', END_OF_MARCH]]);
  const commits = shop.store.commits.slice(before);
  expect(commits.map((changes) => changes.filter((one) => 'put' in one && one.put === 'ledger').length)).toEqual([2]);
  // The fee, Ana's own line and Bor's.
  expect(await total('1001')).toBe('37.82');
  expect(await shop.differences()).toEqual([]);
});

test('an owner who is billed already finds it on the next bill', async () => {
  expect(await total('1001')).toBe('37.21');
  expect(await total('1002')).toBe('0');
  expect(await shop.charges('1001')).toEqual(['FEE 30 6.6 1', 'VOICE_USE 0.5 0.11 10']);
  expect(await shop.differences()).toEqual([]);
});

test('who loses the race for the owner looks again, and it is taken over once', async () => {
  let races = 0;
  shop.store.beforeCommit = async () => {
    races += 1;
    if (races > 1) return;
    const call = used({ id: 'c', at: '2026-03-31T12:00:00Z', quantity: '20', serviceType: 'VOICE' });
    expect(await shop.rate([call])).toMatchObject({ rated: 1 });
  };
  expect(allowed(await bill('1002')).billed).toHaveLength(1);
  // Billing, the call that was faster, billing again.
  expect(races).toBe(3);
  expect(await generated('1001')).toEqual([['shared', END_OF_MARCH]]);
  expect(await bill('1002')).toMatchObject({ ok: false, error: { code: 'billing.cycle_open' } });
  expect(await generated('1001')).toHaveLength(1);
  expect(await shop.differences()).toEqual([]);
});

test('an owner who has reached a limit stands in for nobody', async () => {
  const limits = [{ resource: 'EUR', limit: '37', hard: true, thresholds: [] }];
  const object = { code: 'TIGHT', name: 'Tight', paymentTypes: [], limits };
  shop.store.seed({ put: 'catalog', value: { siteId, kind: 'creditProfile', code: 'TIGHT', object, version: 0 } });
  shop.store.seed({ put: 'site', value: { ...SITE, catalogVersion: 3, version: 2 } });
  const account = await shop.store.ledgers.load(siteId, '1001');
  const profile = account?.profile ?? expect.fail();
  await shop.store.commit([{ put: 'ratingProfile', value: { ...profile, creditProfile: 'TIGHT' }, before: profile }]);
  expect(await total('1002')).toBe('0.61');
  expect(await generated('1001')).toEqual([]);
});
