import { beforeEach, describe, expect, test } from 'vitest';
import { bodyOf, type CatalogWorld, LATER, worldCatalog } from './catalog-world.ts';

let world: CatalogWorld;
beforeEach(async () => {
  world = await worldCatalog();
});

const START = '2026-01-01T00:00:00Z';
const feeVersion = { validFrom: START, price: { model: 'flat', amount: '1' } };
const rated = (detail: object) => ({
  versions: [{ validFrom: START, price: { model: 'flat', amount: '1' }, ratePlan: { rates: [{ details: [detail] }] } }],
});
const price = (unitPrice: string) => ({ model: 'per-unit', unitPrice });

describe('what is in use keeps its meaning', () => {
  test.for([
    ['resource', 'MB', { ratingScale: 2 }, '/ratingScale'],
    ['resource', 'CALLS', { counter: false }, '/counter'],
    ['eventType', 'monthly', { interval: { unit: 'week', count: 1 } }, '/interval'],
    ['tag', 'voice', { type: 'resource' }, '/type'],
    ['serviceField', 'seconds', { type: 'text' }, '/type'],
    ['measurementUnit', 'min', { factor: '61' }, '/factor'],
    ['serviceType', 'call', { unit: 'h' }, '/unit'],
    ['serviceType', 'call', { measuredIn: undefined, billedIn: undefined, unitSize: '1' }, '/unitSize'],
    ['serviceType', 'call', { quantity: { from: 'one' } }, '/quantity'],
    ['tax', 'vat', { percent: '23' }, '/percent'],
    ['tax', 'vat', { reverseCharge: true, jurisdiction: 'SI' }, '/reverseCharge'],
    ['product', 'calls', { resource: 'MB' }, '/resource'],
    ['bundle', 'basic', { discounts: [] }, '/discounts'],
    ['discount', 'tenth', { combination: 'parallel' }, '/combination'],
    ['discount', 'tenth', { priority: 5 }, '/priority'],
    ['discount', 'tenth', { validFrom: LATER }, '/validFrom'],
    ['bundle', 'basic', { validFrom: LATER }, '/validFrom'],
    ['coupon', 'HALF', { validFrom: LATER }, '/validFrom'],
  ] as const)('%s %s with %j is refused at %s', async ([kind, code, change, pointer]) => {
    const told = await world.change(kind, code, change);
    const pointers = told.body.errors.map((error: { pointer: string }) => error.pointer);
    expect(told.status).toBeGreaterThanOrEqual(409);
    expect(pointers).toContain(pointer);
  });

  test.for([
    ['discount', 'tenth', { validTo: LATER }],
    ['tax', 'vat', { validTo: LATER }],
    ['term', 'year', { commitment: { value: 2, unit: 'year' } }],
    ['creditProfile', 'usual', { limits: [{ resource: 'EUR', limit: '200' }] }],
    ['serviceType', 'call', { increment: '1', minimumQuantity: '1', eventName: 'call' }],
    ['generalLedgerAccount', '4000', { type: 'liability' }],
    ['coupon', 'HALF', { value: '20' }],
    ['filter', 'homes', { customerTypes: ['home'], countries: ['SI'] }],
  ] as const)('%s %s may still become %j', async ([kind, code, change]) => {
    expect(await world.change(kind, code, change)).toMatchObject({ status: 200, body: change });
  });

  test('what a discount gives off may change as long as nobody can have bought it', async () => {
    const rules = [{ filter: { chargeTags: ['voice'] }, effect: { type: 'percentage', value: '20' } }];
    expect((await world.create('discount', { ...bodyOf('discount'), code: 'soon', validFrom: LATER })).status).toBe(
      201,
    );
    const bundle = { ...bodyOf('bundle'), code: 'soon', discounts: [{ discount: 'soon' }] };
    expect((await world.create('bundle', bundle)).status).toBe(201);
    expect((await world.change('discount', 'soon', { rules })).status).toBe(200);
    expect(await world.change('discount', 'tenth', { rules })).toMatchObject({
      status: 409,
      body: { errors: [{ pointer: '/rules' }] },
    });
  });

  test.for(['bundle', 'coupon'] as const)('a %s that was on sale is not put off, to be deleted then', async (kind) => {
    expect((await world.create(kind, { ...bodyOf(kind), code: 'spare' })).status).toBe(201);
    const { status, body } = await world.change(kind, 'spare', { validFrom: LATER });
    expect({ status, errors: body.errors }).toMatchObject({ status: 409, errors: [{ pointer: '/validFrom' }] });
    expect((await world.change(kind, 'spare', { validFrom: '2025-01-01T00:00:00Z', validTo: LATER })).status).toBe(200);
    const name = kind === 'bundle' ? 'deleteBundle' : 'deleteCoupon';
    expect((await world.ask(name, { path: { code: 'spare' } })).status).toBe(409);
  });

  test('a tax stays that charges may carry although no product names it any more', async () => {
    await world.create('tax', { ...bodyOf('tax'), code: 'vat-2' });
    await world.create('tax', { ...bodyOf('tax'), code: 'vat-3' });
    const taxed = (tax: string) => ({ ...bodyOf('product', 'fee'), code: 'p', versions: [{ ...feeVersion, tax }] });
    expect((await world.create('product', taxed('vat-2'))).status).toBe(201);
    expect((await world.change('product', 'p', taxed('vat-3'))).status).toBe(200);
    const refused = await world.ask('deleteTax', { path: { code: 'vat-2' } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'catalog.in_use' } });
    expect(refused.body.detail).toContain('product "p"');
    // What is gone was never sold.
    expect((await world.ask('deleteProduct', { path: { code: 'p' } })).status).toBe(204);
    expect((await world.ask('deleteTax', { path: { code: 'vat-2' } })).status).toBe(204);
  });

  test.for([
    ['billItem', { billItem: 'sold' }],
    ['generalLedger', { generalLedger: 'sold' }],
    ['resource', rated({ resource: 'sold', price: { model: 'flat', amount: '-1' } })],
    ['generalLedger', rated({ price: { model: 'flat', amount: '1' }, generalLedger: 'sold' })],
  ] as const)(
    'a %s stays that charges or balances may carry although no product names it any more: %j',
    async ([kind, change]) => {
      const code = kind === 'resource' ? 'MB' : undefined;
      expect((await world.create(kind, { ...bodyOf(kind, code), code: 'sold' })).status).toBe(201);
      const product = { ...bodyOf('product'), code: 'p' };
      expect((await world.create('product', { ...product, ...change })).status).toBe(201);
      const { generalLedger: _, ...others }: Readonly<Record<string, unknown>> = product;
      const { body, etag } = await world.ask('getProduct', { path: { code: 'p' } });
      const { generalLedger: __, ...read } = body;
      const headers = { 'if-match': etag };
      const replaced = await world.ask('updateProduct', { path: { code: 'p' }, body: { ...read, ...others }, headers });
      expect(replaced.status).toBe(200);
      const refused = await world.remove(kind, 'sold');
      expect(refused).toMatchObject({ status: 409, body: { code: 'catalog.in_use' } });
      expect(refused.body.detail).toContain('product "p"');
      expect((await world.remove('product', 'p')).status).toBe(204);
      expect((await world.remove(kind, 'sold')).status).toBe(204);
    },
  );

  test('a term stays that contracts go on with although the one before it names another', async () => {
    const term = (code: string, next: string) => ({
      ...bodyOf('term'),
      ...{ code, renewal: { type: 'term', term: next } },
    });
    await world.create('term', { ...bodyOf('term'), code: 'after' });
    await world.create('term', { ...bodyOf('term'), code: 'other' });
    expect((await world.create('term', term('first', 'after'))).status).toBe(201);
    expect((await world.change('term', 'first', term('first', 'other'))).status).toBe(200);
    const refused = await world.ask('deleteTerm', { path: { code: 'after' } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'catalog.in_use' } });
  });

  test('a custom attribute stays with what it was added to, used or not', async () => {
    const spare = { ...bodyOf('customAttribute'), code: 'spare' };
    await world.create('customAttribute', spare);
    expect(await world.change('customAttribute', 'spare', { entity: 'product' })).toMatchObject({
      status: 409,
      body: { code: 'catalog.in_use', errors: [{ pointer: '/entity' }] },
    });
  });
});

describe('what mentions a changed object must still fit', () => {
  test.for([
    ['ratingSet', 'destinations', { rows: [{ match: {}, zone: 'world' }] }, 'zone that "destinations" gives'],
    [
      'tariffCalendar',
      'peak',
      { bands: [{ band: 'night', days: ['sun'], from: '00:00', to: '06:00' }] },
      'band of "peak"',
    ],
    ['messageTemplate', 'mail', { channel: 'sms', subject: undefined }, 'for mails'],
    [
      'serviceType',
      'call',
      { mandatoryFields: [{ name: 'seconds', type: 'decimal' }], optionalFields: [] },
      'rating set "destinations" would not fit',
    ],
    ['eventGenerator', 'reading', { linkedTo: 'billing-profile', identifier: 'm-1' }, 'linked to a service'],
  ] as const)('%s %s with %j: %s', async ([kind, code, change, words]) => {
    const told = await world.change(kind, code, change);
    expect(told).toMatchObject({ status: 409, body: { code: 'catalog.in_use' } });
    const messages = told.body.errors.map(({ message }: { message: string }) => message).join(' ');
    expect(messages).toContain(words);
  });

  test('a zone that no rate names may go', async () => {
    const rows = [
      { match: { destination: '386' }, zone: 'home' },
      { match: { destination: '38640' }, zone: 'home' },
    ];
    const zones = [{ zone: 'home', parent: 'europe' }];
    expect((await world.change('ratingSet', 'destinations', { rows, zones })).status).toBe(200);
  });

  test('what did not fit before is not the fault of a change', async () => {
    // A mandatory attribute came after the products: they are as they were, and their tags may be renamed.
    await world.create('customAttribute', { ...bodyOf('customAttribute', 'colour'), code: 'size', mandatory: true });
    expect((await world.change('tag', 'voice', { name: 'Spoken' })).status).toBe(200);
    expect(await world.change('product', 'calls', { name: 'Speaking' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/attributes/size' }] },
    });
  });
});

describe('prices that have been in force', () => {
  const product = { ...bodyOf('product'), code: 'sms', eventGenerators: undefined };
  const version = (validFrom: string, unitPrice: string) => ({ validFrom, price: price(unitPrice) });

  beforeEach(async () => {
    const versions = [version(START, '1'), version('2026-02-01T00:00:00Z', '2'), version(LATER, '3')];
    expect((await world.create('product', { ...product, versions })).status).toBe(201);
    const bundle = { ...bodyOf('bundle'), code: 'sms', items: [{ product: 'sms' }], discounts: [] };
    expect((await world.create('bundle', bundle)).status).toBe(201);
  });

  const pricesNow = async () => {
    const { body } = await world.ask('getProduct', { path: { code: 'sms' } });
    return body.versions.map(({ price: { unitPrice } }: { price: { unitPrice: string } }) => unitPrice);
  };

  test('stay as they were', async () => {
    const versions = [version(START, '1'), version('2026-02-01T00:00:00Z', '2.5'), version(LATER, '3')];
    expect(await world.change('product', 'sms', { versions })).toMatchObject({
      status: 409,
      body: { code: 'catalog.in_use', errors: [{ pointer: '/versions/1' }] },
    });
  });

  test('cannot be left out', async () => {
    expect(await world.change('product', 'sms', { versions: [version(LATER, '3')] })).toMatchObject({
      status: 409,
      body: { errors: [{ pointer: '/versions/0' }, { pointer: '/versions/1' }] },
    });
  });

  test('may be followed by one that begins in the past: the mistake of a day is put right from that day on', async () => {
    const versions = [
      version(START, '1'),
      version('2026-01-15T00:00:00Z', '1.5'),
      version('2026-02-01T00:00:00Z', '2'),
      version(LATER, '3'),
    ];
    expect((await world.change('product', 'sms', { versions })).status).toBe(200);
    expect(await pricesNow()).toEqual(['1', '1.5', '2', '3']);
  });

  test('begin at times of their own', async () => {
    const versions = [version(START, '1'), version(START, '2')];
    expect(await world.change('product', 'sms', { versions })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/versions/1/validFrom' }] },
    });
  });

  test('change whole when it is said to be a correction', async () => {
    const versions = [version(START, '1.1'), version('2026-02-01T00:00:00Z', '2.2'), version(LATER, '3')];
    expect((await world.change('product', 'sms', { versions }, { correction: 'true' })).status).toBe(200);
    expect(await pricesNow()).toEqual(['1.1', '2.2', '3']);
  });

  test('are corrected, what else was sold is not', async () => {
    const told = await world.change('product', 'sms', { serviceType: 'call', resource: 'MB' }, { correction: 'true' });
    expect(told.status).toBeGreaterThanOrEqual(409);
  });

  test.for(['yes', 'false', ''])('a correction is said as true, not %j', async (correction) => {
    expect(await world.change('product', 'sms', {}, { correction })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/query/correction' }] },
    });
  });

  test('a discount that gave too much is corrected, too', async () => {
    const rules = [{ filter: { chargeTags: ['voice'] }, effect: { type: 'percentage', value: '1' } }];
    expect((await world.change('discount', 'tenth', { rules })).status).toBe(409);
    expect((await world.change('discount', 'tenth', { rules }, { correction: 'true' })).status).toBe(200);
  });

  test('nothing else takes corrections', async () => {
    const told = await world.change('tax', 'vat', { percent: '23' }, { correction: 'true' });
    expect(told.status).toBeGreaterThanOrEqual(400);
    expect((await world.ask('getTax', { path: { code: 'vat' } })).body.percent).toBe('22');
  });
});

describe('what the rest of the catalog says of a service type is kept with it', () => {
  const SERVICE = bodyOf('serviceType');

  test('its units make its unit size', async () => {
    expect((await world.ask('getServiceType', { path: { code: 'call' } })).body).toMatchObject({
      unitSize: '60',
      quarantineDays: 0,
    });
    const backwards = { ...SERVICE, code: 'back', measuredIn: 'min', billedIn: 's' };
    expect(await world.create('serviceType', backwards)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/billedIn', message: expect.stringContaining('endless digits') }] },
    });
  });

  test('units of different things are not converted', async () => {
    await world.create('measurementUnit', { code: 'Wh', name: 'Watt-hour', symbol: 'Wh' });
    expect(await world.create('serviceType', { ...SERVICE, code: 'other', billedIn: 'Wh' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/billedIn' }] },
    });
  });

  test('a field has one type in all service types', async () => {
    const mandatoryFields = [
      { name: 'seconds', type: 'text' },
      { name: 'count', type: 'decimal' },
    ];
    const quantity = { from: 'field', field: 'count' };
    expect(await world.create('serviceType', { ...SERVICE, code: 'other', mandatoryFields, quantity })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/mandatoryFields/0/type', message: expect.stringContaining('decimal') }] },
    });
  });

  test("identifiers rest as long as the site says, or as long as the service's own type does", async () => {
    const site = world.store.get('site', 'demo', {});
    world.store.seed({ put: 'site', value: { ...site!, quarantineDays: 90 } });
    const told = await world.create('serviceType', { ...SERVICE, code: 'line' });
    expect(told.body).toMatchObject({ quarantineDays: 90 });
    const own = await world.create('serviceType', { ...SERVICE, code: 'free', quarantineDays: 0 });
    expect(own.body).toMatchObject({ quarantineDays: 0 });
  });
});
