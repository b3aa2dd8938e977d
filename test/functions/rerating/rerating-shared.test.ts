import { beforeEach, describe, expect, test } from 'vitest';
import type { Product } from '../../../domain/catalog/catalog.ts';
import { FamilyShop } from '../../support/shops/family-shop.ts';
import { used } from '../../support/shops/usage-shop.ts';

const ofGroup = { groupId: '1001' };
const ofMember = { ...ofGroup, customerId: '1002' };

let shop: FamilyShop;
beforeEach(async () => {
  shop = await FamilyShop.open();
  await shop.family();
});

const call = async (id: string, at: string): Promise<void> => {
  shop.moveTo(at);
  const event = used({ id, at, quantity: '100', serviceType: 'VOICE', subject: 'BOR' });
  expect(await shop.rate([event])).toMatchObject({ rated: 1 });
};
const dearer = (product: Product): Product => ({
  ...product,
  versions: product.versions.map((version) => ({ ...version, price: { model: 'per-unit', unitPrice: '0.10' } })),
});
const change = async (operation: 'updateSharingGroup' | 'updateSharingMember', status: string): Promise<void> => {
  const headers = { 'if-match': (await shop.show()).etag };
  const path = operation === 'updateSharingGroup' ? ofGroup : ofMember;
  expect((await shop.ask(operation, { path, body: { status }, headers })).status).toBe(200);
};
async function rerated(): Promise<readonly [string, unknown]> {
  shop.moveTo('2026-03-20T00:00:00Z');
  await shop.correctPrice('VOICE_USE', dearer);
  const body = { reason: 'Too cheap', from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z', customerId: '1002' };
  const { body: ordered } = await shop.ask('startRerating', { body });
  await shop.workOff();
  expect(shop.faults).toEqual([]);
  return [ordered.runId, (await shop.ask('getRerating', { path: { runId: ordered.runId } })).body.total];
}
const rerate = async (): Promise<unknown> => (await rerated())[1];
const calls = async (balanceGroupId: string) =>
  (await shop.charges(balanceGroupId)).filter((line) => line.startsWith('VOICE_USE'));

describe('usage that an owner took over is explained as it was, and made dearer for the owner', () => {
  test.for([
    ['the sharing goes on', async () => {}],
    ['the group was cancelled since', () => shop.ask('cancelSharingGroup', { path: ofGroup })],
    ['the member has left since', () => shop.ask('removeSharingMember', { path: ofMember })],
    ['the group rests now', () => change('updateSharingGroup', 'inactive')],
    ['the membership rests now', () => change('updateSharingMember', 'inactive')],
  ] as const)('when %s', async ([, end]) => {
    await call('1', '2026-03-12T10:00:00Z');
    const [owners, own] = [await calls('1001'), await calls('1002')];
    expect(owners).toHaveLength(1);
    shop.moveTo('2026-03-14T00:00:00Z');
    await end();
    const { seq } = (await shop.head('1002')).tail.find(({ kind }) => kind === 'usage') ?? expect.fail();
    const told = await shop.ask('explainEntry', { path: { balanceGroupId: '1002', seq: `${seq}` } });
    expect(told.body).toMatchObject({ reproduced: true });
    expect(await rerate()).toMatchObject({ corrected: 1, unrated: 0 });
    expect(await calls('1002')).toEqual(own);
    expect(await calls('1001')).toEqual([expect.stringMatching(/^VOICE_USE 10 /)]);
    expect(await shop.differences()).toEqual([]);
  });
});

test('what owners are charged is told with the usage of the member, and before and after add up', async () => {
  await call('1', '2026-03-12T10:00:00Z');
  const [runId, total] = await rerated();
  expect(total).toMatchObject({
    before: [{ billItem: 'USAGE', net: '5' }],
    items: [{ billItem: 'USAGE', net: '5' }],
  });
  const told = async (balanceGroupId: string) =>
    (await shop.ask('listCorrections', { path: { runId, balanceGroupId } })).body.items;
  expect(await told('1002')).toMatchObject([{ balanceGroupId: '1001', identifier: 'BOR', net: '5' }]);
  expect(await told('1001')).toEqual([]);
});

test('usage of a time when nothing was shared stays with the member, though it is shared again', async () => {
  await change('updateSharingGroup', 'inactive');
  await call('1', '2026-03-12T10:00:00Z');
  expect(await calls('1001')).toEqual([]);
  expect(await rerate()).toMatchObject({ corrected: 1 });
  expect(await calls('1001')).toEqual([]);
  expect(await calls('1002')).toEqual([expect.stringMatching(/^VOICE_USE 10 /)]);
});
