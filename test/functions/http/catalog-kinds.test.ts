import { beforeEach, describe, expect, test } from 'vitest';
import { catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import { referencesOf } from '../../../domain/catalog/rules/catalog-references.ts';
import { CATALOG_KINDS, DELETABLE_KINDS, REPLACEABLE_KINDS } from '../../../functions/http/routes/catalog.ts';
import { ROUTES } from '../../../functions/http/routes.ts';
import { bodyOf, type CatalogWorld, type Kind, LATER, namesOf, WORLD, worldCatalog } from './catalog-world.ts';

let world: CatalogWorld;
beforeEach(async () => {
  world = await worldCatalog();
});

const every = CATALOG_KINDS.map(({ kind }) => kind);
const replaceable = REPLACEABLE_KINDS.map(({ kind }) => kind);
const deletable = DELETABLE_KINDS.map(({ kind }) => kind);

/** What a second object of a kind must have otherwise, so that it is one and may go again. */
const SPARE: { readonly [K in Kind]?: object } = {
  taxSupplier: { isDefault: false },
  creditProfile: { isDefault: false },
  serviceField: { code: 'spare' },
  bundle: { validFrom: LATER },
  plan: { status: 'draft' },
  coupon: { validFrom: LATER },
  voucherBatch: { template: 'SPARE-#####' },
};
const spare = (kind: Kind) => ({ ...bodyOf(kind), code: 'spare', ...SPARE[kind] });

describe('each kind', () => {
  test.for(every)('%s: is created, read back under its location, and listed', async (kind) => {
    const { name, plural } = namesOf(kind);
    const body = spare(kind);
    const created = await world.create(kind, body);
    expect(created).toMatchObject({ status: 201, etag: '"1"', body: { code: 'spare', name: bodyOf(kind)['name'] } });
    expect(created.headers['location']).toMatch(/^\/v1\/[a-z-]+\/spare$/);
    const read = await world.ask(`get${name}`, { path: { code: 'spare' } });
    expect(read).toMatchObject({ status: 200, etag: '"1"', body: created.body });
    const { body: page } = await world.ask(`list${plural}`, { query: { limit: '200' } });
    expect(page.items).toContainEqual(created.body);
  });

  test.for(every)('%s: the code is taken once', async (kind) => {
    expect(await world.create(kind, bodyOf(kind))).toMatchObject({
      status: 409,
      body: { code: 'catalog.code_taken', errors: [{ pointer: '/code' }] },
    });
  });

  test.for(replaceable)('%s: is replaced on the version that was read', async (kind) => {
    const { code } = bodyOf(kind);
    const changed = await world.change(kind, code, { name: 'Another name' });
    expect(changed).toMatchObject({ status: 200, etag: '"2"', body: { code, name: 'Another name' } });
    const late = await world.ask(`update${namesOf(kind).name}`, {
      path: { code },
      body: changed.body,
      headers: { 'if-match': '"1"' },
    });
    expect(late).toMatchObject({ status: 412, body: { code: 'request.changed_meanwhile' } });
  });

  test.for(replaceable)('%s: what was read can be sent back as it is', async (kind) => {
    const { code } = bodyOf(kind);
    const read = await world.ask(`get${namesOf(kind).name}`, { path: { code } });
    expect(await world.change(kind, code, {})).toMatchObject({ status: 200, body: read.body });
  });

  test.for(deletable)('%s: goes when nothing holds it', async (kind) => {
    expect((await world.create(kind, spare(kind))).status).toBe(201);
    expect((await world.remove(kind, 'spare')).status).toBe(204);
    expect((await world.ask(`get${namesOf(kind).name}`, { path: { code: 'spare' } })).status).toBe(404);
  });

  test('accounts are kept, voucher batches never change', () => {
    const operations = new Set<string>(ROUTES.map(({ operation }) => operation));
    expect(operations).toContain('updateGeneralLedgerAccount');
    for (const none of ['deleteGeneralLedgerAccount', 'updateVoucherBatch', 'deleteVoucherBatch']) {
      expect(operations).not.toContain(none);
    }
  });
});

describe('a mention says where it stands', () => {
  /** What a JSON pointer leads to. */
  const at = (object: unknown, pointer: string): unknown =>
    pointer
      .slice(1)
      .split('/')
      .reduce<unknown>((value, step) => new Map(Object.entries(value ?? {})).get(step), object);

  test.for(WORLD.map(([kind, { code }]) => ({ kind, code })))('$kind $code', async ({ kind, code }) => {
    const stored = world.store.get('catalog', 'demo', { kind, code });
    for (const mention of referencesOf(catalogObject(stored!))) {
      const { pointer } = mention;
      const found = at(stored!.object, pointer);
      // A custom attribute is mentioned by the name of its value, a service field by the name beside its type.
      if (mention.kind === 'customAttribute' && !pointer.endsWith('/attribute')) {
        expect(pointer.endsWith(`/${mention.code}`)).toBe(true);
        expect(found).toBeDefined();
      } else if (mention.kind === 'serviceField') {
        expect(at(stored!.object, pointer.replace(/type$/, 'name'))).toBe(mention.code);
      } else expect(found).toBe(mention.code);
    }
  });
});

describe('what others mention stays', () => {
  test.for([
    ['resource', 'EUR', 'product "calls"'],
    ['resource', 'CALLS', 'event generator "reading"'],
    ['eventType', 'monthly', 'product "fee"'],
    ['tag', 'voice', 'discount "tenth"'],
    ['tag', 'abroad', 'product "calls"'],
    ['serviceField', 'seconds', 'service type "call"'],
    ['measurementUnit', 's', 'measurement unit "min"'],
    ['measurementUnit', 'min', 'service type "call"'],
    ['serviceType', 'call', 'rating set "destinations"'],
    ['ratingSet', 'destinations', 'product "calls"'],
    ['tariffCalendar', 'peak', 'product "calls"'],
    ['generalLedgerGroup', 'core', 'general ledger "sales"'],
    ['generalLedger', 'sales', 'tax "vat"'],
    ['taxSupplier', 'seller', 'tax "vat"'],
    ['tax', 'vat', 'product "calls"'],
    ['billItem', 'usage', 'term "year"'],
    ['customerType', 'home', 'filter "homes"'],
    ['customAttribute', 'segment', 'filter "homes"'],
    ['customAttribute', 'colour', 'product "calls"'],
    ['eventGenerator', 'reading', 'product "calls"'],
    ['product', 'calls', 'bundle "basic"'],
    ['discount', 'tenth', 'bundle "basic"'],
    ['term', 'year', 'plan "phone"'],
    ['filter', 'homes', 'plan "phone"'],
    ['bundle', 'basic', 'plan "phone"'],
    ['bundle', 'basic', 'voucher batch "gifts"'],
    ['bundle', 'basic', 'dunning configuration "gentle"'],
    ['plan', 'phone', 'coupon "HALF"'],
    ['messageTemplate', 'mail', 'notification rule "tell"'],
    ['notificationRule', 'tell', 'credit profile "usual"'],
  ] as const)('%s %s is used by %s', async ([kind, code, user]) => {
    const told = await world.remove(kind, code);
    expect(told).toMatchObject({ status: 409, body: { code: 'catalog.in_use' } });
    expect(told.body.detail).toContain(user);
  });

  test('a coupon that could be redeemed stays; one of the future may go', async () => {
    expect(await world.remove('coupon', 'HALF')).toMatchObject({
      status: 409,
      body: { code: 'catalog.in_use', detail: expect.stringContaining('End its validity') },
    });
  });

  test("the site's own tax supplier stays", async () => {
    expect((await world.create('taxSupplier', spare('taxSupplier'))).status).toBe(201);
    const site = world.store.get('site', 'demo', {});
    world.store.seed({ put: 'site', value: { ...site!, defaultTaxSupplier: 'spare' } });
    expect(await world.remove('taxSupplier', 'spare')).toMatchObject({
      status: 409,
      body: { code: 'catalog.in_use', detail: expect.stringContaining('default of the site') },
    });
  });
});

describe('what is mentioned must exist', () => {
  const rates = (rate: object) => ({
    versions: [
      {
        validFrom: LATER,
        price: { model: 'flat', amount: '1' },
        ratePlan: { ratingSet: 'destinations', rates: [rate] },
      },
    ],
  });
  const detail = (more: object) => rates({ details: [{ price: { model: 'flat', amount: '1' }, ...more }] });
  const inRate = '/versions/0/ratePlan/rates/0';

  test.for([
    ['measurementUnit', { base: 'gone' }, '/base'],
    ['serviceType', { measuredIn: 'gone' }, '/measuredIn'],
    ['serviceType', { billedIn: 'gone' }, '/billedIn'],
    ['ratingSet', { serviceType: 'gone' }, '/serviceType'],
    ['generalLedger', { group: 'gone' }, '/group'],
    [
      'generalLedger',
      { accounts: { billedEarned: { debit: 'gone', credit: '4000' } } },
      '/accounts/billedEarned/debit',
    ],
    [
      'generalLedger',
      { accounts: { ...accounts(), unbilledEarned: { debit: '1200', credit: 'gone' } } },
      '/accounts/unbilledEarned/credit',
    ],
    ['generalLedger', { taxAccount: 'gone' }, '/taxAccount'],
    ['taxSupplier', { generalLedger: 'gone' }, '/generalLedger'],
    ['tax', { taxSupplier: 'gone' }, '/taxSupplier'],
    ['tax', { generalLedger: 'gone' }, '/generalLedger'],
    ['eventGenerator', { serviceType: 'gone' }, '/serviceType'],
    ['eventGenerator', { mapper: { seconds: { from: 'balance', resource: 'gone' } } }, '/mapper/seconds/resource'],
    [
      'eventGenerator',
      { mapper: { destination: { from: 'attribute', attribute: 'gone' } } },
      '/mapper/destination/attribute',
    ],
    ['eventGenerator', { condition: { resource: 'gone', is: 'above', value: '1' } }, '/condition/resource'],
    ['product', { resource: 'gone' }, '/resource'],
    ['product', { billItem: 'gone' }, '/billItem'],
    ['product', { serviceType: 'gone' }, '/serviceType'],
    ['product', { allowance: 'gone' }, '/allowance'],
    ['product', { chargeTag: 'gone' }, '/chargeTag'],
    ['product', { generalLedger: 'gone' }, '/generalLedger'],
    ['product', { eventGenerators: ['gone'] }, '/eventGenerators/0'],
    ['product', { attributes: { gone: 'x' } }, '/attributes/gone'],
    ['product', rates({ chargeTag: 'gone', details: details() }), `${inRate}/chargeTag`],
    ['product', rates({ allowances: ['MB', 'gone'], details: details() }), `${inRate}/allowances/1`],
    ['product', detail({ resource: 'gone' }), `${inRate}/details/0/resource`],
    ['product', detail({ resourceTag: 'gone' }), `${inRate}/details/0/resourceTag`],
    ['product', detail({ tax: 'gone' }), `${inRate}/details/0/tax`],
    ['product', detail({ billItem: 'gone' }), `${inRate}/details/0/billItem`],
    ['product', detail({ generalLedger: 'gone' }), `${inRate}/details/0/generalLedger`],
    ['discount', ruled({ filter: { chargeTags: ['gone'] } }), '/rules/0/filter/chargeTags/0'],
    ['discount', ruled({ filter: { resourceTags: ['gone'] } }), '/rules/0/filter/resourceTags/0'],
    ['discount', ruled({ filter: { products: ['gone'] } }), '/rules/0/filter/products/0'],
    ['discount', ruled({ filter: { serviceTypes: ['gone'] } }), '/rules/0/filter/serviceTypes/0'],
    ['discount', ruled({ filter: { resources: ['gone'] } }), '/rules/0/filter/resources/0'],
    ['discount', ruled({ when: { counter: 'gone' } }), '/rules/0/when/counter'],
    ['discount', ruled({ effect: { type: 'grant', resource: 'gone', amount: '1' } }), '/rules/0/effect/resource'],
    ['discount', ruled({ effect: { type: 'consume', resource: 'gone' } }), '/rules/0/effect/resource'],
    ['discount', ruled({ effect: { type: 'count', counter: 'gone' } }), '/rules/0/effect/counter'],
    ['term', { renewal: { type: 'term', term: 'gone' } }, '/renewal/term'],
    ['term', { fee: { type: 'flat', amount: '1', billItem: 'gone' } }, '/fee/billItem'],
    ['term', { fee: { type: 'flat', amount: '1', billItem: 'usage', tax: 'gone' } }, '/fee/tax'],
    ['term', { fee: { type: 'flat', amount: '1', billItem: 'usage', generalLedger: 'gone' } }, '/fee/generalLedger'],
    ['filter', { customerTypes: ['gone'] }, '/customerTypes/0'],
    ['filter', { attributes: { gone: ['x'] } }, '/attributes/gone'],
    ['bundle', { items: [{ product: 'gone' }] }, '/items/0/product'],
    ['bundle', { discounts: [{ discount: 'gone' }] }, '/discounts/0/discount'],
    ['bundle', { term: 'gone' }, '/term'],
    ['plan', { bundles: ['gone'] }, '/bundles/0'],
    ['plan', { compatibleBundles: ['gone'] }, '/compatibleBundles/0'],
    ['plan', { term: 'gone' }, '/term'],
    ['plan', { filter: 'gone' }, '/filter'],
    ['coupon', { resource: 'gone' }, '/resource'],
    ['coupon', { plans: ['gone'] }, '/plans/0'],
    ['coupon', { bundles: ['gone'] }, '/bundles/0'],
    ['coupon', { products: ['gone'] }, '/products/0'],
    ['coupon', { chargeTags: ['gone'] }, '/chargeTags/0'],
    ['coupon', { filter: 'gone' }, '/filter'],
    ['voucherBatch', { bundle: 'gone' }, '/bundle'],
    ['notificationRule', { resources: ['gone'] }, '/resources/0'],
    ['notificationRule', { filter: 'gone' }, '/filter'],
    ['notificationRule', { publishers: [{ action: 'sms', template: 'gone' }] }, '/publishers/0/template'],
    ['notificationRule', { publishers: [{ action: 'webhook', endpoint: 'gone' }] }, '/publishers/0/endpoint'],
    ['creditProfile', { limits: [{ resource: 'gone', limit: '1' }] }, '/limits/0/resource'],
    [
      'creditProfile',
      { limits: [{ resource: 'EUR', limit: '1', thresholds: [{ type: 'value', value: '1', notification: 'gone' }] }] },
      '/limits/0/thresholds/0/notification',
    ],
    ['dunningConfiguration', { resource: 'gone' }, '/resource'],
    [
      'dunningConfiguration',
      { actions: [{ type: 'notification', afterDays: 1, template: 'gone' }] },
      '/actions/0/template',
    ],
    [
      'dunningConfiguration',
      { actions: [{ type: 'fee', afterDays: 1, name: 'Fee', bundle: 'gone' }] },
      '/actions/0/bundle',
    ],
  ] as const)('%s %j is refused at %s', async ([kind, change, pointer]) => {
    const told = await world.create(kind, { ...spare(kind), ...change });
    expect(told).toMatchObject({ status: 422, body: { code: 'catalog.reference_missing' } });
    expect(told.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });
});

function accounts() {
  return { billedEarned: { debit: '1200', credit: '4000' } };
}
function details() {
  return [{ price: { model: 'flat', amount: '1' } }];
}
/** An advanced discount with one rule. */
function ruled(rule: object) {
  return { mode: 'advanced', rules: [{ filter: {}, effect: { type: 'percentage', value: '10' }, ...rule }] };
}
