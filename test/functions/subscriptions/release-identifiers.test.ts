import { expect, test } from 'vitest';
import type { ServiceClaim } from '../../../domain/subscription/subscription.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import type { ReleasedIdentifier } from '../../../functions/records.ts';
import { releaseIdentifiers } from '../../../functions/use-cases/subscriptions/release-identifiers.ts';
import { InMemoryStore } from '../../support/memory/in-memory-store.ts';

const siteId = 'demo';
const NOON = Date.UTC(2026, 4, 5, 12);

const name = (index: number): string => `041-${index}`;
const claimed = (index: number): ServiceClaim => ({
  siteId,
  identifier: name(index),
  holders: [
    {
      ...{ serviceType: 'VOICE', serviceId: `${index}`, customerId: '1001', balanceGroupId: '1001' },
      ...{ from: 0, to: FOREVER },
    },
  ],
  reusableFrom: null,
  version: 0,
});
const release = (index: number): ReleasedIdentifier => ({
  ...{ identifier: name(index), serviceId: `${index}`, at: NOON, quarantineDays: 0, zone: 'Europe/Ljubljana' },
});
const COUNT = 200;
const RELEASES = Array.from({ length: COUNT }, (_, index) => release(index));

function storeOfMany(): InMemoryStore {
  const store = new InMemoryStore();
  for (let index = 0; index < COUNT; index++) store.seed({ put: 'serviceClaim', value: claimed(index) });
  return store;
}
const ends = (store: InMemoryStore) =>
  RELEASES.map(({ identifier }) => store.get('serviceClaim', siteId, { identifier })?.holders[0]?.to);

test('identifiers are given back many at a time: thousands must not take longer than the function may', async () => {
  const store = storeOfMany();
  let writing = 0;
  let most = 0;
  store.beforeCommit = async () => {
    most = Math.max(most, ++writing);
    await new Promise((resolve) => setTimeout(resolve, 1));
    writing -= 1;
  };
  await releaseIdentifiers(store, siteId, RELEASES);
  expect(most).toBeGreaterThan(10);
  expect(most).toBeLessThan(50);
  expect(new Set(ends(store))).toEqual(new Set([NOON]));
});

test('a crash leaves the rest for the next time, which leaves alone what somebody else has by now', async () => {
  const store = storeOfMany();
  let writes = 0;
  store.beforeCommit = () => {
    writes += 1;
    if (writes > 50) throw new Error('the function is killed');
  };
  await expect(releaseIdentifiers(store, siteId, RELEASES)).rejects.toThrow('killed');
  store.beforeCommit = () => {};
  const free = RELEASES.find((_, index) => ends(store)[index] === NOON) ?? expect.fail('none was given back');
  const claim = store.get('serviceClaim', siteId, { identifier: free.identifier }) ?? expect.fail('no claim');
  const next = { ...claim.holders[0], serviceId: '9000', customerId: '1002', from: NOON, to: FOREVER };
  const taken = { ...claim, holders: [...claim.holders, { ...claimed(0).holders[0], ...next }] } as ServiceClaim;
  expect(await store.commit([{ put: 'serviceClaim', value: taken }])).toBe('done');

  await releaseIdentifiers(store, siteId, RELEASES);
  await releaseIdentifiers(store, siteId, RELEASES);
  expect(new Set(ends(store))).toEqual(new Set([NOON]));
  expect(store.get('serviceClaim', siteId, { identifier: free.identifier })).toMatchObject({
    holders: [{ to: NOON }, { serviceId: '9000', to: FOREVER }],
  });
});

test('an identifier that is taken for two services of one customer is given back by both', async () => {
  const store = new InMemoryStore();
  const [first] = claimed(1).holders;
  if (first === undefined) throw new Error('a holder was expected');
  const holders = [first, { ...first, serviceType: 'DATA', serviceId: '2' }];
  store.seed({ put: 'serviceClaim', value: { ...claimed(1), holders } });
  await releaseIdentifiers(store, siteId, [release(1), { ...release(1), serviceId: '2' }]);
  expect(store.get('serviceClaim', siteId, { identifier: name(1) })).toMatchObject({
    holders: [{ to: NOON }, { to: NOON }],
    reusableFrom: NOON,
  });
});
