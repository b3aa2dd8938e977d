import { expect, test } from 'vitest';
import type { EmailClaim } from '../../functions/records.ts';
import { InMemoryStore } from '../support/memory/in-memory-store.ts';

const claim = (version: number, customerId = '1001'): EmailClaim => ({
  siteId: 'demo',
  email: 'ana@example.com',
  customerId,
  version,
});

test('a commit holds only on the version that was read, and writes all or nothing', async () => {
  const store = new InMemoryStore();
  expect(await store.commit([{ put: 'emailClaim', value: claim(0) }])).toBe('done');
  expect(store.get('emailClaim', 'demo', { email: 'ana@example.com' })).toEqual(claim(1));
  const other = { ...claim(0), email: 'bor@example.com' };
  expect(
    await store.commit([
      { put: 'emailClaim', value: other },
      { put: 'emailClaim', value: claim(0, '1002') },
    ]),
  ).toBe('conflict');
  expect(store.all('emailClaim', 'demo')).toEqual([claim(1)]);
  expect(await store.commit([{ remove: 'emailClaim', value: claim(1) }])).toBe('done');
  expect(store.all('emailClaim', 'demo')).toEqual([]);
});

test('the same item twice in one commit is a bug, not a conflict', async () => {
  const store = new InMemoryStore();
  const twice = { put: 'emailClaim', value: claim(0) } as const;
  await expect(store.commit([twice, twice])).rejects.toThrow('changed twice');
});
