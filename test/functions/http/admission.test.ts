import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Invoice } from '../../../domain/billing/bill.ts';
import type { JobRun } from '../../../domain/jobs/job.ts';
import type { TaskOrder } from '../../../domain/jobs/task.ts';
import { KIND_SCHEMAS } from '../../../functions/http/contract/catalog/kinds.ts';
import { CATALOG_KINDS } from '../../../functions/http/routes/catalog.ts';
import type { Role, Route } from '../../../functions/http/routes/route.ts';
import { ROUTES } from '../../../functions/http/routes.ts';
import type { Change } from '../../../functions/ports.ts';
import { anaBuys, at, shopAt } from '../../support/shops/shop.ts';
import { apiOver } from './api.ts';
import type { Told } from './ask.ts';

/**
 * Every route against every role and against another site, derived from ROUTES: a new route joins by itself, and fails here until
 * IDS and BODIES say how it is asked.
 */
const NOW = at('2026-03-10T12:00:00Z');
const SITE = 'demo';
const OTHER = 'elsewhere';
const EVERY_ROLE: readonly Role[] = [
  'admin',
  'system',
  'operations',
  'customer-service',
  'pricing',
  'business-process',
  'finance',
  'marketing',
];
const SIGNED_IN: readonly Route[] = ROUTES.filter((route) => !('public' in route));

const CODES: Readonly<Record<string, string>> = {
  resources: 'EUR',
  'event-types': 'MONTHLY',
  'service-types': 'DATA',
  'bill-items': 'FEES',
  taxes: 'VAT',
  'customer-types': 'RESIDENTIAL',
  products: 'FEE',
  bundles: 'MOBILE',
  plans: 'PHONE',
  'webhook-endpoints': 'care',
  'catalog-revisions': 'FEES',
  vouchers: 'CARD-1',
};
const IDS: Readonly<Record<string, string>> = {
  customerId: '1001',
  balanceGroupId: '1001',
  subscriptionId: '1001',
  billingProfileId: '1001',
  billId: '1001',
  invoiceId: '9001',
  suspenseId: 'abc',
  runId: '1001',
  job: 'billing',
  queue: 'usage',
  notificationId: '1001-1-1',
  reservationId: 'session-1',
  catalogVersion: '1',
  kind: 'billItem',
  seq: '1',
  groupId: '1001',
};
/** Runs of their own: 1001 is one of billing. */
const RUN_OF: Readonly<Record<string, string>> = { getRerating: '9001', listCorrections: '9001', getWhatIf: '9002' };
const MARCH = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
/** On the service of the customer whom `onboardCustomer` brings: the other one is cancelled on the way. */
const SESSION = { serviceType: 'DATA', identifier: '041-333-444', fields: { quantity: '1' } };
const BODIES: Readonly<Record<string, unknown>> = {
  createWebhookEndpoint: { code: 'other', name: 'Other', url: 'https://other.example.com/hook' },
  updateWebhookEndpoint: { name: 'Care', url: 'https://care.example.com/hook' },
  updateSite: { name: 'New name' },
  advanceClock: { to: '2026-03-11T00:00:00Z' },
  sendUsageEvents: {
    ...{ specversion: '1.0', type: 'billow.usage.v1', id: '1', source: 'test', time: '2026-03-10T10:00:00Z' },
    ...{ site: SITE, servicetype: 'DATA', subject: '041-111-222', data: { quantity: '1' } },
  },
  discardSuspense: { note: 'Not ours' },
  editSuspense: { payload: '{}' },
  retryAllSuspense: { reason: 'NO_RATE' },
  discardAllSuspense: { reason: 'NO_RATE', note: 'Not ours' },
  rateUsageEvents: {
    ...{ specversion: '1.0', type: 'billow.usage.v1', id: '1', source: 'test', time: '2026-03-10T10:00:00Z' },
    ...{ site: SITE, servicetype: 'DATA', subject: '041-111-222', data: { quantity: '1' } },
  },
  startRerating: { reason: 'A mistake', ...MARCH, product: 'DATA_USE', dryRun: true },
  askWhatIf: { plan: 'PHONE', newPlan: 'BASIC', ...MARCH },
  onboardCustomer: anaBuys({ identifier: '041-333-444' }, { email: 'other@example.com' }),
  previewOnboarding: anaBuys({ identifier: '041-333-444' }, { email: 'other@example.com' }),
  updateCustomer: { attributes: { colour: 'red' } },
  setTaxExemption: null,
  createBalance: { resource: 'EUR', amount: '5', direction: 'credit', validity: 'infinite', note: 'Paid' },
  setCreditProfile: { code: null },
  createSharingGroup: { name: 'Family', subscriptionId: '1001', policy: { name: 'All', discounts: ['FAMILY'] } },
  updateSharingGroup: { status: 'inactive' },
  addSharingMember: { customerId: '1001' },
  updateSharingMember: { status: 'inactive' },
  requestPlanTransition: { plan: 'BASIC' },
  previewPlanTransition: { plan: 'BASIC' },
  addBundle: { bundle: 'ADDON' },
  previewBundle: { bundle: 'ADDON' },
  applyVouchers: { codes: ['CARD-1'] },
  blockVoucher: { reason: 'Stolen' },
  importCatalog: { format: 'billow.catalog.v1', tags: [{ code: 'NEW', name: 'New', type: 'charge' }] },
  recordPayment: { method: 'cash', amount: '1' },
  authorizeUsage: SESSION,
  reserveUsage: { id: 'session-1', ...SESSION, expiresInSeconds: 60 },
  extendReservation: { ...SESSION, expiresInSeconds: 60 },
  commitReservation: { ...SESSION, at: '2026-03-10T12:00:00Z' },
  releaseReservation: { serviceType: 'DATA', identifier: '041-333-444' },
};

/** Kinds that the shop has nothing of: there is one of each, as the published document shows it. */
const OTHER_KINDS = CATALOG_KINDS.filter(({ path }) => CODES[path] === undefined);
const codeIn = (path: string): string | undefined => {
  const other = OTHER_KINDS.find((row) => row.path === path);
  return other === undefined ? CODES[path] : KIND_SCHEMAS[other.kind].example.code;
};

const store = shopAt(NOW);
const putOtherKinds = (): void => {
  for (const { kind } of OTHER_KINDS) {
    const object = KIND_SCHEMAS[kind].body.parse(KIND_SCHEMAS[kind].example);
    store.seed({ put: 'catalog', value: { siteId: SITE, kind, code: object.code, object, version: 0 } });
  }
};
const ask = apiOver(store);
/** The site as it was when everything had been put in: every question starts from here. */
let bodies: ReadonlyMap<string, unknown> = new Map();

const idIn = ({ operation }: Route, name: string): string | undefined =>
  name === 'runId' ? (RUN_OF[operation] ?? IDS[name]) : IDS[name];

const pathOf = (route: Route): Record<string, string> => {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  return Object.fromEntries(
    names
      .map((name) => [name, name === 'code' ? codeIn(route.path.split('/')[2] ?? '') : idIn(route, name)])
      .map(([name, value]) => {
        if (value === undefined) throw new Error(`say which ${name} ${route.operation} is asked with`);
        return [name, value];
      }),
  );
};

async function askAs(route: Route, who: { as: string | null; site?: string }): Promise<Told> {
  const body = bodies.get(route.operation);
  return ask(route.operation, {
    ...who,
    path: pathOf(route),
    ...(body === undefined ? {} : { body }),
    headers: { 'if-match': '"999"' },
  });
}

const ORDERED: readonly TaskOrder[] = [
  { task: 're-rating', by: 'x', reason: 'A mistake', from: 0, to: NOW, scope: { product: 'DATA_USE' }, dryRun: true },
  { task: 'what-if', by: 'x', plan: 'PHONE', newPlan: 'BASIC', from: 0, to: NOW },
];
const runOf = (runId: string, order: TaskOrder): JobRun => ({
  ...{ siteId: SITE, runId, job: order.task, trigger: 'manual', state: 'succeeded', startedAt: NOW, endedAt: NOW },
  ...{ selected: 0, processed: 0, skipped: 0, failed: 0, chained: [], progressAt: NOW, order, version: 0 },
});

beforeAll(async () => {
  store.seed(
    { put: 'site', value: { ...store.get('site', SITE, {})!, siteId: OTHER, version: 0 } },
    { put: 'siteClock', value: { siteId: OTHER, now: NOW, target: null, waitingFor: null, version: 0 } },
    {
      put: 'catalog',
      value: {
        siteId: SITE,
        kind: 'billItem',
        code: 'FEES',
        object: { code: 'FEES', name: 'Fees', type: 'subscription' },
        version: 0,
      },
    },
    {
      put: 'catalogRevision',
      value: {
        ...{ siteId: SITE, catalogVersion: 1, kind: 'billItem', code: 'FEES', at: NOW, actor: 'system', version: 0 },
        ...{ action: 'created', before: null, after: { code: 'FEES', name: 'Fees', type: 'subscription' } },
      },
    },
    {
      put: 'catalog',
      value: {
        siteId: SITE,
        kind: 'notificationRule',
        code: 'TELL',
        object: {
          ...{ code: 'TELL', name: 'Tell', event: 'threshold.reached', enabled: true },
          publishers: [{ action: 'webhook', endpoint: 'care' }],
        },
        version: 0,
      },
    },
    {
      put: 'webhookEndpoint',
      value: {
        siteId: SITE,
        code: 'care',
        name: 'Care',
        url: 'https://care.example.com/hook',
        enabled: true,
        secrets: [],
        createdAt: NOW,
        version: 0,
      },
    },
    {
      put: 'notification',
      value: {
        siteId: SITE,
        notificationId: '1001-1-1',
        customerId: '1001',
        balanceGroupId: '1001',
        at: NOW,
        type: 'webhook.test',
        rule: null,
        target: { channel: 'webhook', endpoint: 'care' },
        facts: null,
        state: 'given_up',
        request: 1,
        tries: 1,
        nextAttemptAt: null,
        attempts: [],
        version: 0,
      },
    },
    {
      put: 'suspense',
      value: {
        siteId: SITE,
        suspenseId: 'abc',
        reason: 'UNKNOWN_SERVICE',
        detail: 'Nobody has it.',
        payload: '{}',
        status: 'open',
        receivedAt: NOW,
        version: 0,
      },
    },
    ...ORDERED.map((order, index) => ({ put: 'jobRun', value: runOf(`${9001 + index}`, order) }) as const),
  );
  putOtherKinds();
  const { code: batch } = KIND_SCHEMAS.voucherBatch.example;
  const use = { customerId: '1002', subscriptionId: '1002', bundle: 'charging', purchases: [], at: NOW };
  store.seed(
    {
      put: 'voucher',
      value: { siteId: SITE, code: 'CARD-1', batch, serial: 1, uses: 1, status: 'new', version: 0 },
    },
    { put: 'voucherRedemption', value: { siteId: SITE, code: 'CARD-1', batch, ...use, version: 0 } },
  );
  const found = new Map<string, unknown>(Object.entries(BODIES));
  for (const { name: kind } of CATALOG_KINDS) {
    const route = SIGNED_IN.find((one) => one.operation === `get${kind}`);
    const { body } = await ask(`get${kind}`, { path: pathOf(route!) });
    found.set(`update${kind}`, body);
    found.set(`create${kind}`, { ...body, code: 'NEW' });
  }
  bodies = found;
  expect((await ask('onboardCustomer', { body: anaBuys() })).status).toBe(201);
  expect((await ask('startJobRun', { path: { job: 'billing' } })).status).toBe(201);
  const bill = store.get('bill', SITE, { customerId: '1001', billId: '1001' })!;
  const invoice: Invoice = {
    siteId: SITE,
    customerId: '1001',
    billingProfileId: '1001',
    invoiceId: '9001',
    billId: '1001',
    number: 'INV-2026-000001',
    status: 'invoice',
    issuedAt: NOW,
    dueAt: NOW,
    currency: 'EUR',
    total: '1',
    from: bill.from,
    to: bill.to,
    documents: { json: 'a.json', html: 'a.html', pdf: 'a.pdf' },
    linkToken: 'secret-token-of-the-link',
    version: 0,
  };
  store.seed({ put: 'invoice', value: invoice });
  await putSharingGroup();
});

/** A group of another customer, in which 1001 is. */
async function putSharingGroup(): Promise<void> {
  const body = anaBuys({ identifier: '041-555-666' }, { email: 'owner@example.com' });
  const onboarded = await ask('onboardCustomer', { body });
  const { customerId, balanceGroupId, subscriptionId } = onboarded.body;
  const period = { from: NOW, to: NOW + 86_400_000 };
  const [member, owner] = await Promise.all(['1001', balanceGroupId].map((group) => store.ledgers.load(SITE, group)));
  if (member == null || owner == null) throw new Error('both have a contract');
  const joined = { ...period, status: 'active', joinedAt: NOW } as const;
  const ownerIds = { ownerCustomerId: customerId, ownerBalanceGroupId: balanceGroupId };
  store.seed(
    {
      put: 'ratingProfile',
      value: { ...member.profile, memberships: [{ groupId: '1001', ...ownerIds, ...joined }] },
      before: member.profile,
    },
    {
      put: 'ratingProfile',
      value: {
        ...owner.profile,
        sharingGroups: [
          {
            ...{ groupId: '1001', name: 'Family', subscriptionId, policy: { name: 'All', discounts: [] } },
            ...{ status: 'active', ...period },
            members: [{ customerId: '1001', balanceGroupId: '1001', ...joined }],
          },
        ],
      },
      before: owner.profile,
    },
    { put: 'sharingGroup', value: { siteId: SITE, groupId: '1001', name: 'Family', ...ownerIds, version: 0 } },
  );
}

describe('a route admits its roles and no other', () => {
  const questions = SIGNED_IN.flatMap((route) =>
    EVERY_ROLE.map((role) => ({ route, role, operation: route.operation })),
  );

  test.for(questions)('$operation as $role', async ({ route, role }) => {
    const isAdmitted = role === 'admin' || route.roles.includes(role);
    const { status, body } = await askAs(route, { as: `[${role}]` });
    if (isAdmitted) expect([401, 403]).not.toContain(status);
    else expect({ status, code: body.code }).toEqual({ status: 403, code: 'request.forbidden' });
  });

  test.for(SIGNED_IN)('$operation without a token', async (route) => {
    expect(await askAs(route, { as: null })).toMatchObject({ status: 401, body: { code: 'request.unauthenticated' } });
  });

  test.for(SIGNED_IN)('$operation with a token of no role', async (route) => {
    expect((await askAs(route, { as: '[]' })).status).toBe(403);
  });
});

describe('what belongs to one site does not exist for another', () => {
  // Those that were allowed to delete them did.
  beforeEach(putOtherKinds);

  // A job and a queue are names that every site knows.
  const shared = ['startJobRun', 'redriveDeadLetters', 'listDeadLetters', 'listJobs'];
  const named = SIGNED_IN.filter(({ path, operation }) => path.includes('{') && !shared.includes(operation));

  test.for(named)('$operation', async (route) => {
    // So that the next line means something: in its own site there is such a thing.
    expect((await askAs(route, { as: '[admin]' })).status).not.toBe(404);
    const before = commitsOfSite();
    expect(await askAs(route, { as: '[admin]', site: OTHER })).toMatchObject({
      status: 404,
      body: { code: 'request.not_found' },
    });
    expect(commitsOfSite()).toBe(before);
  });

  /** Whoever asks may be noted in their own site: how often they guess. */
  const commitsOfSite = () =>
    store.commits.filter((changes) => changes.some((change) => siteOf(change) !== OTHER)).length;
  const siteOf = (change: Change) =>
    'put' in change && change.put === 'ledger' ? change.value.after.siteId : change.value.siteId;

  const lists = SIGNED_IN.filter(
    ({ path, method, operation }) => method === 'GET' && !path.includes('{') && !shared.includes(operation),
  );

  test.for(lists)('$operation shows nothing of it', async (route) => {
    const { status, body } = await askAs(route, { as: '[admin]', site: OTHER });
    expect(status).toBe(200);
    // A file is text: it has no items.
    if (typeof body === 'object' && 'items' in body) expect(body.items).toEqual([]);
    expect(JSON.stringify(body)).not.toContain('Ana');
  });
});
