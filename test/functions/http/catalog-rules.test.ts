import { beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, type CatalogWorld, type Kind, worldCatalog } from './catalog-world.ts';

/** Nothing here is ever kept: one world serves every case. */
let world: CatalogWorld;
beforeAll(async () => {
  world = await worldCatalog();
});

const START = '2026-01-01T00:00:00Z';
const END = '2027-01-01T00:00:00Z';

/** A usage product with a price of its own. */
const usage = (price: object) => ({ versions: [{ validFrom: START, price }] });
const FLAT = { model: 'flat', amount: '1' };
const planned = (plan: object) => ({ versions: [{ validFrom: START, price: FLAT, ratePlan: plan }] });
const rate = (more: object = {}) => ({ details: [{ price: FLAT }], ...more });
const rates = (...list: object[]) => planned({ ratingSet: 'destinations', calendar: 'peak', rates: list });
const detail = (more: object) => rates({ details: [{ price: FLAT, ...more }] });
const recurring = (price: object, cycle = 'arrear') => ({
  ...bodyOf('product', 'fee'),
  serviceType: undefined,
  eventGenerators: undefined,
  cycle,
  versions: [{ validFrom: START, price }],
});
const grantor = { ...recurring({ model: 'flat', amount: '-100' }, 'forward'), resource: 'MB' };
const rolling = (more: object) => ({ intervals: 1, ...more });
const rule = (more: object) => ({
  filter: { chargeTags: ['voice'] },
  effect: { type: 'percentage', value: '10' },
  ...more,
});
const advanced = (more: object) => ({ mode: 'advanced', rules: [rule(more)] });
const limit = (more: object) => ({ limits: [{ resource: 'EUR', limit: '100', ...more }] });
const percent = (value: string) => ({ type: 'percent', value });
const steps = (...list: object[]) => usage({ model: 'stair-step', basis: 'event', steps: list });
const made = (seconds: object) => mapped({ seconds, destination: { from: 'attribute', attribute: 'segment' } });
const mapped = (mapper: object) => ({ mapper: { ...mapper } });

const mailTo = (count: number, name: string) => ({
  ...{ action: 'mail', template: 'mail' },
  to: { addresses: Array.from({ length: count }, (_, index) => `${name}${index}@example.com`) },
});

type Case = readonly [kind: Kind, change: object, pointer: string, words: string];

const PRICES: readonly Case[] = [
  ['product', steps({ upTo: '10', amount: '1' }), '/versions/0/price/steps/0/upTo', 'last step open'],
  [
    'product',
    steps({ upTo: '5', amount: '1' }, { upTo: '5', amount: '2' }, { upTo: null, amount: '3' }),
    '/versions/0/price/steps/1/upTo',
    'more than the step before',
  ],
  [
    'product',
    usage({ model: 'volume', basis: 'event', tiers: [{ upTo: '1', unitPrice: '1' }] }),
    '/versions/0/price/tiers/0/upTo',
    'last tier open',
  ],
  [
    'product',
    usage({ model: 'package', size: '0', amount: '1', basis: 'event' }),
    '/versions/0/price/size',
    'more than zero',
  ],
  [
    'product',
    usage({ model: 'package', size: '5', amount: '1', basis: 'event', counter: 'CALLS' }),
    '/versions/0/price/counter',
    'basis cycle',
  ],
  [
    'product',
    usage({ model: 'percentage', percent: '1', minimumCharge: '2', maximumCharge: '1' }),
    '/versions/0/price/maximumCharge',
    'no less than minimumCharge',
  ],
  ['product', usage({ model: 'percentage', percent: '-1' }), '/versions/0/price/percent', 'zero or more'],
  ['product', usage({ model: 'minimum-commitment', minimum: '1' }), '/versions/0/price/model', 'in arrear'],
  ['product', recurring({ model: 'minimum-commitment', minimum: '1' }, 'forward'), '/versions/0/price/model', 'arrear'],
  ['product', recurring({ model: 'minimum-commitment', minimum: '0' }), '/versions/0/price/minimum', 'more than zero'],
  ['product', recurring({ model: 'percentage', percent: '1' }), '/versions/0/price/model', 'another model'],
  ['product', recurring({ model: 'flat', amount: '1', once: 'day' }), '/versions/0/price/once', 'no events'],
  [
    'product',
    recurring({ model: 'package', size: '1', amount: '1', basis: 'cycle' }),
    '/versions/0/price/basis',
    'no use to count',
  ],
  [
    'product',
    usage({ model: 'package', size: '5', amount: '1', basis: 'cycle', counter: 'MB' }),
    '/versions/0/price/counter',
    'Name a counter',
  ],
  [
    'product',
    detail({ price: { model: 'minimum-commitment', minimum: '1' } }),
    '/versions/0/ratePlan/rates/0/details/0/price/model',
    'recurring product',
  ],
];

const RATE_PLANS: readonly Case[] = [
  ['product', planned({ rates: [] }), '/versions/0/ratePlan/rates', 'at least one rate'],
  ['product', planned({ rates: [rate({ zone: 'home' })] }), '/versions/0/ratePlan/rates/0/zone', 'ratingSet'],
  ['product', planned({ rates: [rate({ timeBand: 'peak' })] }), '/versions/0/ratePlan/rates/0/timeBand', 'calendar'],
  ['product', rates(rate({ zone: 'home' }), rate({ zone: 'home' })), '/versions/0/ratePlan/rates/1', 'one rate'],
  ['product', rates(rate({ zone: 'mars' })), '/versions/0/ratePlan/rates/0/zone', 'zone that "destinations" gives'],
  ['product', rates(rate({ timeBand: 'night' })), '/versions/0/ratePlan/rates/0/timeBand', 'band of "peak"'],
  ['product', rates({ details: [] }), '/versions/0/ratePlan/rates/0/details', 'at least one detail'],
  ['product', rates(rate({ allowances: ['MB', 'MB'] })), '/versions/0/ratePlan/rates/0/allowances/1', 'once'],
  ['product', rates(rate({ allowances: ['CALLS'] })), '/versions/0/ratePlan/rates/0/allowances/0', 'no counter'],
  ['product', rates(rate({ chargeTag: 'abroad' })), '/versions/0/ratePlan/rates/0/chargeTag', 'type charge'],
  ['product', detail({ resourceTag: 'voice' }), '/versions/0/ratePlan/rates/0/details/0/resourceTag', 'type resource'],
  ['product', detail({ resource: 'MB', tax: 'vat' }), '/versions/0/ratePlan/rates/0/details/0/tax', 'only money'],
  [
    'product',
    rates({
      details: [
        { resource: 'MB', price: FLAT },
        { resource: 'MB', price: FLAT },
      ],
    }),
    '/versions/0/ratePlan/rates/0/details/1/resource',
    'once',
  ],
  [
    'product',
    { ...recurring(FLAT), versions: [{ validFrom: START, price: FLAT, ratePlan: { rates: [rate()] } }] },
    '/versions/0/ratePlan',
    'Remove this field from a recurring product',
  ],
];

const PRODUCTS: readonly Case[] = [
  [
    'product',
    { ...recurring({ model: 'per-unit', unitPrice: '-1', minimumCharge: '5' }), resource: 'MB' },
    '/versions/0/price',
    'minimum charge',
  ],
  ['product', { resource: 'CALLS' }, '/resource', 'a counter only counts'],
  ['product', { allowance: 'CALLS' }, '/allowance', 'no counter'],
  ['product', { chargeTag: 'abroad' }, '/chargeTag', 'type charge'],
  ['product', { duration: { value: 0, unit: 'month' } }, '/duration/value', '1 or more'],
  ['product', { duration: { value: 1, unit: 'hour' } }, '/duration/unit', 'Use one of'],
  ['product', { attributes: { segment: 'a' } }, '/attributes/segment', 'attribute of products'],
  ['product', { attributes: { weight: 'heavy' } }, '/attributes/weight', 'type numeric'],
  ['product', { ...recurring(FLAT), nonActiveRating: 'RATE_INACTIVE' }, '/nonActiveRating', 'Remove'],
  ['product', { ...recurring(FLAT), eventGenerators: ['reading'] }, '/eventGenerators/0', 'billing-profile'],
  ['product', { rollover: { intervals: 1 } }, '/rollover', 'Remove this field from a usage product'],
  ['product', { ...recurring(FLAT), rollover: { intervals: 1 } }, '/rollover', 'only units'],
  ['product', { ...grantor, rollover: { intervals: 0 } }, '/rollover/intervals', '1 or more'],
  ['product', { ...grantor, rollover: { intervals: 61 } }, '/rollover/intervals', 'at most 60'],
  ['product', { ...grantor, rollover: {} }, '/rollover/intervals', 'Add this field'],
  ['product', { ...grantor, rollover: rolling({ maximumTotal: '0' }) }, '/rollover/maximumTotal', 'more than zero'],
  [
    'product',
    { ...grantor, rollover: rolling({ maximumPerInterval: '-1' }) },
    '/rollover/maximumPerInterval',
    'more than zero',
  ],
];

const SERVICES: readonly Case[] = [
  ['tag', { type: 'colour' }, '/type', 'Use one of'],
  ['serviceField', { code: 'meter-value' }, '/code', 'underscores'],
  // Looked up in an object, these are there though nobody put them.
  ['serviceField', { code: 'constructor' }, '/code', 'another'],
  ['customAttribute', { code: '__proto__' }, '/code', 'another code'],
  ['serviceType', { optionalFields: [{ name: 'toString', type: 'text' }] }, '/optionalFields/0/name', 'another name'],
  ['measurementUnit', { base: 'min', factor: '60' }, '/base', 'no base itself'],
  ['measurementUnit', { base: 'spare' }, '/base', 'not made of itself'],
  ['measurementUnit', { factor: '60' }, '/factor', 'name the base'],
  ['measurementUnit', { base: 's', factor: '0' }, '/factor', 'more than zero'],
  ['serviceType', { measuredIn: undefined }, '/measuredIn', 'both units'],
  ['serviceType', { unitSize: '30' }, '/unitSize', 'give 60'],
  ['serviceType', { optionalFields: [{ name: 'identifier', type: 'text' }] }, '/optionalFields/0/name', 'by itself'],
  ['serviceType', { endField: 'destination' }, '/endField', 'type instant'],
  ['serviceType', { minimumQuantity: '0' }, '/minimumQuantity', 'more than zero'],
  [
    'serviceType',
    { ratingSetFields: [{ name: 'destination', type: 'decimal' }] },
    '/ratingSetFields/0/type',
    'Use text',
  ],
  ['ratingSet', { rows: [] }, '/rows', 'at least one row'],
  ['ratingSet', { rows: [{ match: { origin: '1' }, zone: 'a' }] }, '/rows/0/match/origin', 'list it under fields'],
  ['ratingSet', { rows: [{ match: { destination: '386*' }, zone: 'a' }] }, '/rows/0/match/destination', 'no asterisk'],
  [
    'ratingSet',
    {
      rows: [
        { match: { destination: '1' }, zone: 'a', validTo: null },
        { match: { destination: '1' }, zone: 'b' },
      ],
    },
    '/rows/1',
    'once',
  ],
  [
    'ratingSet',
    {
      rows: [
        { match: { destination: '1' }, zone: 'a', validTo: END },
        { match: { destination: '1' }, zone: 'b' },
      ],
    },
    '/rows/1',
    'once',
  ],
  [
    'ratingSet',
    { rows: [{ match: {}, zone: 'a', validFrom: END, validTo: START }] },
    '/rows/0/validTo',
    'after it begins',
  ],
  ['ratingSet', { fields: [{ name: 'colour' }], rows: [{ match: {}, zone: 'a' }] }, '/fields/0/name', '"call" has'],
  [
    'ratingSet',
    { fields: [{ name: 'seconds', match: 'prefix' }], rows: [{ match: {}, zone: 'a' }] },
    '/fields/0/match',
    'exact',
  ],
  [
    'ratingSet',
    {
      zones: [
        { zone: 'a', parent: 'b' },
        { zone: 'b', parent: 'a' },
      ],
    },
    '/zones/0/parent',
    'does not lie in itself',
  ],
  [
    'ratingSet',
    {
      zones: [
        { zone: 'a', parent: 'b' },
        { zone: 'a', parent: 'c' },
      ],
    },
    '/zones/1/zone',
    'one parent',
  ],
  ['tariffCalendar', band({ from: '8:00' }), '/bands/0/from', 'HH:MM'],
  ['tariffCalendar', band({ to: '24:01' }), '/bands/0/to', 'HH:MM'],
  ['tariffCalendar', band({ from: '22:00', to: '06:00' }), '/bands/0/to', 'two bands'],
  ['tariffCalendar', band({ days: [] }), '/bands/0/days', 'at least one day'],
  ['tariffCalendar', band({ days: ['mon', 'mon'] }), '/bands/0/days/1', 'once'],
  ['tariffCalendar', { holidays: ['2026-02-29'] }, '/holidays/0', 'every year'],
  ['tariffCalendar', { holidays: ['13-01'] }, '/holidays/0', 'every year'],
  ['tariffCalendar', { holidays: ['12-25', '12-25'] }, '/holidays/1', 'once'],
];

const DISCOUNTS: readonly Case[] = [
  ['discount', { rules: [] }, '/rules', 'at least one rule'],
  ['discount', { rules: [rule({}), rule({})] }, '/rules/1', 'mode advanced'],
  ['discount', { rules: [rule({ filter: {} })] }, '/rules/0/filter/chargeTags', 'one charge tag'],
  [
    'discount',
    { rules: [rule({ filter: { chargeTags: ['voice'], products: ['calls'] } })] },
    '/rules/0/filter/products',
    'mode advanced',
  ],
  ['discount', { rules: [rule({ when: { counter: 'CALLS' } })] }, '/rules/0/when', 'mode advanced'],
  [
    'discount',
    { rules: [rule({ effect: { type: 'consume', resource: 'MB' } })] },
    '/rules/0/effect/type',
    'percentage or flat',
  ],
  [
    'discount',
    { rules: [rule({ effect: { type: 'percentage', value: '101' } })] },
    '/rules/0/effect/value',
    'at most 100',
  ],
  ['discount', { rules: [rule({ effect: { type: 'flat', value: '-1' } })] }, '/rules/0/effect/value', 'zero or more'],
  [
    'discount',
    advanced({ when: { counter: 'CALLS', above: '10', upTo: '10' } }),
    '/rules/0/when/upTo',
    'more than above',
  ],
  ['discount', advanced({ when: { counter: 'MB' } }), '/rules/0/when/counter', 'Name a counter'],
  ['discount', advanced({ filter: { chargeTags: ['abroad'] } }), '/rules/0/filter/chargeTags/0', 'type charge'],
  ['discount', advanced({ filter: { resourceTags: ['voice'] } }), '/rules/0/filter/resourceTags/0', 'type resource'],
  ['discount', advanced({ filter: { chargeTags: [] } }), '/rules/0/filter/chargeTags', 'at least one'],
  [
    'discount',
    advanced({ effect: { type: 'grant', resource: 'EUR', amount: '1' } }),
    '/rules/0/effect/resource',
    'unit resource',
  ],
  [
    'discount',
    advanced({ effect: { type: 'grant', resource: 'MB', amount: '0' } }),
    '/rules/0/effect/amount',
    'more than zero',
  ],
  ['discount', advanced({ effect: { type: 'count', counter: 'MB' } }), '/rules/0/effect/counter', 'Name a counter'],
  [
    'discount',
    { ...advanced({ effect: { type: 'consume', resource: 'MB' } }), appliesAt: 'billing' },
    '/rules/0/effect/type',
    'apply at rating',
  ],
  ['discount', { validTo: START }, '/validTo', 'after it begins'],
  ['discount', { priority: -1 }, '/priority', '0 or more'],
];

const OFFERS: readonly Case[] = [
  ['bundle', { items: [], discounts: [] }, '/items', 'product or discount'],
  ['bundle', { discounts: [{ discount: 'tenth' }, { discount: 'tenth' }] }, '/discounts/1/discount', 'once'],
  [
    'bundle',
    { items: [{ product: 'fee', duration: { value: 1.5, unit: 'month' } }] },
    '/items/0/duration/value',
    'whole',
  ],
  ['plan', { bundles: ['basic', 'basic'] }, '/bundles/1', 'once'],
  ['plan', { paymentTypes: ['prepaid', 'prepaid'] }, '/paymentTypes/1', 'once'],
  ['term', { commitment: { value: 0, unit: 'month' } }, '/commitment/value', '1 or more'],
  ['term', { grace: { value: 2, unit: 'year' } }, '/grace', 'no more than the commitment'],
  ['term', { minimumLength: { value: 13, unit: 'month' } }, '/minimumLength', 'no more than the commitment'],
  ['term', { grace: { value: 373, unit: 'day' } }, '/grace', 'no more than the commitment'],
  ['term', { renewal: { type: 'term', term: 'spare' } }, '/renewal', '"same"'],
  ['term', fee({ type: 'percent', amount: '101' }), '/fee/amount', 'at most 100'],
  ['term', fee({ type: 'flat' }), '/fee/amount', 'more than zero'],
  ['term', fee({ type: 'remaining', amount: '5' }), '/fee/amount', 'Leave the amount out'],
  ['coupon', { value: '101' }, '/value', 'at most 100'],
  ['coupon', { value: '0' }, '/value', 'more than zero'],
  ['coupon', { type: 'flat' }, '/resource', 'currency'],
  ['coupon', { type: 'flat', resource: 'MB' }, '/resource', 'monetary'],
  ['coupon', { maxRedemptions: 1, maxPerCustomer: 2 }, '/maxPerCustomer', 'maxRedemptions'],
  ['coupon', { chargeTags: ['abroad'] }, '/chargeTags/0', 'type charge'],
  ['voucherBatch', { template: 'GIFT' }, '/template', 'at least one #'],
  ['voucherBatch', { template: 'GIFT #' }, '/template', 'letters, digits, hyphens'],
  ['voucherBatch', { template: 'XMAS-###', quantity: 1200 }, '/quantity', 'at most 999'],
  ['voucherBatch', { quantity: 0 }, '/quantity', '1 or more'],
  ['voucherBatch', { redemptions: 0 }, '/redemptions', '1 or more'],
  ['filter', { customerTypes: undefined, attributes: undefined }, '', 'at least one'],
  ['filter', { countries: ['Slovenia'] }, '/countries/0', 'two letters'],
  ['filter', { countries: ['SI', 'SI'] }, '/countries/1', 'once'],
  ['filter', { paymentMethods: [] }, '/paymentMethods', 'at least one'],
  ['filter', { attributes: { vip: ['true', 'yes'] } }, '/attributes/vip/1', 'type boolean'],
  ['filter', { attributes: { colour: ['red'] } }, '/attributes/colour', 'customers or billing profiles'],
];

const BUSINESS: readonly Case[] = [
  ['eventGenerator', mapped({ colour: { from: 'cycle-end' } }), '/mapper/colour', 'none of its name'],
  ['eventGenerator', mapped({ seconds: { from: 'cycle-end' } }), '/mapper/seconds/from', 'another source'],
  ['eventGenerator', mapped({ seconds: { from: 'constant', value: '1' } }), '/mapper', '"destination"'],
  ['eventGenerator', made({ from: 'constant', value: 'ten' }), '/mapper/seconds/value', 'type decimal'],
  ['eventGenerator', made({ from: 'constant', value: '' }), '/mapper/seconds/value', 'type decimal'],
  ['eventGenerator', made({ from: 'attribute', attribute: 'segment' }), '/mapper/seconds/attribute', 'type numeric'],
  [
    'eventGenerator',
    { mapper: { seconds: { from: 'balance', resource: 'CALLS' }, destination: { from: 'constant', value: '' } } },
    '/mapper/destination/value',
    'every event',
  ],
  ['eventGenerator', { linkedTo: 'billing-profile' }, '/identifier', 'Name the service'],
  ['eventGenerator', { identifier: 'm-1' }, '/identifier', 'Remove'],
  ['creditProfile', { limits: [] }, '/limits', 'at least one limit'],
  ['creditProfile', { isDefault: true }, '/isDefault', 'from "usual" first'],
  [
    'creditProfile',
    {
      limits: [
        { resource: 'EUR', limit: '1' },
        { resource: 'EUR', limit: '2' },
      ],
    },
    '/limits/1/resource',
    'once',
  ],
  ['creditProfile', limit({ resource: 'CALLS' }), '/limits/0/resource', 'only counts'],
  ['creditProfile', limit({ limit: null }), '/limits/0/limit', 'a limit or a threshold'],
  ['creditProfile', limit({ limit: null, thresholds: [percent('80')] }), '/limits/0/thresholds/0/type', 'Give a limit'],
  [
    'creditProfile',
    limit({ limit: null, hard: true, thresholds: [{ type: 'value', value: '1' }] }),
    '/limits/0/hard',
    'limit',
  ],
  ['creditProfile', limit({ floor: '100' }), '/limits/0/floor', 'less than the limit'],
  ['creditProfile', limit({ thresholds: [percent('90'), percent('80')] }), '/limits/0/thresholds/1/value', 'more than'],
  ['creditProfile', limit({ thresholds: [percent('101')] }), '/limits/0/thresholds/0/value', 'at most 100'],
  ['tax', { reverseCharge: true }, '/jurisdiction', 'Name the jurisdiction'],
  ['tax', { jurisdiction: 'Slovenia' }, '/jurisdiction', 'ISO 3166'],
  ['tax', { exemptionReason: 'Exempt' }, '/exemptionReason', 'something is levied'],
  ['taxSupplier', { isDefault: true }, '/isDefault', 'from "seller" first'],
  ['taxSupplier', { country: 'si' }, '/country', 'two letters'],
  ['taxSupplier', { address: [] }, '/address', 'at least one line'],
  ['generalLedgerAccount', { type: 'income' }, '/type', 'Use one of'],
  [
    'generalLedger',
    { accounts: { billedEarned: { debit: '1200', credit: '1200' } } },
    '/accounts/billedEarned/credit',
    'another account',
  ],
  ['generalLedger', { accounts: {} }, '/accounts/billedEarned', 'Add this field'],
  ['dunningConfiguration', { resource: 'MB' }, '/resource', 'monetary'],
  ['dunningConfiguration', { threshold: '-1' }, '/threshold', 'zero or more'],
  [
    'dunningConfiguration',
    acts({ type: 'recollect', afterDays: 3, maxRepeats: 2 }),
    '/actions/0/repeatEveryDays',
    'how many days',
  ],
  [
    'dunningConfiguration',
    acts({ type: 'recollect', afterDays: 3 }, { type: 'recollect', afterDays: 1 }),
    '/actions/1/afterDays',
    'in order of time',
  ],
  [
    'dunningConfiguration',
    acts({ type: 'block', afterDays: 3, endpoint: 'gate', repeatEveryDays: 1 }),
    '/actions/0/repeatEveryDays',
    'a block stands',
  ],
  ['dunningConfiguration', { exitEndpoint: 'gate' }, '/exitEndpoint', 'no block'],
  ['customAttribute', { entity: 'bill' }, '/entity', 'Use one of'],
  ['messageTemplate', { subject: undefined }, '/subject', 'a mail needs it'],
  ['messageTemplate', { channel: 'sms' }, '/subject', 'an SMS has none'],
  ['messageTemplate', { body: 'Dear {{ customer.name' }, '/body', 'Correct the Liquid'],
  ['messageTemplate', { subject: '{% if x %}Hello' }, '/subject', 'Correct the Liquid'],
  ['messageTemplate', { language: 'English' }, '/language', 'BCP 47'],
  ['notificationRule', { publishers: [] }, '/publishers', 'at least one publisher'],
  [
    'notificationRule',
    { publishers: [{ action: 'log' }, mailTo(30, 'a'), mailTo(20, 'b')] },
    '/publishers/2',
    '50 recipients in all',
  ],
  ['notificationRule', { publishers: [{ action: 'mail', template: 'sms' }] }, '/publishers/0/template', 'for mails'],
  ['notificationRule', { publishers: [{ action: 'sms', template: 'mail' }] }, '/publishers/0/template', 'for SMS'],
  [
    'notificationRule',
    { publishers: [{ action: 'sms', template: 'sms', to: { addresses: ['040 123'] } }] },
    '/publishers/0/to/addresses/0',
    '+38640123456',
  ],
  ['billItem', { type: 'gift' }, '/type', 'Use one of'],
  ['resource', { counter: true }, '/counter', 'money is not counted up'],
];

describe.for([
  ['prices', PRICES],
  ['rate plans', RATE_PLANS],
  ['products', PRODUCTS],
  ['services', SERVICES],
  ['discounts', DISCOUNTS],
  ['offers', OFFERS],
  ['business configuration', BUSINESS],
] as const)('%s', ([, cases]) => {
  test.for(cases)('%s with %j is refused at %s: %s', async ([kind, change, pointer, words]) => {
    const told = await world.create(kind, { ...bodyOf(kind), code: 'spare', ...UNIQUE[kind], ...withoutCode(change) });
    expect(told).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    const found = told.body.errors.filter((error: { pointer: string }) => error.pointer === pointer);
    expect(told.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect(found.map(({ message }: { message: string }) => message).join(' ')).toContain(words);
  });
});

/** What the world has once only. */
const UNIQUE: { readonly [K in Kind]?: object } = {
  taxSupplier: { isDefault: false },
  creditProfile: { isDefault: false },
};

/** Whole bodies as changes: the code is the spare one, but where it is what is wrong. */
function withoutCode(change: object): object {
  const { code, ...rest } = change as { readonly code?: string };
  return code === undefined || code === 'fee' ? rest : { code, ...rest };
}

function band(more: object) {
  return { bands: [{ band: 'night', days: ['sun'], from: '00:00', to: '24:00', ...more }] };
}
function fee(more: object) {
  return { fee: { billItem: 'usage', ...more } };
}
function acts(...actions: object[]) {
  return { actions };
}

describe('reserved codes', () => {
  test.for([
    ['eventType', 'ONE_TIME'],
    ['eventType', 'USAGE'],
    ['serviceField', 'identifier'],
    ['serviceField', 'session_id'],
  ] as const)('%s %s', async ([kind, code]) => {
    expect(await world.create(kind, { ...bodyOf(kind), code })).toMatchObject({
      status: 409,
      body: { code: 'catalog.reserved' },
    });
  });
});
