import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Bundle } from '../../domain/catalog/catalog.ts';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import type { ServiceClaim } from '../../domain/subscription/subscription.ts';
import { FOREVER } from '../../domain/time/instant.ts';
import { dynamoCommit } from '../../functions/adapters/dynamo/commit.ts';
import { dynamoDueIndex } from '../../functions/adapters/dynamo/due-index.ts';
import { dynamoLedgers } from '../../functions/adapters/dynamo/ledger/ledger-store.ts';
import { dynamoPriceBooks } from '../../functions/adapters/dynamo/price-books.ts';
import { dynamoRecords } from '../../functions/adapters/dynamo/records/records.ts';
import { dynamoSequences } from '../../functions/adapters/dynamo/sequences.ts';
import { dynamoSiteTime } from '../../functions/adapters/dynamo/site-time.ts';
import type { Account, Change } from '../../functions/ports.ts';
import { closeCustomer } from '../../functions/use-cases/customers/close-customer.ts';
import { dispatchOutbox } from '../../functions/use-cases/dispatch-outbox.ts';
import { cancelSubscription } from '../../functions/use-cases/subscriptions/cancel-subscription.ts';
import { onboardCustomer } from '../../functions/use-cases/subscriptions/onboard-customer.ts';
import { requestPlanTransition } from '../../functions/use-cases/subscriptions/request-plan-transition.ts';
import { runLifecycle } from '../../functions/use-cases/subscriptions/run-lifecycle.ts';
import { anaBuys, at, CATALOG, callAt, SITE } from '../support/shops/shop.ts';
import { allowed } from '../unit/subscription/contract.ts';
import { freshTable } from './fresh-table.ts';

const NOW = at('2026-03-10T13:30:00Z');
const { siteId } = SITE;
/** As many services as can be taken on at once. */
const LINES = Array.from({ length: 30 }, (_, index) => `LINE_${index + 1}`);

async function shopOnTable() {
  const connection = await freshTable();
  const commit = dynamoCommit(connection);
  const always = { validFrom: 0, validTo: FOREVER };
  const voice = CATALOG.find(({ kind, object }) => kind === 'product' && object.code === 'VOICE_USE');
  const lines = LINES.map(
    (code) => ({ kind: 'product', object: { ...voice?.object, code } }) as (typeof CATALOG)[number],
  );
  const bundle: Bundle = {
    code: 'LINES',
    name: 'Lines',
    ...always,
    items: LINES.map((product) => ({ product, quantity: '1', optional: false })),
  };
  const plan = {
    code: 'LINES',
    name: 'Lines',
    status: 'active',
    bundles: ['LINES'],
    ...always,
    paymentTypes: [],
  } as const;
  const catalog = [
    ...CATALOG,
    ...lines,
    { kind: 'bundle', object: bundle } as const,
    { kind: 'plan', object: plan } as const,
  ];
  await commit([{ put: 'site', value: SITE }]);
  await commit([{ put: 'siteClock', value: { siteId, now: NOW, target: null, waitingFor: null, version: 0 } }]);
  for (let from = 0; from < catalog.length; from += 50) {
    await commit(
      catalog.slice(from, from + 50).map(({ kind, object }): Change => {
        return { put: 'catalog', value: { siteId, kind, code: object.code, object, version: 0 } };
      }),
    );
  }
  return {
    records: dynamoRecords(connection),
    ledgers: dynamoLedgers(connection.client, connection.table),
    priceBooks: dynamoPriceBooks(connection),
    siteTime: dynamoSiteTime(connection),
    systemTime: () => NOW,
    sequences: dynamoSequences(connection),
    dueIndex: dynamoDueIndex(connection),
    randomId: () => randomUUID(),
    commit,
  };
}

let shop: Awaited<ReturnType<typeof shopOnTable>>;
beforeAll(async () => {
  shop = await shopOnTable();
});

test('the largest onboarding, its cancellation and its closing each fit into one transaction', async () => {
  const products = LINES.map((product, index) => ({ bundle: 'LINES', product, identifier: `+3864111122${index}` }));
  const words = Array.from({ length: 60 }, (_, index) => `word${index}`)
    .join(' ')
    .slice(0, 200);
  const request = anaBuys({ plan: 'LINES', products }, { organization: words, email: 'big@example.com' });
  const { customer, subscription, contract } = allowed(await onboardCustomer(shop)(callAt(NOW), request));
  expect(contract.profile.services).toHaveLength(30);
  const { customerId } = customer;
  const { subscriptionId, balanceGroupId } = subscription;
  const claims = await Promise.all(
    products.map(({ identifier }) => shop.records.get('serviceClaim', siteId, { identifier })),
  );
  expect(claims.every((claim) => claim?.holders[0]?.customerId === customerId)).toBe(true);

  allowed(await cancelSubscription(shop)(callAt(NOW), { subscriptionId, effective: 'now' }));
  expect(await shop.records.get('customer', siteId, { customerId })).toMatchObject({
    activeSubscriptions: 0,
    activeServices: 0,
  });
  allowed(await closeCustomer(shop)(callAt(NOW), { customerId }));
  const account = await shop.ledgers.load(siteId, balanceGroupId);
  expect(account?.profile.status).toBe('inactive');
  expect(verifyHead(account?.head ?? expect.fail(), account?.head.tail ?? [])).toBeNull();

  const { items } = await shop.dueIndex.due(siteId, 'account-closure', FOREVER);
  expect(items.map(({ ref }) => ref)).toEqual([customerId]);
});

test('a subscription of two hundred services is cancelled in one transaction; its identifiers are given back after it, once', async () => {
  const bought = await onboardCustomer(shop)(
    callAt(NOW),
    anaBuys({ identifier: 'FLEET-0' }, { email: 'fleet@example.com' }),
  );
  const { customerId, subscriptionId, balanceGroupId } = allowed(bought).subscription;
  const account = async () => (await shop.ledgers.load(siteId, balanceGroupId)) ?? expect.fail('no account');
  const claimOf = async (line: number) =>
    (await shop.records.get('serviceClaim', siteId, { identifier: `FLEET-${line}` })) ?? expect.fail('no claim');
  for (let from = 1; from < 200; from += 40) await growFleet(await account(), await claimOf(0), { from, count: 40 });
  expect((await account()).profile.services.filter(({ status }) => status === 'active').length).toBeGreaterThan(200);
  const tomorrow = NOW + 86_400_000;

  allowed(await cancelSubscription(shop)(callAt(tomorrow), { subscriptionId, effective: 'now' }));
  const { head, profile } = await account();
  expect(new Set(profile.services.map(({ status }) => status))).toEqual(new Set(['released']));
  expect(verifyHead(head, head.tail)).toBeNull();
  expect(await shop.records.get('customer', siteId, { customerId })).toMatchObject({ activeSubscriptions: 0 });

  // Until it is given back, nobody else gets it.
  const wants = (mail: string) => anaBuys({ identifier: 'FLEET-7' }, { email: mail });
  expect(await onboardCustomer(shop)(callAt(tomorrow), wants('early@example.com'))).toMatchObject({
    error: { code: 'service.identifier_taken' },
  });
  const outboxId = `released-${balanceGroupId}-${head.version - 1}-0`;
  const record = (await shop.records.get('outbox', siteId, { outboxId })) ?? expect.fail('no outbox record');
  const dispatch = dispatchOutbox({ ...shop, queues: { sendMail: sendsNothing, sendNotifications: sendsNothing } });
  await dispatch(record);
  const [holder] = (await claimOf(7)).holders;
  expect(holder).toMatchObject({ customerId, to: tomorrow });
  const later = callAt(NOW + 400 * 86_400_000);
  const next = allowed(await onboardCustomer(shop)(later, wants('later@example.com'))).customer;
  const versions = await Promise.all([claimOf(7), claimOf(8)]);
  await dispatch(record);
  expect(await Promise.all([claimOf(7), claimOf(8)])).toEqual(versions);
  expect(versions[0]?.holders.at(-1)).toMatchObject({ customerId: next.customerId, to: FOREVER });
});

const sendsNothing = async (): Promise<void> => expect.fail('nothing is sent');

/** More services like the first one, with their claims: what many purchases over time come to. */
async function growFleet(
  { head, profile }: Account,
  claim: ServiceClaim,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<void> {
  const [service] = profile.services;
  const own = profile.purchases.find(({ serviceId }) => serviceId === service?.serviceId);
  if (service === undefined || own === undefined) throw new Error('a service was expected');
  const lines = Array.from({ length: count }, (_, index) => ({
    serviceId: `${service.serviceId}${from + index}`,
    identifier: `FLEET-${from + index}`,
  }));
  const purchases = lines.map(({ serviceId }) => ({ ...own, serviceId, purchaseId: `${own.purchaseId}-${serviceId}` }));
  const after = {
    ...profile,
    services: [...profile.services, ...lines.map((line) => ({ ...service, ...line }))],
    purchases: [...profile.purchases, ...purchases],
  };
  const outcome = await shop.commit([
    { put: 'ledger', value: { before: head, after: head } },
    { put: 'ratingProfile', value: after, before: profile },
    ...lines.map(({ serviceId, identifier }): Change => {
      const holders = claim.holders.map((holder) => ({ ...holder, serviceId }));
      return { put: 'serviceClaim', value: { ...claim, identifier, holders, version: 0 } };
    }),
  ]);
  expect(outcome).toBe('done');
}

test('of ten who want the same e-mail and the same identifier at once, one is taken on and the others leave nothing', async () => {
  const wanted = Array.from({ length: 10 }, () =>
    onboardCustomer(shop)(callAt(NOW), anaBuys({ identifier: 'WANTED' }, { email: 'wanted@example.com' })),
  );
  const results = await Promise.all(wanted);
  const winners = results.flatMap((result) => (result.ok ? [result.value.customer.customerId] : []));
  expect(winners).toHaveLength(1);
  expect(new Set(results.flatMap((result) => (result.ok ? [] : result.error.code)))).toEqual(
    new Set(['customer.email_taken']),
  );
  const tokens = await shop.records.find('customersByToken', siteId, { prefix: 'wanted' });
  expect(new Set(tokens.items.map(({ customerId }) => customerId))).toEqual(new Set(winners));
});

test('a plan transition is due when its time has come, and not any more when it is done', async () => {
  const started = allowed(
    await onboardCustomer(shop)(
      callAt(NOW),
      anaBuys({ plan: 'BASIC', identifier: 'MOVES' }, { email: 'moves@example.com' }),
    ),
  );
  const { subscriptionId, customerId } = started.subscription;
  allowed(
    await requestPlanTransition(shop)(callAt(NOW), { subscriptionId, plan: 'PRO', effective: 'now', identifiers: {} }),
  );
  const due = async () => (await shop.dueIndex.due(siteId, 'plan-transition', NOW)).items.map(({ ref }) => ref);
  expect(await due()).toEqual([subscriptionId]);
  const message = { siteId, job: 'plan-transition', runId: '1', ref: subscriptionId, customerId } as const;
  expect(await runLifecycle(shop)(message)).toMatchObject({ outcome: 'processed' });
  expect(await due()).toEqual([]);
  expect(await shop.records.get('subscription', siteId, { customerId, subscriptionId })).toMatchObject({ plan: 'PRO' });
});
