import { beforeEach, describe, expect, test } from 'vitest';
import type { CatalogRevision } from '../../../domain/catalog/catalog-revision.ts';
import { CATALOG, FileWorld } from './file-world.ts';
import { SITE } from './test-site.ts';

let store: FileWorld['store'];
let ask: FileWorld['ask'];
let send: FileWorld['send'];
beforeEach(() => {
  ({ store, ask, send } = new FileWorld());
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
