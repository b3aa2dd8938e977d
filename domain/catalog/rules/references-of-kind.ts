import type { CatalogKind, CatalogObjects, Product, ProductVersion } from '../catalog.ts';
import type { Price } from '../price.ts';
import type { Rate } from '../rate-plan.ts';
import type { Fit } from './fits.ts';

/** One mention of another catalog object: which, in which field, and what it must be to make sense there. */
export type CatalogReference = {
  readonly kind: CatalogKind;
  readonly code: string;
  readonly pointer: string;
  readonly fit?: Fit;
  /** A name that means the object if there is one: it need not exist, and is a use of it if it does. */
  readonly isLoose?: true;
};

type Mentions = Iterable<CatalogReference>;

/** A code that may be missing from the object. */
function* one(kind: CatalogKind, code: string | undefined, pointer: string, fit?: Fit): Mentions {
  if (code !== undefined) yield fit === undefined ? { kind, code, pointer } : { kind, code, pointer, fit };
}

function* each(kind: CatalogKind, codes: readonly string[] | undefined, pointer: string, fit?: Fit): Mentions {
  for (const [index, code] of (codes ?? []).entries()) yield* one(kind, code, `${pointer}/${index}`, fit);
}

function* ofPrice(price: Price, pointer: string): Mentions {
  if ('counter' in price) yield* one('resource', price.counter, `${pointer}/counter`, 'counter');
  if (price.model === 'minimum-commitment') yield* each('tag', price.chargeTags, `${pointer}/chargeTags`, 'charge-tag');
}

function* ofRate({ chargeTag, allowances, details }: Rate, pointer: string): Mentions {
  yield* one('tag', chargeTag, `${pointer}/chargeTag`, 'charge-tag');
  yield* each('resource', allowances, `${pointer}/allowances`, 'unit');
  for (const [index, detail] of details.entries()) {
    const at = `${pointer}/details/${index}`;
    yield* one('resource', detail.resource, `${at}/resource`);
    yield* ofPrice(detail.price, `${at}/price`);
    yield* one('tag', detail.resourceTag, `${at}/resourceTag`, 'resource-tag');
    yield* one('tax', detail.tax, `${at}/tax`);
    yield* one('billItem', detail.billItem, `${at}/billItem`);
    yield* one('generalLedger', detail.generalLedger, `${at}/generalLedger`);
  }
}

function* ofVersion({ price, tax, chargeTag, ratePlan }: ProductVersion, pointer: string): Mentions {
  yield* ofPrice(price, `${pointer}/price`);
  yield* one('tax', tax, `${pointer}/tax`);
  yield* one('tag', chargeTag, `${pointer}/chargeTag`, 'charge-tag');
  if (ratePlan === undefined) return;
  yield* one('ratingSet', ratePlan.ratingSet, `${pointer}/ratePlan/ratingSet`);
  yield* one('tariffCalendar', ratePlan.calendar, `${pointer}/ratePlan/calendar`);
  for (const [index, rate] of ratePlan.rates.entries()) yield* ofRate(rate, `${pointer}/ratePlan/rates/${index}`);
}

function* ofProduct(product: Product): Mentions {
  yield* one('resource', product.resource, '/resource', 'balance');
  yield* one('billItem', product.billItem, '/billItem');
  yield* one('eventType', product.eventType, '/eventType');
  yield* one('serviceType', product.serviceType, '/serviceType');
  yield* one('resource', product.allowance, '/allowance', 'unit');
  yield* one('tag', product.chargeTag, '/chargeTag', 'charge-tag');
  yield* one('generalLedger', product.generalLedger, '/generalLedger');
  yield* each('eventGenerator', product.eventGenerators, '/eventGenerators');
  for (const code of Object.keys(product.attributes ?? {})) {
    yield* one('customAttribute', code, `/attributes/${code}`, 'product-attribute');
  }
  for (const [index, version] of product.versions.entries()) yield* ofVersion(version, `/versions/${index}`);
}

/** What each kind of object mentions. Kinds that mention nothing say so. */
export const REFERENCES_OF: { readonly [K in CatalogKind]: (object: CatalogObjects[K]) => Mentions } = {
  resource: () => [],
  eventType: () => [],
  billItem: () => [],
  customerType: () => [],
  tag: () => [],
  serviceField: () => [],
  tariffCalendar: () => [],
  generalLedgerAccount: () => [],
  generalLedgerGroup: () => [],
  customAttribute: () => [],
  messageTemplate: () => [],
  product: ofProduct,
  measurementUnit: ({ base }) => one('measurementUnit', base, '/base', 'root-unit'),
  *serviceType({ measuredIn, billedIn, ...lists }) {
    yield* one('measurementUnit', measuredIn, '/measuredIn');
    yield* one('measurementUnit', billedIn, '/billedIn');
    for (const list of ['mandatoryFields', 'optionalFields', 'ratingSetFields'] as const) {
      for (const [index, { name }] of (lists[list] ?? []).entries()) {
        yield { kind: 'serviceField', code: name, pointer: `/${list}/${index}/type`, isLoose: true };
      }
    }
  },
  ratingSet: ({ serviceType }) => one('serviceType', serviceType, '/serviceType'),
  *tax({ taxSupplier, generalLedger }) {
    yield* one('taxSupplier', taxSupplier, '/taxSupplier');
    yield* one('generalLedger', generalLedger, '/generalLedger');
  },
  *bundle({ items, discounts = [], term }) {
    for (const [index, { product }] of items.entries()) yield* one('product', product, `/items/${index}/product`);
    for (const [index, { discount }] of discounts.entries()) {
      yield* one('discount', discount, `/discounts/${index}/discount`);
    }
    yield* one('term', term, '/term');
  },
  *plan({ bundles, term, compatibleBundles, filter }) {
    yield* each('bundle', bundles, '/bundles');
    yield* one('term', term, '/term');
    yield* each('bundle', compatibleBundles, '/compatibleBundles');
    yield* one('filter', filter, '/filter');
  },
  *discount({ rules }) {
    for (const [index, { filter, when, effect }] of rules.entries()) {
      const at = `/rules/${index}`;
      yield* each('tag', filter.chargeTags, `${at}/filter/chargeTags`, 'charge-tag');
      yield* each('tag', filter.resourceTags, `${at}/filter/resourceTags`, 'resource-tag');
      yield* each('product', filter.products, `${at}/filter/products`);
      yield* each('serviceType', filter.serviceTypes, `${at}/filter/serviceTypes`);
      yield* each('resource', filter.resources, `${at}/filter/resources`, 'balance');
      yield* one('resource', when?.counter, `${at}/when/counter`, 'counter');
      if (effect.type === 'count') yield* one('resource', effect.counter, `${at}/effect/counter`, 'counter');
      if ('resource' in effect) yield* one('resource', effect.resource, `${at}/effect/resource`, 'unit');
    }
  },
  *term({ renewal, fee }) {
    if (renewal.type === 'term') yield* one('term', renewal.term, '/renewal/term');
    yield* one('billItem', fee?.billItem, '/fee/billItem');
    yield* one('tax', fee?.tax, '/fee/tax');
    yield* one('generalLedger', fee?.generalLedger, '/fee/generalLedger');
  },
  *coupon({ resource, plans, bundles, products, chargeTags, filter }) {
    yield* one('resource', resource, '/resource', 'money');
    yield* each('plan', plans, '/plans');
    yield* each('bundle', bundles, '/bundles');
    yield* each('product', products, '/products');
    yield* each('tag', chargeTags, '/chargeTags', 'charge-tag');
    yield* one('filter', filter, '/filter');
  },
  voucherBatch: ({ bundle }) => one('bundle', bundle, '/bundle'),
  *filter({ customerTypes, attributes = {} }) {
    yield* each('customerType', customerTypes, '/customerTypes');
    for (const code of Object.keys(attributes)) {
      yield* one('customAttribute', code, `/attributes/${code}`, 'customer-attribute');
    }
  },
  *eventGenerator({ serviceType, mapper, condition }) {
    yield* one('serviceType', serviceType, '/serviceType');
    for (const [field, source] of Object.entries(mapper)) {
      const at = `/mapper/${field}`;
      if (source.from === 'balance') yield* one('resource', source.resource, `${at}/resource`);
      if (source.from === 'attribute') {
        yield* one('customAttribute', source.attribute, `${at}/attribute`, 'customer-attribute');
      }
    }
    yield* one('resource', condition?.resource, '/condition/resource');
  },
  *creditProfile({ limits }) {
    for (const [index, { resource, thresholds }] of limits.entries()) {
      yield* one('resource', resource, `/limits/${index}/resource`, 'balance');
      for (const [row, { notification }] of thresholds.entries()) {
        yield* one('notificationRule', notification, `/limits/${index}/thresholds/${row}/notification`);
      }
    }
  },
  taxSupplier: ({ generalLedger }) => one('generalLedger', generalLedger, '/generalLedger'),
  *generalLedger({ group, accounts, taxAccount }) {
    yield* one('generalLedgerGroup', group, '/group');
    for (const [state, booking] of Object.entries(accounts)) {
      yield* one('generalLedgerAccount', booking.debit, `/accounts/${state}/debit`);
      yield* one('generalLedgerAccount', booking.credit, `/accounts/${state}/credit`);
    }
    yield* one('generalLedgerAccount', taxAccount, '/taxAccount');
  },
  *dunningConfiguration({ resource, actions }) {
    yield* one('resource', resource, '/resource', 'money');
    for (const [index, action] of actions.entries()) {
      if (action.type === 'fee') yield* one('bundle', action.bundle, `/actions/${index}/bundle`);
      if (action.type === 'notification') yield* one('messageTemplate', action.template, `/actions/${index}/template`);
    }
  },
  *notificationRule({ resources, filter, publishers }) {
    yield* each('resource', resources, '/resources');
    yield* one('filter', filter, '/filter');
    for (const [index, publisher] of publishers.entries()) {
      if (publisher.action !== 'mail' && publisher.action !== 'sms') continue;
      yield* one(
        'messageTemplate',
        publisher.template,
        `/publishers/${index}/template`,
        `${publisher.action}-template`,
      );
    }
  },
};
