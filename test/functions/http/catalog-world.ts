import { expect } from 'vitest';
import { catalogContract } from '../../../functions/http/contract/catalog.ts';
import { catalogHandlers } from '../../../functions/http/handlers/catalog.ts';
import { CATALOG_KINDS } from '../../../functions/http/routes/catalog.ts';
import { httpDoor } from '../../../functions/shared/http-door.ts';
import { onceCommit } from '../../../functions/shared/idempotency.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { type Ask, askDoor, type Told } from './ask.ts';
import { storeWithSites } from './test-site.ts';

export type Kind = (typeof CATALOG_KINDS)[number]['kind'];
type Body = Readonly<Record<string, unknown>> & { readonly code: string };

const START = '2026-01-01T00:00:00Z';
/** Not yet on sale at the time of the test sites. */
export const LATER = '2026-07-01T00:00:00Z';

/**
 * A mobile operator with one of everything and a few more, in an order in which it can be created. The first of a kind is the one
 * that tests change.
 */
export const WORLD = [
  ['resource', { code: 'EUR', name: 'Euro', kind: 'monetary', currency: 'EUR' }],
  ['resource', { code: 'MB', name: 'Megabytes', kind: 'unit', ratingScale: 0, billingScale: 0 }],
  ['resource', { code: 'CALLS', name: 'Calls of the month', kind: 'unit', counter: true }],
  ['eventType', { code: 'monthly', name: 'Monthly', interval: { unit: 'month', count: 1 } }],
  ['tag', { code: 'voice', name: 'Voice', type: 'charge' }],
  ['tag', { code: 'abroad', name: 'Abroad', type: 'resource' }],
  ['serviceField', { code: 'seconds', name: 'Seconds', type: 'decimal' }],
  ['measurementUnit', { code: 's', name: 'Second', symbol: 's' }],
  ['measurementUnit', { code: 'min', name: 'Minute', symbol: 'min', base: 's', factor: '60' }],
  [
    'serviceType',
    {
      code: 'call',
      name: 'Call',
      mandatoryFields: [
        { name: 'seconds', type: 'decimal' },
        { name: 'destination', type: 'text' },
      ],
      optionalFields: [{ name: 'hung_up', type: 'instant' }],
      quantity: { from: 'field', field: 'seconds' },
      unit: 'min',
      measuredIn: 's',
      billedIn: 'min',
    },
  ],
  [
    'ratingSet',
    {
      code: 'destinations',
      name: 'Destinations',
      serviceType: 'call',
      fields: [{ name: 'destination', match: 'prefix' }],
      rows: [
        { match: { destination: '386' }, zone: 'home' },
        { match: { destination: '43' }, zone: 'austria' },
      ],
      zones: [{ zone: 'austria', parent: 'europe' }],
      otherwise: 'world',
    },
  ],
  [
    'tariffCalendar',
    {
      code: 'peak',
      name: 'Peak',
      bands: [{ band: 'peak', days: ['mon', 'tue'], from: '08:00', to: '20:00' }],
      holidays: ['12-25'],
    },
  ],
  ['generalLedgerAccount', { code: '1200', name: 'Receivables', type: 'asset' }],
  ['generalLedgerAccount', { code: '4000', name: 'Sales', type: 'revenue' }],
  ['generalLedgerGroup', { code: 'core', name: 'Core' }],
  [
    'generalLedger',
    {
      code: 'sales',
      name: 'Sales',
      group: 'core',
      accounts: { billedEarned: { debit: '1200', credit: '4000' } },
      taxAccount: '1200',
    },
  ],
  [
    'taxSupplier',
    { code: 'seller', name: 'Seller', legalName: 'Seller Ltd', address: ['1 Street'], country: 'SI', isDefault: true },
  ],
  ['tax', { code: 'vat', name: 'VAT', percent: '22', validFrom: START, taxSupplier: 'seller', generalLedger: 'sales' }],
  ['billItem', { code: 'usage', name: 'Usage', type: 'usage' }],
  ['customerType', { code: 'home', name: 'Home' }],
  ['customAttribute', { code: 'segment', name: 'Segment', entity: 'customer', type: 'string' }],
  ['customAttribute', { code: 'vip', name: 'VIP', entity: 'customer', type: 'boolean' }],
  ['customAttribute', { code: 'colour', name: 'Colour', entity: 'product', type: 'string' }],
  ['customAttribute', { code: 'weight', name: 'Weight', entity: 'product', type: 'numeric' }],
  [
    'eventGenerator',
    {
      code: 'reading',
      name: 'Reading',
      linkedTo: 'service',
      serviceType: 'call',
      mapper: {
        seconds: { from: 'balance', resource: 'CALLS' },
        destination: { from: 'attribute', attribute: 'segment' },
      },
    },
  ],
  [
    'product',
    {
      code: 'calls',
      name: 'Calls',
      type: 'usage',
      resource: 'EUR',
      billItem: 'usage',
      serviceType: 'call',
      chargeTag: 'voice',
      generalLedger: 'sales',
      eventGenerators: ['reading'],
      attributes: { colour: 'red' },
      versions: [
        {
          validFrom: START,
          price: { model: 'flat', amount: '1' },
          tax: 'vat',
          ratePlan: {
            ratingSet: 'destinations',
            calendar: 'peak',
            rates: [
              {
                zone: 'home',
                timeBand: 'peak',
                allowances: ['MB'],
                details: [
                  { price: { model: 'per-unit', unitPrice: '0.10' }, resourceTag: 'abroad' },
                  { resource: 'CALLS', price: { model: 'flat', amount: '1' } },
                ],
              },
              { zone: 'europe', details: [{ price: { model: 'per-unit', unitPrice: '0.20' } }] },
            ],
          },
        },
      ],
    },
  ],
  [
    'product',
    {
      code: 'fee',
      name: 'Fee',
      type: 'recurring',
      cycle: 'arrear',
      eventType: 'monthly',
      resource: 'EUR',
      billItem: 'usage',
      versions: [{ validFrom: START, price: { model: 'minimum-commitment', minimum: '10', chargeTags: ['voice'] } }],
    },
  ],
  [
    'discount',
    {
      code: 'tenth',
      name: 'A tenth off',
      validFrom: START,
      rules: [{ filter: { chargeTags: ['voice'] }, effect: { type: 'percentage', value: '10' } }],
    },
  ],
  [
    'term',
    {
      code: 'year',
      name: 'A year',
      commitment: { value: 1, unit: 'year' },
      grace: { value: 14, unit: 'day' },
      fee: { type: 'flat', amount: '50', billItem: 'usage' },
    },
  ],
  ['filter', { code: 'homes', name: 'Homes', customerTypes: ['home'], attributes: { segment: ['a', 'b'] } }],
  [
    'bundle',
    {
      code: 'basic',
      name: 'Basic',
      validFrom: START,
      items: [{ product: 'calls' }, { product: 'fee' }],
      discounts: [{ discount: 'tenth' }],
    },
  ],
  [
    'plan',
    {
      code: 'phone',
      name: 'Phone',
      status: 'active',
      validFrom: START,
      bundles: ['basic'],
      term: 'year',
      filter: 'homes',
    },
  ],
  ['coupon', { code: 'HALF', name: 'Half', type: 'percentage', value: '50', validFrom: START, plans: ['phone'] }],
  [
    'voucherBatch',
    { code: 'gifts', name: 'Gifts', template: 'GIFT-#####', quantity: 3, bundle: 'basic', validFrom: START },
  ],
  [
    'messageTemplate',
    { code: 'mail', name: 'Mail', channel: 'mail', language: 'en', subject: 'Hello', body: 'Hello.' },
  ],
  ['messageTemplate', { code: 'sms', name: 'SMS', channel: 'sms', language: 'en', body: 'Hello.' }],
  [
    'notificationRule',
    {
      code: 'tell',
      name: 'Tell',
      event: 'threshold.reached',
      publishers: [{ action: 'mail', template: 'mail' }],
    },
  ],
  [
    'creditProfile',
    {
      code: 'usual',
      name: 'Usual',
      paymentTypes: ['postpaid'],
      isDefault: true,
      limits: [{ resource: 'EUR', limit: '100', thresholds: [{ type: 'percent', value: '80', notification: 'tell' }] }],
    },
  ],
  [
    'dunningConfiguration',
    {
      code: 'gentle',
      name: 'Gentle',
      resource: 'EUR',
      threshold: '5',
      actions: [
        { type: 'notification', afterDays: 3, template: 'mail' },
        { type: 'fee', afterDays: 10, name: 'Fee', bundle: 'basic' },
      ],
    },
  ],
] as const satisfies readonly (readonly [Kind, Body])[];

/** The operations' name for a kind: `Product`, `Products`. */
export const namesOf = (kind: Kind): { readonly name: string; readonly plural: string } => {
  const row = CATALOG_KINDS.find((one) => one.kind === kind);
  if (row === undefined) throw new Error(`no kind ${kind}`);
  return row;
};

/** The first object of a kind in the world, or the one with a code. */
export function bodyOf(kind: Kind, code?: string): Body {
  const found = WORLD.find(([own, body]) => own === kind && (code === undefined || body.code === code));
  if (found === undefined) throw new Error(`the world has no ${kind}`);
  return found[1];
}

export type CatalogWorld = {
  readonly store: InMemoryStore;
  readonly ask: (operation: string, ask?: Ask) => Promise<Told>;
  readonly create: (kind: Kind, body: object) => Promise<Told>;
  /** Reads, changes and sends it back. */
  readonly change: (
    kind: Kind,
    code: string,
    change: object,
    query?: Readonly<Record<string, string>>,
  ) => Promise<Told>;
  readonly remove: (kind: Kind, code: string) => Promise<Told>;
};

/** A site with nothing in its catalog. */
export function emptyCatalog(): CatalogWorld {
  const store = storeWithSites();
  const { records, siteTime, randomId } = store;
  const handlers = catalogHandlers({ records, randomId, commit: onceCommit({ commit: store.commit, records }) });
  const ask = askDoor(
    httpDoor({ door: 'catalog', contract: catalogContract, handlers, ports: { records, siteTime } }),
    catalogContract,
  );
  return {
    store,
    ask,
    create: (kind, body) => ask(`create${namesOf(kind).name}`, { body }),
    change: async (kind, code, change, query) => {
      const { name } = namesOf(kind);
      const { body, etag } = await ask(`get${name}`, { path: { code } });
      return ask(`update${name}`, {
        path: { code },
        body: { ...body, ...change },
        headers: { 'if-match': etag },
        ...(query === undefined ? {} : { query }),
      });
    },
    remove: (kind, code) => ask(`delete${namesOf(kind).name}`, { path: { code } }),
  };
}

/** A site with the whole world in its catalog. */
export async function worldCatalog(): Promise<CatalogWorld> {
  const world = emptyCatalog();
  for (const [kind, body] of WORLD) {
    const told = await world.create(kind, body);
    expect(told.body, `${kind} ${body.code}`).not.toHaveProperty('errors');
    expect(told.status, `${kind} ${body.code}`).toBe(201);
  }
  return world;
}
