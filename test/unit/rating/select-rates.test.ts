import { describe, expect, test } from 'vitest';
import type { Product, ProductVersion, Resource, ServiceType } from '../../../domain/catalog/catalog.ts';
import { type CatalogObject, compilePriceBook } from '../../../domain/catalog/compile-price-book.ts';
import type { Price } from '../../../domain/catalog/price.ts';
import type { Rate } from '../../../domain/catalog/rate-plan.ts';
import type { RatingSet, TariffCalendar } from '../../../domain/catalog/service-design.ts';
import { dec, decimalText } from '../../../domain/money/decimal.ts';
import { measureQuantity } from '../../../domain/rating/rates/measure-quantity.ts';
import type { RatedPart } from '../../../domain/rating/rates/rated-part.ts';
import { selectRates } from '../../../domain/rating/rates/select-rates.ts';
import type { UsageFacts } from '../../../domain/rating/usage-facts.ts';
import { instantText } from '../../../domain/time/instant.ts';
import { at, DATA, EUR, MB, usageProduct, VOICE } from '../../support/usage-world.ts';

/** Monday, 16 March 2026, in a site that lives in UTC. */
const MONDAY = '2026-03-16';

const perUnit = (unitPrice: string): Price => ({ model: 'per-unit', unitPrice });
const rate = (unitPrice: string, where: Pick<Rate, 'zone' | 'timeBand'> = {}): Rate => ({
  ...where,
  details: [{ price: perUnit(unitPrice) }],
});

const DESTINATIONS: RatingSet = {
  code: 'DESTINATIONS',
  name: 'Destinations',
  serviceType: 'voice',
  fields: [{ name: 'destination', match: 'prefix' }],
  rows: [
    { match: { destination: '3861' }, zone: 'Ljubljana' },
    { match: { destination: '386' }, zone: 'Slovenia' },
    { match: { destination: '39' }, zone: 'Italy' },
    { match: { destination: '1' }, zone: 'America' },
  ],
  zones: [
    { zone: 'Ljubljana', parent: 'Slovenia' },
    { zone: 'Slovenia', parent: 'Europe' },
    { zone: 'Italy', parent: 'Europe' },
  ],
};

const PEAK: TariffCalendar = {
  code: 'PEAK',
  name: 'Peak',
  bands: [{ band: 'peak', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '20:00' }],
  holidays: [],
};

type Plan = NonNullable<ProductVersion['ratePlan']>;
const CALL_PLAN: Plan = { ratingSet: 'DESTINATIONS', calendar: 'PEAK', otherwise: 'reject', rates: [] };

type Setting = {
  readonly plan?: Plan;
  readonly serviceType?: ServiceType;
  readonly product?: Partial<Product>;
  readonly version?: Partial<ProductVersion>;
  readonly resources?: readonly Resource[];
};

/** Selects with a product of its own; `at` and `end` are times of that Monday, or whole instants. */
function select(
  { plan, serviceType = VOICE, product: changes = {}, version = {}, resources = [EUR, MB] }: Setting,
  event: Partial<Omit<UsageFacts, 'at'>> & { readonly at?: string; readonly end?: string } = {},
) {
  const time = (text: string) => at(text.length === 5 ? `${MONDAY}T${text}:00Z` : text);
  const code = `${serviceType.code}-usage`;
  const objects: readonly CatalogObject[] = [
    ...resources.map((object) => ({ kind: 'resource', object }) as const),
    { kind: 'ratingSet', object: DESTINATIONS },
    { kind: 'tariffCalendar', object: PEAK },
    {
      kind: 'product',
      object: {
        ...usageProduct(serviceType.code, perUnit('9')),
        ...changes,
        versions: [
          { validFrom: 0, price: perUnit('9'), ...version, ...(plan === undefined ? {} : { ratePlan: plan }) },
        ],
      },
    },
  ];
  const book = compilePriceBook({ siteId: 'demo', version: 1, zone: 'UTC' }, objects);
  const product = book.products.get(code);
  const [found] = product?.versions ?? [];
  if (product === undefined || found === undefined) throw new Error('no product');
  const { at: begin = '12:00', end, fields = {}, ...facts } = event;
  const usage: UsageFacts = {
    id: '1',
    serviceType: serviceType.code,
    identifier: '38631555555',
    ...facts,
    at: time(begin),
    fields: { ...fields, ...(end === undefined ? {} : { end: instantText(time(end)) }) },
  };
  const quantity = usage.quantity ?? measured(serviceType, usage);
  const selected = selectRates({ book, serviceType, priced: { product, version: found }, event: usage, quantity });
  return selected;
}

function measured(serviceType: ServiceType, { at: time, fields }: UsageFacts) {
  const quantity = measureQuantity(serviceType, time, fields);
  return quantity.ok ? quantity.value : dec('1');
}

function partsOf(...selecting: Parameters<typeof select>): readonly RatedPart[] {
  const selected = select(...selecting);
  if (!selected.ok) throw new Error(selected.error.detail);
  return selected.value;
}

const placesOf = (...selecting: Parameters<typeof select>) => partsOf(...selecting).map(({ rate: { place } }) => place);

/** `07:50 10 @1`: from when, how much, by which rate. */
const shown = (parts: readonly RatedPart[]) =>
  parts.map((part) => `${instantText(part.at).slice(11, 16)} ${decimalText(part.quantity)} @${part.rate.place}`);

describe('without a rate plan', () => {
  test('the price of the version is for everything, and counts on its product', () => {
    const [part, ...more] = partsOf(
      { version: { price: { model: 'graduated', basis: 'cycle', tiers: [] }, tax: 'VAT22', chargeTag: 'VOICE' } },
      { end: '12:20' },
    );
    expect(more).toEqual([]);
    expect(part).toMatchObject({ at: at(`${MONDAY}T12:00:00Z`), zone: null, band: null });
    expect(part?.rate).toMatchObject({ place: 0, chargeTag: 'VOICE', allowances: [] });
    expect(part?.rate.details).toMatchObject([
      {
        resource: EUR,
        model: 'graduated',
        counter: { name: 'voice-usage', per: 'cycle' },
        once: false,
        resourceTag: null,
        taxCode: 'VAT22',
        billItem: 'usage',
        generalLedger: null,
        minimumQuantity: null,
        increment: null,
      },
    ]);
  });

  test('tiers count on the resource that they name, or on nothing if they are those of an event', () => {
    const counterOf = (price: Price) => partsOf({ version: { price } })[0]?.rate.details[0]?.counter;
    const tiers = [{ upTo: null, unitPrice: '1' }];
    expect(counterOf({ model: 'volume', basis: 'cycle', counter: 'MINUTES', tiers })).toMatchObject({
      name: 'MINUTES',
    });
    expect(counterOf({ model: 'volume', basis: 'event', tiers })).toBeNull();
    expect(counterOf(perUnit('1'))).toBeNull();
  });

  test('what is charged once a day counts events, on a counter of its own', () => {
    const [part] = partsOf({ version: { price: { model: 'flat', amount: '0.686', once: 'day' } } });
    expect(part?.rate.details[0]).toMatchObject({ once: true, counter: { name: 'voice-usage~once', per: 'day' } });
  });

  test('the same price book compiles a version once', () => {
    const setting = { plan: { otherwise: 'reject', rates: [rate('1')] } } as const;
    const product: Product = { ...usageProduct('voice', perUnit('9')), versions: [] };
    const version: ProductVersion = { validFrom: 0, price: perUnit('9'), ratePlan: setting.plan };
    const book = compilePriceBook({ siteId: 'demo', version: 1, zone: 'UTC' }, [
      { kind: 'resource', object: EUR },
      { kind: 'product', object: { ...product, versions: [version] } },
    ]);
    const [first, second] = [1, 2].map(() => {
      const known = book.products.get(product.code);
      if (known === undefined) throw new Error('no product');
      return selectRates({
        book,
        serviceType: VOICE,
        priced: { product: known, version },
        event: { id: '1', at: 0, serviceType: 'voice', identifier: '1', fields: {} },
        quantity: dec('1'),
      });
    });
    expect(first?.ok && second?.ok && first.value[0]?.rate === second.value[0]?.rate).toBe(true);
  });

  test('a version that the catalog does not have yet can be tried, too', () => {
    const published = usageProduct('voice', perUnit('9'));
    const book = compilePriceBook({ siteId: 'demo', version: 1, zone: 'UTC' }, [
      { kind: 'resource', object: EUR },
      { kind: 'product', object: published },
    ]);
    const tried = selectRates({
      book,
      serviceType: VOICE,
      priced: { product: published, version: { validFrom: 0, price: perUnit('7') } },
      event: { id: '1', at: 0, serviceType: 'voice', identifier: '1', fields: {} },
      quantity: dec('1'),
    });
    expect(tried.ok && tried.value[0]?.rate.details[0]?.price(dec('1'), dec('0')).amount.toFixed()).toBe('7');
  });
});

test('a product in a resource that is not there rates nothing', () => {
  expect(select({ product: { resource: 'NONE' } })).toMatchObject({
    ok: false,
    error: { reason: 'NO_RATE', detail: expect.stringContaining('no resource NONE') },
  });
});

describe('what a rate leaves out it takes from its version and product', () => {
  const product = { chargeTag: 'CALLS', allowance: 'MB', billItem: 'calls' };
  const detailOf = (changes: Partial<Rate>, version: Partial<ProductVersion> = {}) => {
    const [part] = partsOf({
      product,
      version: { tax: 'VAT22', ...version },
      plan: { otherwise: 'reject', rates: [{ details: [{ price: perUnit('1') }], ...changes }] },
    });
    return part?.rate;
  };

  test('tax, bill item, tag and allowance', () => {
    expect(detailOf({})).toMatchObject({ place: 1, chargeTag: 'CALLS', allowances: [MB] });
    expect(detailOf({})?.details).toMatchObject([{ taxCode: 'VAT22', billItem: 'calls', resource: EUR }]);
    expect(detailOf({}, { chargeTag: 'OWN' })).toMatchObject({ chargeTag: 'OWN' });
  });

  test('its own go before them', () => {
    const own = detailOf({
      chargeTag: 'NIGHT',
      allowances: [],
      details: [
        { price: { model: 'package', size: '10', amount: '1', basis: 'cycle' }, tax: 'LOW', billItem: 'night' },
        {
          price: { model: 'flat', amount: '1', once: 'cycle' },
          resource: 'MB',
          resourceTag: 'UNITS',
          generalLedger: 'GL',
          minimumQuantity: '2',
          increment: '0.5',
        },
      ],
    });
    expect(own).toMatchObject({ chargeTag: 'NIGHT', allowances: [] });
    expect(own?.details).toMatchObject([
      { taxCode: 'LOW', billItem: 'night', counter: { name: 'voice-usage~1.0', per: 'cycle' } },
      {
        resource: MB,
        resourceTag: 'UNITS',
        generalLedger: 'GL',
        // Only money is taxed.
        taxCode: null,
        counter: { name: 'voice-usage~1.1~once', per: 'cycle' },
      },
    ]);
    expect(own?.details.map(({ minimumQuantity, increment }) => `${minimumQuantity} ${increment}`)).toEqual([
      'null null',
      '2 0.5',
    ]);
  });
});

describe('the zone and the time band choose the rate', () => {
  const rates = [
    rate('1', { zone: 'Ljubljana', timeBand: 'peak' }),
    rate('2', { zone: 'Ljubljana' }),
    rate('3', { zone: 'Slovenia', timeBand: 'peak' }),
    rate('4', { zone: 'Europe' }),
    rate('5', { timeBand: 'peak' }),
    rate('6'),
  ];
  const without = (...places: readonly number[]) => rates.filter((_, index) => !places.includes(index + 1));

  test.for([
    { to: '3861', time: '12:00', rates, price: '1', because: 'exact zone and band' },
    { to: '3861', time: '22:00', rates, price: '2', because: 'exact zone, no band then' },
    {
      to: '3861',
      time: '12:00',
      rates: without(1),
      price: '2',
      because: 'exact zone at any time goes before the wider',
    },
    { to: '3861', time: '12:00', rates: without(1, 2), price: '3', because: 'the wider zone, with its band' },
    { to: '3861', time: '22:00', rates: without(1, 2), price: '4', because: 'the widest zone, two steps out' },
    {
      to: '3861',
      time: '12:00',
      rates: without(1, 2, 3, 4),
      price: '5',
      because: 'no zone fits: every zone, with the band',
    },
    { to: '39', time: '12:00', rates, price: '4', because: 'a zone that lies in Europe before every zone' },
    { to: '1', time: '22:00', rates, price: '6', because: 'a zone without rate of its own, at any time' },
    { to: '7', time: '12:00', rates, price: '5', because: 'no zone at all: every zone' },
  ])('a call to $to at $time costs $price: $because', ({ to, time, rates: listed, price }) => {
    const [part] = partsOf({ plan: { ...CALL_PLAN, rates: listed } }, { at: time, fields: { destination: to } });
    expect(part?.rate.details[0]?.price(dec('1'), dec('0')).amount.toFixed()).toBe(price);
  });

  test('the part names its zone and band', () => {
    const parts = partsOf({ plan: { ...CALL_PLAN, rates } }, { fields: { destination: '3861' } });
    expect(parts).toMatchObject([{ zone: 'Ljubljana', band: 'peak' }]);
  });

  test('the subject of the event may decide the zone', () => {
    const plan = { ...CALL_PLAN, ratingSet: 'HOME', rates: [rate('1', { zone: 'Slovenia' })] };
    const set: RatingSet = {
      ...DESTINATIONS,
      code: 'HOME',
      fields: [{ name: 'identifier', match: 'prefix' }],
      rows: [{ match: { identifier: '386' }, zone: 'Slovenia' }],
    };
    const product: Product = {
      ...usageProduct('voice', perUnit('9')),
      versions: [{ validFrom: 0, price: perUnit('9'), ratePlan: plan }],
    };
    const book = compilePriceBook({ siteId: 'demo', version: 1, zone: 'UTC' }, [
      { kind: 'resource', object: EUR },
      { kind: 'ratingSet', object: set },
      { kind: 'tariffCalendar', object: PEAK },
      { kind: 'product', object: product },
    ]);
    const known = book.products.get(product.code);
    const version = known?.versions[0];
    if (known === undefined || version === undefined) throw new Error('no product');
    const event = { id: '1', at: 0, serviceType: 'voice', identifier: '38631', fields: {} };
    const selected = selectRates({
      book,
      serviceType: VOICE,
      priced: { product: known, version },
      event,
      quantity: dec('1'),
    });
    expect(selected.ok && selected.value[0]?.rate.place).toBe(1);
  });
});

describe('what no rate meets', () => {
  const rates = [rate('1', { zone: 'Italy', timeBand: 'peak' })];

  test('is priced by the version, if the plan says so', () => {
    const plan: Plan = { ...CALL_PLAN, otherwise: 'price', rates };
    expect(partsOf({ plan }, { fields: { destination: '1' } })).toMatchObject([
      { zone: 'America', band: 'peak', rate: { place: 0 } },
    ]);
  });

  test.for([
    { to: '39', time: '22:00', words: 'for the zone Italy. Add' },
    { to: '1', time: '12:00', words: 'for the zone America in the time band peak. Add' },
    { to: '7', time: '12:00', words: 'for usage without a zone in the time band peak. Add' },
  ])('waits in suspense otherwise, and says what it was: $to at $time', ({ to, time, words }) => {
    const plan: Plan = { ...CALL_PLAN, rates };
    const refused = select({ plan }, { at: time, fields: { destination: to } });
    expect(refused).toMatchObject({ ok: false, error: { reason: 'NO_RATE', detail: expect.stringContaining(words) } });
  });

  test('waits whole when one of its parts has no rate', () => {
    const plan: Plan = { ...CALL_PLAN, rates: [rate('1', { timeBand: 'peak' })] };
    expect(select({ plan }, { at: '19:50', end: '20:10' })).toMatchObject({ ok: false, error: { reason: 'NO_RATE' } });
  });
});

test.for([
  { plan: { ...CALL_PLAN, ratingSet: 'NONE' }, words: 'no rating set NONE' },
  { plan: { ...CALL_PLAN, calendar: 'NONE' }, words: 'no tariff calendar NONE' },
  { plan: { ...CALL_PLAN, rates: [{ ...rate('1'), allowances: ['NONE'] }] }, words: 'no resource NONE' },
  {
    plan: { ...CALL_PLAN, rates: [{ details: [{ resource: 'NONE', price: perUnit('1') }] }] },
    words: 'no resource NONE',
  },
])('a plan that names what is not there rates nothing: $words', ({ plan, words }) => {
  expect(select({ plan })).toMatchObject({
    ok: false,
    error: { reason: 'NO_RATE', detail: expect.stringContaining(words) },
  });
});

describe('an event over the edge of a band', () => {
  const plan: Plan = { ...CALL_PLAN, rates: [rate('2', { timeBand: 'peak' }), rate('1')] };
  const METERED: ServiceType = { ...DATA, endField: 'end' };

  test.for([
    { from: '07:50', to: '08:10', parts: ['07:50 10 @2', '08:00 10 @1'], because: 'ten minutes on either side' },
    { from: '07:00', to: '08:00', parts: ['07:00 60 @2'], because: 'it ends where the band begins' },
    { from: '08:00', to: '08:10', parts: ['08:00 10 @1'], because: 'it begins where the band begins' },
    { from: '07:59', to: '2026-03-16T08:01:30Z', parts: ['07:59 1 @2', '08:00 2 @1'], because: 'the last one started' },
    {
      from: '2026-03-16T07:59:30Z',
      to: '08:01',
      parts: ['07:59 1 @2', '08:00 1 @1'],
      because: 'the minute from half past belongs to where it started',
    },
    {
      from: '2026-03-16T07:59:30Z',
      to: '2026-03-16T08:00:10Z',
      parts: ['07:59 1 @2'],
      because: 'the one started minute reaches over the edge: nothing is left for the other side',
    },
    {
      from: '2026-03-16T07:59:00Z',
      to: '2026-03-16T08:00:01Z',
      parts: ['07:59 1 @2', '08:00 1 @1'],
      because: '61 seconds reach their second minute after 60 of them',
    },
    {
      from: '19:50',
      to: '2026-03-17T08:10:00Z',
      parts: ['19:50 10 @1', '20:00 720 @2', '08:00 10 @1'],
      because: 'peak, a night, and peak again',
    },
    { from: '12:00', to: '12:00', parts: ['12:00 0 @1'], because: 'nothing is still one part' },
    { from: '07:59', to: '07:59', parts: ['07:59 0 @2'], because: 'nothing has the band of its time' },
  ])('from $from to $to is $parts: $because', ({ from, to, parts }) => {
    expect(shown(partsOf({ plan }, { at: from, end: to }))).toEqual(parts);
  });

  test('stretches of one rate are one part', () => {
    expect(shown(partsOf({ plan: { ...plan, rates: [rate('1')] } }, { at: '07:50', end: '08:10' }))).toEqual([
      '07:50 20 @1',
    ]);
  });

  test('the least quantity is the first increment: it belongs to where the event began', () => {
    const serviceType = { ...VOICE, minimumQuantity: '3' };
    expect(shown(partsOf({ plan, serviceType }, { at: '07:59', end: '08:01' }))).toEqual(['07:59 3 @2']);
    expect(shown(partsOf({ plan, serviceType }, { at: '07:59', end: '08:04' }))).toEqual(['07:59 3 @2', '08:00 2 @1']);
  });

  test('a metered quantity with an end goes by the time that passed', () => {
    const charging = { at: '07:00', end: '10:00', fields: { volume: '10' } };
    const parts = partsOf({ plan, serviceType: METERED }, charging);
    expect(shown(parts)).toEqual(['07:00 3.333333333333 @2', '08:00 6.666666666667 @1']);
  });

  test('and in whole increments, if it has some', () => {
    const serviceType = { ...METERED, increment: '1' };
    const charging = { at: '07:00', end: '10:00', fields: { volume: '9.5' } };
    expect(shown(partsOf({ plan, serviceType }, charging))).toEqual(['07:00 4 @2', '08:00 6 @1']);
  });

  test('a part of nothing is left out, a quantity below the increment goes to the beginning', () => {
    const serviceType = { ...METERED, increment: '5' };
    const charging = { at: '07:00', end: '10:00', fields: { volume: '0.1' } };
    expect(shown(partsOf({ plan, serviceType }, charging))).toEqual(['07:00 5 @2']);
  });

  test('without an end it is a point at its time', () => {
    expect(placesOf({ plan, serviceType: METERED }, { at: '07:50', fields: { volume: '10' } })).toEqual([2]);
    expect(placesOf({ plan, serviceType: DATA }, { at: '07:50', end: '08:10', fields: { volume: '1' } })).toEqual([2]);
  });

  test('a duration asked for ahead ends when it is over', () => {
    expect(shown(partsOf({ plan }, { at: '07:50', quantity: dec('15') }))).toEqual(['07:50 10 @2', '08:00 5 @1']);
  });

  test('a known quantity with an end goes by time, too', () => {
    const asked = { at: '07:50', end: '08:10', quantity: dec('30') };
    expect(shown(partsOf({ plan }, asked))).toEqual(['07:50 15 @2', '08:00 15 @1']);
  });

  test.for([
    { end: 'soon', reason: 'INVALID_FIELD', because: 'it is no time' },
    { end: `${MONDAY}T06:00:00Z`, reason: 'INVALID_FIELD', because: 'it is before the beginning' },
    { end: '2027-03-18T07:00:00Z', reason: 'INVALID_QUANTITY', because: 'it is more than 366 days later' },
  ])('the end $end is refused: $because', ({ end, reason }) => {
    const refused = select({ plan, serviceType: METERED }, { at: '07:00', fields: { volume: '1', end } });
    expect(refused).toMatchObject({ ok: false, error: { reason } });
  });
});
