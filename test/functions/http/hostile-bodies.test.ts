import { beforeAll, describe, expect, test } from 'vitest';
import { KIND_SCHEMAS } from '../../../functions/http/contract/catalog/kinds.ts';
import { CONTRACT } from '../../../functions/http/contract/contract.ts';
import type { OperationContract } from '../../../functions/http/contract/operation.ts';
import { CATALOG_KINDS } from '../../../functions/http/routes/catalog.ts';
import type { Route } from '../../../functions/http/routes/route.ts';
import { ROUTES } from '../../../functions/http/routes.ts';
import { fc } from '../../support/chance.ts';
import { anaBuys, at, shopAt } from '../../support/shops/shop.ts';
import { apiOver } from './api.ts';

/**
 * Every route that takes a body, with its body spoilt in one or two places: whatever is sent is an answer or a refusal, and never a fault. A new
 * route joins by itself, with the example of its contract or what BODIES has for it.
 */
const SITE = 'demo';
const NOW = at('2026-03-10T12:00:00Z');
const contracts: Readonly<Record<string, OperationContract>> = CONTRACT;
const store = shopAt(NOW);
const ask = apiOver(store);

const MARCH = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
const SESSION = { serviceType: 'DATA', identifier: '041-111-222', fields: { quantity: '1' } };
const EVENT = {
  ...{ specversion: '1.0', type: 'billow.usage.v1', id: '1', source: 'test', time: '2026-03-10T10:00:00Z' },
  ...{ site: SITE, servicetype: 'DATA', subject: '041-111-222', data: { quantity: '1' } },
};
const CHOICE = { product: 'SUPPORT', quantity: '2', value: '3', validFrom: '2026-03-20T00:00:00Z', validTo: null };
const OTHER = anaBuys({ identifier: '041-333-444' }, { email: 'other@example.com' });
const BODIES: Readonly<Record<string, unknown>> = {
  updateSite: { name: 'New name' },
  sendUsageEvents: [EVENT, EVENT],
  rateUsageEvents: [EVENT, { ...EVENT, id: '2' }],
  discardSuspense: { note: 'Not ours' },
  editSuspense: { payload: JSON.stringify(EVENT) },
  retrySuspense: { payload: JSON.stringify(EVENT) },
  retryAllSuspense: { reason: 'NO_RATE' },
  discardAllSuspense: { reason: 'NO_RATE', note: 'Not ours' },
  startRerating: { reason: 'A mistake', ...MARCH, product: 'DATA_USE', plan: 'PHONE', dryRun: true },
  askWhatIf: { customerId: '1001', newPlan: 'BASIC', ...MARCH },
  onboardCustomer: OTHER,
  previewOnboarding: OTHER,
  updateCustomer: { attributes: { colour: 'red' } },
  setTaxExemption: { reason: 'Diplomats', until: '2027-01-01T00:00:00Z' },
  requestPlanTransition: { plan: 'BASIC' },
  previewPlanTransition: { plan: 'BASIC', identifiers: { DATA: '1' } },
  addBundle: { bundle: 'ADDON', products: [CHOICE], promotionCodes: ['A'] },
  previewBundle: { bundle: 'ADDON', products: [CHOICE], validFrom: '2026-03-20T00:00:00Z' },
  applyVouchers: { codes: ['CARD-1'] },
  blockVoucher: { reason: 'Stolen' },
  recordPayment: { method: 'cash', amount: '1' },
  authorizeUsage: SESSION,
  reserveUsage: { id: 'session-1', ...SESSION, expiresInSeconds: 60 },
  extendReservation: { ...SESSION, expiresInSeconds: 60 },
  commitReservation: { ...SESSION, at: '2026-03-10T12:00:00Z' },
  releaseReservation: { serviceType: 'DATA', identifier: '041-111-222' },
};
const IDS: Readonly<Record<string, string>> = {
  suspenseId: 'abc',
  job: 'billing',
  queue: 'usage',
  notificationId: '1001-1-1',
  reservationId: 'session-1',
  kind: 'billItem',
};

const codeIn = (place: string): string => {
  const row = CATALOG_KINDS.find(({ path }) => path === place);
  if (row !== undefined) return KIND_SCHEMAS[row.kind].example.code;
  return place === 'vouchers' ? 'CARD-1' : 'care';
};
const pathOf = ({ path }: Route): Record<string, string> =>
  Object.fromEntries(
    [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [
      name,
      name === 'code' ? codeIn(path.split('/')[2] ?? '') : (IDS[name] ?? '1001'),
    ]),
  );

beforeAll(async () => {
  for (const { kind } of CATALOG_KINDS) {
    const object = KIND_SCHEMAS[kind].body.parse(KIND_SCHEMAS[kind].example);
    store.seed({ put: 'catalog', value: { siteId: SITE, kind, code: object.code, object, version: 0 } });
  }
  const { code: batch } = KIND_SCHEMAS.voucherBatch.example;
  const reason = { reason: 'UNKNOWN_SERVICE', detail: 'Nobody has it.' } as const;
  const care = { code: 'care', name: 'Care', url: 'https://care.example.com/hook', enabled: true };
  store.seed(
    { put: 'webhookEndpoint', value: { siteId: SITE, ...care, secrets: [], createdAt: NOW, version: 0 } },
    {
      put: 'suspense',
      value: {
        ...{ siteId: SITE, suspenseId: 'abc', ...reason, payload: '{}', status: 'open', receivedAt: NOW, version: 0 },
      },
    },
    {
      put: 'voucher',
      value: { siteId: SITE, code: 'CARD-1', batch, serial: 1, uses: 0, status: 'new', version: 0 },
    },
  );
  expect((await ask('onboardCustomer', { body: anaBuys() })).status).toBe(201);
});

const PROTO = JSON.parse('{"__proto__":{"a":1}}');
const HOSTILE: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e21, '', ' ', [], {}, [[]], [null], { constructor: 'x' }, PROTO],
  ...['0', '-0', '-1', '1e3', '0.0000000000001', '0.000000000001', '999999999999999999999.999999999999', 'ten'],
  ...['constructor', '__proto__', 'toString', 'x'.repeat(101), 'x'.repeat(5000), '\u0000', '\ud800', 'ß', '#', 'a/b~c'],
  ...['0000-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59.999Z'],
  ...['9999-01-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-03-10T12:00:00+14:00'],
];

type Path = readonly string[];
const isParent = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const partAt = (value: unknown, path: Path): unknown =>
  path.reduce((part, step) => (isParent(part) ? part[step] : undefined), value);
const pathsIn = (value: unknown, path: Path = []): Path[] =>
  isParent(value) ? [path, ...Object.keys(value).flatMap((key) => pathsIn(value[key], [...path, key]))] : [path];

/** The value with another one at the path; `__proto__` is a key like any other there. */
function withPart(value: unknown, [step, ...rest]: Path, part: unknown): unknown {
  if (step === undefined) return part;
  const copy: unknown = Array.isArray(value) ? [...value] : { ...(isParent(value) ? value : {}) };
  const changed = withPart(partAt(value, [step]), rest, part);
  return Object.defineProperty(copy, step, { value: changed, enumerable: true, configurable: true, writable: true });
}

/** A body with one or two places spoilt: by something hostile, or by what belongs elsewhere. Some get a field that nobody asked for. */
function spoilt(body: unknown): fc.Arbitrary<unknown> {
  const paths = pathsIn(body);
  const parts = fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.constantFrom(...paths).map((path) => partAt(body, path)),
  );
  const change = fc.tuple(fc.constantFrom(...paths), parts);
  const field = fc.tuple(fc.constantFrom('constructor', '__proto__', 'toString', 'x'), fc.constantFrom(...HOSTILE));
  return fc
    .tuple(fc.array(change, { minLength: 1, maxLength: 2 }), fc.option(field, { freq: 4 }), fc.nat())
    .map(([changes, added, place]) => {
      const changed = changes.reduce<unknown>((so, [path, part]) => withPart(so, path, part), body);
      const objects = pathsIn(changed).filter((path) => {
        const part = partAt(changed, path);
        return isParent(part) && !Array.isArray(part);
      });
      if (added === null || objects.length === 0) return changed;
      const [name, value] = added;
      return withPart(changed, [...(objects[place % objects.length] ?? []), name], value);
    });
}

/** What is replaced is replaced as it stands: a refused version would hide all else. */
async function versionOf(route: Route): Promise<string> {
  const read = ROUTES.find(({ method, path }) => method === 'GET' && path === route.path);
  const isRead = read !== undefined && ['PUT', 'PATCH'].includes(route.method);
  return isRead ? (await ask(read.operation, { path: pathOf(route) })).etag : '"1"';
}

const withBody: readonly Route[] = ROUTES.filter(({ operation }) => contracts[operation]?.body !== undefined);

describe('what is sent is never a fault of ours', () => {
  test.for(withBody)('$operation', async (route) => {
    const example = contracts[route.operation]?.example ?? {};
    const body: unknown = JSON.parse(JSON.stringify(BODIES[route.operation] ?? example));
    await fc.assert(
      fc.asyncProperty(spoilt(body), async (sent) => {
        const headers = { 'if-match': await versionOf(route), 'content-type': 'application/json' };
        const told = await ask(route.operation, { path: pathOf(route), body: JSON.stringify(sent) ?? '', headers });
        expect(told.status).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is no decimal is told where it stands, beside rules that compare it', () => {
  test.for([
    ['createCoupon', ['value'], '/value'],
    ['createCreditProfile', ['limits', '0', 'thresholds', '0', 'value'], '/limits/0/thresholds/0/value'],
    ['createProduct', ['versions', '0', 'price', 'tiers', '0', 'upTo'], '/versions/0/price/tiers/0/upTo'],
  ] as const)('%s', async ([operation, path, pointer]) => {
    const body = withPart(contracts[operation]?.example, path, 'ten');
    const told = await ask(operation, { body });
    expect(told).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect(told.body.errors[0].message).toContain('plain decimal');
  });
});
