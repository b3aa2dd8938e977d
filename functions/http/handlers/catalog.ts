import type { CatalogKind, CatalogObjects } from '../../../domain/catalog/catalog.ts';
import { catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { refusal } from '../../../domain/refusal.ts';
import { err } from '../../../domain/result.ts';
import type { Commit, RandomId, Records } from '../../ports.ts';
import type { CatalogRecord } from '../../records.ts';
import { answer, noContent } from '../../shared/answer.ts';
import { fittingPage } from '../../shared/fitting-page.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { rememberAs } from '../../shared/idempotency.ts';
import type { Call } from '../../use-cases/call.ts';
import { createCatalogObject } from '../../use-cases/catalog/create-catalog-object.ts';
import { deleteCatalogObject } from '../../use-cases/catalog/delete-catalog-object.ts';
import { replaceCatalogObject } from '../../use-cases/catalog/replace-catalog-object.ts';
import { createVoucherBatch } from '../../use-cases/promotions/create-voucher-batch.ts';
import type { catalogContract } from '../contract/catalog.ts';
import { CATALOG_KINDS, DELETABLE_KINDS, REPLACEABLE_KINDS } from '../routes/catalog.ts';
import { WIRE } from './catalog/object-wire.ts';
import { catalogHistoryHandlers } from './catalog-history.ts';

type Ports = { readonly records: Records; readonly commit: Commit; readonly randomId: RandomId };
type PageQuery = { readonly limit: number; readonly cursor?: string };
type ByCode = { readonly path: { readonly code: string } };
type Replacement<K extends CatalogKind> = ByCode & {
  readonly body: CatalogObjects[K];
  readonly version: number;
  readonly query?: { readonly correction?: 'true' } | undefined;
};

/** The handlers that one kind can have. */
function kindHandlers<K extends CatalogKind>(ports: Ports, kind: K) {
  const { records, commit } = ports;
  const toWire = WIRE[kind];
  // A record found under a kind holds that kind's object.
  const wire = (record: CatalogRecord) => toWire(record.object as CatalogObjects[K]);
  const path = CATALOG_KINDS.find((row) => row.kind === kind)?.path;
  const create = kind === 'voucherBatch' ? createVoucherBatch(ports) : createCatalogObject(ports);
  const replace = replaceCatalogObject({ records, commit });
  const remove = deleteCatalogObject({ records, commit });
  return {
    list: async ({ siteId }: Call, { query }: { readonly query: PageQuery }) => {
      const find = (paging: PageQuery) => records.find('catalogOfKind', siteId, { kind }, paging);
      return answer(200, await fittingPage(find, query, wire));
    },
    create: async (call: Call, { body }: { readonly body: CatalogObjects[K] }) => {
      const created = await create(rememberAs(call, wire), catalogObject({ kind, object: body }));
      if (!created.ok) return created;
      const { version, code } = created.value;
      return answer(201, wire(created.value), { version, headers: { location: `/v1/${path}/${code}` } });
    },
    get: async ({ siteId }: Call, { path: { code } }: ByCode) => {
      const record = await records.get('catalog', siteId, { kind, code });
      if (record === null) return err(refusal('request.not_found', `Nothing has the code "${code}".`));
      return answer(200, wire(record), { version: record.version });
    },
    replace: async (call: Call, { path: { code }, body, version, query }: Replacement<K>) => {
      const replacement = catalogObject({ kind, object: body });
      const isCorrection = query?.correction === 'true';
      const replaced = await replace(call, { code, version, replacement, isCorrection });
      return replaced.ok ? answer(200, wire(replaced.value), { version: replaced.value.version }) : replaced;
    },
    remove: async (call: Call, { path: { code } }: ByCode) => {
      const removed = await remove(call, { kind, code });
      return removed.ok ? noContent() : removed;
    },
  };
}

type Handlers = DoorHandlers<'catalog', typeof catalogContract>;

function handlersOfKinds(ports: Ports): Handlers {
  const handlers: Record<string, unknown> = {};
  for (const { kind, name, plural } of CATALOG_KINDS) {
    const { list, create, get } = kindHandlers(ports, kind);
    Object.assign(handlers, { [`list${plural}`]: list, [`create${name}`]: create, [`get${name}`]: get });
  }
  for (const { kind, name } of REPLACEABLE_KINDS) handlers[`update${name}`] = kindHandlers(ports, kind).replace;
  for (const { kind, name } of DELETABLE_KINDS) handlers[`delete${name}`] = kindHandlers(ports, kind).remove;
  // Named by the rows that name the operations, and written by WIRE, which the contract checks kind by kind.
  return handlers as Handlers;
}

/** What the catalog door does. */
export const catalogHandlers = (ports: Ports): Handlers => ({
  ...handlersOfKinds(ports),
  ...catalogHistoryHandlers(ports),
});
