import type { Bundle, CatalogKind, CatalogObjects, Plan, Product, Tax } from '../../../domain/catalog/catalog.ts';
import { catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { refusal } from '../../../domain/refusal.ts';
import { err } from '../../../domain/result.ts';
import { instantText, type Period } from '../../../domain/time/instant.ts';
import type { CatalogRecord, Commit, Records } from '../../ports.ts';
import { answer, noContent } from '../../shared/answer.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { rememberAs } from '../../shared/idempotency.ts';
import type { Call } from '../../use-cases/call.ts';
import { createCatalogObject } from '../../use-cases/catalog/create-catalog-object.ts';
import { deleteCatalogObject } from '../../use-cases/catalog/delete-catalog-object.ts';
import { replaceCatalogObject } from '../../use-cases/catalog/replace-catalog-object.ts';
import type { catalogContract } from '../contract/catalog.ts';
import { CATALOG_KINDS } from '../routes/catalog.ts';

type Ports = { readonly records: Records; readonly commit: Commit };
type PageQuery = { readonly limit: number; readonly cursor?: string };
type ByCode = { readonly path: { readonly code: string } };

/** The five handlers of one kind. `toWire` writes its object as the contract says. */
function kindHandlers<K extends CatalogKind, W>(
  { records, commit }: Ports,
  kind: K,
  toWire: (object: CatalogObjects[K]) => W,
) {
  // A record found under a kind holds that kind's object.
  const wire = (record: CatalogRecord): W => toWire(record.object as CatalogObjects[K]);
  const path = CATALOG_KINDS.find((row) => row.kind === kind)?.path;
  const create = createCatalogObject({ records, commit });
  const replace = replaceCatalogObject({ records, commit });
  const remove = deleteCatalogObject({ records, commit });
  return {
    list: async ({ siteId }: Call, { query }: { readonly query: PageQuery }) => {
      const { items, nextCursor } = await records.find('catalogOfKind', siteId, { kind }, query);
      return answer(200, { items: items.map(wire), nextCursor });
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
    replace: async (
      call: Call,
      { path: { code }, body, version }: ByCode & { readonly body: CatalogObjects[K]; readonly version: number },
    ) => {
      const replaced = await replace(call, { code, version, replacement: catalogObject({ kind, object: body }) });
      return replaced.ok ? answer(200, wire(replaced.value), { version: replaced.value.version }) : replaced;
    },
    remove: async (call: Call, { path: { code } }: ByCode) => {
      const removed = await remove(call, { kind, code });
      return removed.ok ? noContent() : removed;
    },
  };
}

const asIs = <T>(object: T): T => object;
const validityText = ({
  validFrom,
  validTo,
}: {
  readonly validFrom: Period['from'];
  readonly validTo: Period['to'];
}) => ({
  validFrom: instantText(validFrom),
  validTo: instantText(validTo),
});
const withValidity = <T extends Tax | Bundle | Plan>(object: T) => ({ ...object, ...validityText(object) });
const productWire = (product: Product) => ({
  ...product,
  versions: product.versions.map((version) => ({ ...version, validFrom: instantText(version.validFrom) })),
});

/** What the catalog door does. */
export function catalogHandlers(ports: Ports): DoorHandlers<'catalog', typeof catalogContract> {
  const resource = kindHandlers(ports, 'resource', asIs);
  const eventType = kindHandlers(ports, 'eventType', asIs);
  const serviceType = kindHandlers(ports, 'serviceType', asIs);
  const billItem = kindHandlers(ports, 'billItem', asIs);
  const tax = kindHandlers(ports, 'tax', withValidity);
  const customerType = kindHandlers(ports, 'customerType', asIs);
  const product = kindHandlers(ports, 'product', productWire);
  const bundle = kindHandlers(ports, 'bundle', withValidity);
  const plan = kindHandlers(ports, 'plan', withValidity);
  return {
    listResources: resource.list,
    createResource: resource.create,
    getResource: resource.get,
    updateResource: resource.replace,
    deleteResource: resource.remove,
    listEventTypes: eventType.list,
    createEventType: eventType.create,
    getEventType: eventType.get,
    updateEventType: eventType.replace,
    deleteEventType: eventType.remove,
    listServiceTypes: serviceType.list,
    createServiceType: serviceType.create,
    getServiceType: serviceType.get,
    updateServiceType: serviceType.replace,
    deleteServiceType: serviceType.remove,
    listBillItems: billItem.list,
    createBillItem: billItem.create,
    getBillItem: billItem.get,
    updateBillItem: billItem.replace,
    deleteBillItem: billItem.remove,
    listTaxes: tax.list,
    createTax: tax.create,
    getTax: tax.get,
    updateTax: tax.replace,
    deleteTax: tax.remove,
    listCustomerTypes: customerType.list,
    createCustomerType: customerType.create,
    getCustomerType: customerType.get,
    updateCustomerType: customerType.replace,
    deleteCustomerType: customerType.remove,
    listProducts: product.list,
    createProduct: product.create,
    getProduct: product.get,
    updateProduct: product.replace,
    deleteProduct: product.remove,
    listBundles: bundle.list,
    createBundle: bundle.create,
    getBundle: bundle.get,
    updateBundle: bundle.replace,
    deleteBundle: bundle.remove,
    listPlans: plan.list,
    createPlan: plan.create,
    getPlan: plan.get,
    updatePlan: plan.replace,
    deletePlan: plan.remove,
  };
}
