import { beforeEach, describe, expect, test } from 'vitest';
import type { Bill } from '../../../domain/billing/bill.ts';
import { appendEntries } from '../../../domain/ledger/append-entries.ts';
import { bucketKey, RUNNING } from '../../../domain/ledger/bucket-key.ts';
import { draftEntry } from '../../../domain/ledger/open-ledger.ts';
import { dec } from '../../../domain/money/decimal.ts';
import { type Instant, instantText } from '../../../domain/time/instant.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { anaBuys, at, SITE, shopAt } from '../../support/shops/shop.ts';
import { apiOver } from './api.ts';
import type { Ask, Told } from './ask.ts';

const NOW = at('2026-03-10T12:00:00Z');
const DAY = 86_400_000;
const siteId = SITE.siteId;
const ana = { customerId: '1001' };

let store: InMemoryStore;
let ask: (operation: string, ask?: Ask) => Promise<Told>;

beforeEach(async () => {
  store = shopAt(NOW);
  ask = apiOver(store);
  expect((await ask('onboardCustomer', { body: anaBuys() })).status).toBe(201);
});

const setClock = (now: Instant) =>
  store.seed({ put: 'siteClock', value: { siteId, now, target: null, waitingFor: null, version: 1 } });

/** Usage of Ana's voice service: a cent net and 0.0022 tax each, one event for each time. */
async function used(times: readonly Instant[], prefix = 'call'): Promise<void> {
  const account = await store.ledgers.load(siteId, '1001');
  if (account === null) throw new Error('no account');
  const { head, profile } = account;
  const service = profile.services.find(({ serviceType }) => serviceType === 'VOICE');
  const { active } = head.cycles;
  const after = appendEntries(
    head,
    times.map((time, index) =>
      draftEntry({
        kind: 'usage',
        id: `${prefix}-${index}`,
        at: time,
        recordedAt: NOW,
        service: service?.serviceId ?? null,
        product: 'VOICE_USE',
        quantity: dec('0.2'),
        fields: { quantity: '0.2' },
        impacts: [
          {
            resource: 'EUR',
            bucket: bucketKey({ resource: 'EUR', ...active, origin: RUNNING }),
            amount: dec('0.0122'),
            charge: {
              cycle: active.from,
              billItem: 'USAGE',
              product: 'VOICE_USE',
              taxCode: 'VAT',
              tax: dec('0.0022'),
              quantity: dec('0.2'),
              period: null,
            },
          },
        ],
      }),
    ),
  );
  expect(await store.commitLedgers({ ledgers: [{ before: head, after }] })).toBe('done');
}

const bill = (changes: Partial<Bill>): Bill => ({
  ...store.get('bill', siteId, { customerId: '1001', billId: '1001' })!,
  status: 'billing',
  net: '10',
  tax: '2.2',
  total: '12.2',
  due: '12.2',
  finalisedAt: at('2026-02-01T00:30:00Z'),
  dueAt: at('2026-02-15T00:00:00Z'),
  ...changes,
});

/** Reads page after page to the end. */
async function everyPage(operation: string, path: Record<string, string>, query: Record<string, string>) {
  const items: Told['body'][] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const told: Told = await ask(operation, { path, query: { ...query, ...(cursor === null ? {} : { cursor }) } });
    expect(told.status).toBe(200);
    items.push(...told.body.items);
    cursor = told.body.nextCursor;
    pages += 1;
  } while (cursor !== null);
  return { items, pages };
}

describe('finding customers', () => {
  const more: [string, string, string][] = [
    ['Žan', 'Müller', 'zan@post.example'],
    ['Anton', 'Novak', 'anton@example.com'],
    ['Berta', 'Kranjc', 'berta@example.com'],
  ];

  beforeEach(async () => {
    for (const [index, [firstName, lastName, email]] of more.entries()) {
      const body = anaBuys({ identifier: `050-${index}` }, { firstName, lastName, email });
      expect((await ask('onboardCustomer', { body })).status).toBe(201);
    }
  });

  const search = async (query: Record<string, string>) => {
    const { body } = await ask('listCustomers', { query });
    return body.items.map(({ name }: { name: string }) => name);
  };

  test.for([
    ['a beginning of a name', 'an', ['Ana Novak', 'Anton Novak']],
    ['two words in any order', 'nov an', ['Ana Novak', 'Anton Novak']],
    ['both words at once', 'novak anton', ['Anton Novak']],
    ['without accents and capitals', 'ZAN mul', ['Žan Müller']],
    ['an e-mail', 'zan@post', ['Žan Müller']],
    ['a service identifier', '041-111', ['Ana Novak']],
    ['an identifier and a name', '041 novak', ['Ana Novak']],
    ['an address', 'slovenska', ['Ana Novak', 'Anton Novak', 'Berta Kranjc', 'Žan Müller']],
    ['nothing that anybody has', 'xyz', []],
    ['only signs: then everybody', '--', ['Ana Novak', 'Žan Müller', 'Anton Novak', 'Berta Kranjc']],
  ] as const)('by %s: %j', async ([, q, names]) => {
    expect(await search({ q })).toEqual(names);
  });

  test('page by page, each once, searched or not', async () => {
    for (const query of [{ q: 'slovenska' }, {}]) {
      const { items, pages } = await everyPage('listCustomers', {}, { ...query, limit: '1' });
      expect(items.map(({ customerId }) => customerId).toSorted()).toEqual(['1001', '1002', '1003', '1004']);
      expect(pages).toBeGreaterThanOrEqual(4);
    }
  });

  test('by status, type and payment method; closed ones only when asked for', async () => {
    const anton = store.get('customer', siteId, { customerId: '1003' })!;
    store.seed({ put: 'customer', value: { ...anton, status: 'closed', paymentMethod: 'credit_card' } });
    expect(await search({ q: 'novak' })).toEqual(['Ana Novak']);
    expect(await search({ q: 'novak', status: 'closed' })).toEqual(['Anton Novak']);
    expect(await search({ status: 'closed' })).toEqual(['Anton Novak']);
    expect(await search({ paymentMethod: 'credit_card' })).toEqual([]);
    expect(await search({ paymentMethod: 'credit_card', status: 'closed' })).toEqual(['Anton Novak']);
    expect(await search({ type: 'COMMERCIAL' })).toEqual([]);
    expect(await search({ limit: '1', status: 'closed' })).toEqual(['Anton Novak']);
  });

  test('with a cursor of another search is refused', async () => {
    const { body } = await ask('listCustomers', { query: { q: 'novak', limit: '1' } });
    const told = await ask('listCustomers', { query: { q: 'slovenska', limit: '1', cursor: body.nextCursor } });
    expect(told).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  });
});

describe('one customer', () => {
  test('is shown with its version as ETag', async () => {
    const told = await ask('getCustomer', { path: ana });
    expect(told.etag).toBe('"1"');
    expect(told.body).toMatchObject({ name: 'Ana Novak', status: 'active', activeSubscriptions: 1, activeServices: 2 });
    expect(told.body).not.toHaveProperty('siteId');
  });

  test('has contacts, mails and a trail of who did what', async () => {
    expect((await ask('listContacts', { path: ana })).body.items).toMatchObject([
      { tag: 'primary', lastName: 'Novak' },
    ]);
    expect((await ask('listCommunications', { path: ana })).body.items).toEqual([]);
    const { body } = await ask('listActivities', { path: ana });
    expect(body.items[0]).toMatchObject({ actor: 'operator@example.com', objectType: 'customer', objectId: '1001' });
  });

  test('keeps account numbers, card tokens and document links to itself', async () => {
    const info = store.get('paymentInfo', siteId, ana)!;
    const mandate = { id: 'M-1', signedOn: '2026-01-31', bic: 'LJBASI2X', iban: 'SI56 1910 0000 0123 438' };
    const card = { token: 'tok_secret', brand: 'visa', last4: '4242', expiry: '2028-04' };
    store.seed({ put: 'paymentInfo', value: { ...info, method: 'direct_debit', mandate, card } });
    store.seed({
      put: 'communication',
      value: {
        siteId,
        ...ana,
        communicationId: 'm-1',
        at: NOW,
        channel: 'email',
        template: 'invoice',
        to: 'ana@example.com',
        subject: 'Your invoice',
        status: 'sent',
        link: 'https://api.example/v1/documents/secret',
        version: 0,
      },
    });
    const shown = await ask('getPaymentInfo', { path: ana });
    expect(shown.body.mandate).toEqual({ id: 'M-1', signedOn: '2026-01-31', bic: 'LJBASI2X', ibanLast4: '3438' });
    const mails = await ask('listCommunications', { path: ana });
    expect(mails.body.items).toHaveLength(1);
    const told = JSON.stringify([shown, mails]);
    for (const secret of ['tok_secret', '1910', 'documents/secret']) expect(told).not.toContain(secret);
  });

  test('shows subscriptions with products by name and the services they are used on', async () => {
    const { body } = await ask('listSubscriptions', { path: ana });
    const [subscription] = body.items;
    expect(subscription).toMatchObject({
      plan: 'PHONE',
      planName: 'The PHONE plan',
      status: 'active',
      transition: null,
    });
    const voice = subscription.products.find(({ product }: { product: string }) => product === 'VOICE_USE');
    expect(voice).toMatchObject({
      type: 'usage',
      resource: 'EUR',
      identifier: '041-111-222',
      validTo: '9999-01-01T00:00:00Z',
    });
    const services = (await ask('listServices', { path: ana })).body.items;
    expect(services.map(({ serviceType }: { serviceType: string }) => serviceType).toSorted()).toEqual([
      'DATA',
      'VOICE',
    ]);
    expect(subscription.services).toEqual(services);
  });
});

describe('balances', () => {
  test('are totals and buckets by resource, with what waits for the bill', async () => {
    await used([NOW - DAY, NOW]);
    const { body } = await ask('listCustomerBalances', { path: ana });
    const [group] = body.items;
    const [money, data] = group.balances;
    // From 10 to 31 March are 22 of 31 days: 30 × 22 ÷ 31 = 21.290323 and tax 4.683871; two calls are 0.0244 with tax.
    expect(money).toMatchObject({ resource: 'EUR', kind: 'monetary', currency: 'EUR', total: '25.998594' });
    expect(data).toMatchObject({ resource: 'MB', kind: 'unit', buckets: [{ valid: true }] });
    expect(Number(data.total)).toBeLessThan(0);
    const usage = group.unbilled.find(({ product }: { product: string }) => product === 'VOICE_USE');
    expect(usage).toMatchObject({
      net: '0.02',
      tax: '0.0044',
      total: '0.0244',
      quantity: '0.4',
      unit: 'unit',
      events: 2,
    });
    expect(group).toMatchObject({ events: 2, currency: 'EUR', billingProfileId: '1001' });
    expect((await ask('listBalances', { path: { balanceGroupId: '1001' } })).body).toEqual(group);
  });

  test('leave out a grant whose time is over, but never what is owed', async () => {
    setClock(at('2026-04-02T12:00:00Z'));
    const { body } = await ask('listBalances', { path: { balanceGroupId: '1001' } });
    const [money, data] = body.balances;
    expect(money.total).toBe('25.974194');
    expect(data).toMatchObject({ total: '0', buckets: [{ valid: false }] });
  });
});

describe('events', () => {
  const path = ana;

  test('come newest first, with service, product, cost and bill', async () => {
    await used([NOW - 2 * DAY, NOW - DAY]);
    const { body } = await ask('listCustomerEvents', { path });
    expect(body.items.map(({ eventId }: { eventId: string }) => eventId)).toEqual(['call-1', 'call-0']);
    expect(body.items[0]).toMatchObject({
      at: instantText(NOW - DAY),
      serviceType: 'VOICE',
      identifier: '041-111-222',
      product: 'VOICE_USE',
      quantity: '0.2',
      unit: 'unit',
      currency: 'EUR',
      net: '0.01',
      tax: '0.0022',
      amount: '0.0122',
      fields: { quantity: '0.2' },
      billId: '1001',
    });
  });

  test('are found in chunks and tail alike, page by page, each once, over years', async () => {
    const years = Array.from({ length: 30 }, (_, index) => NOW - index * 40 * DAY);
    await used(years, 'old');
    store.sealTail(siteId, '1001');
    await used([NOW, NOW, NOW], 'new');
    // Services and purchases may begin earlier than their first event: here they begin with the oldest.
    const { profile } = (await store.ledgers.load(siteId, '1001'))!;
    const services = profile.services.map((service) => ({ ...service, validFrom: NOW - 1300 * DAY }));
    store.seed({ put: 'ratingProfile', value: { ...profile, services }, before: profile });
    const { items, pages } = await everyPage('listCustomerEvents', path, { limit: '4' });
    const ids = items.map(({ eventId }) => eventId);
    // Three at one moment, newest position first, then the years back.
    expect(ids.slice(0, 4)).toEqual(['new-2', 'new-1', 'new-0', 'old-0']);
    expect(ids).toHaveLength(33);
    expect(new Set(ids).size).toBe(33);
    expect(pages).toBe(9);
    expect(items.map(({ at: time }) => time)).toEqual(
      items
        .map(({ at: time }) => time)
        .toSorted()
        .toReversed(),
    );
  });

  test('are found by time, from inclusive to exclusive, and by service', async () => {
    await used([NOW - 2 * DAY, NOW - DAY, NOW]);
    const ids = async (query: Record<string, string>) => {
      const { body } = await ask('listCustomerEvents', { path, query });
      return body.items.map(({ eventId }: { eventId: string }) => eventId);
    };
    expect(await ids({ from: instantText(NOW - 2 * DAY), to: instantText(NOW) })).toEqual(['call-1', 'call-0']);
    const services = (await ask('listServices', { path })).body.items;
    const idOf = (type: string) => services.find((one: { serviceType: string }) => one.serviceType === type).serviceId;
    expect(await ids({ service: idOf('VOICE') })).toHaveLength(3);
    expect(await ids({ service: idOf('DATA') })).toEqual([]);
    expect((await ask('listCustomerEvents', { path, query: { from: 'yesterday' } })).status).toBe(422);
  });

  test('name the bill that took them, also when it is long finalised', async () => {
    await used([NOW]);
    const { billingProfile } = {
      billingProfile: store.get('billingProfile', siteId, { ...ana, billingProfileId: '1001' })!,
    };
    store.seed({
      put: 'billingProfile',
      value: {
        ...billingProfile,
        activeBill: { ...billingProfile.nextBill },
        nextBill: { billId: '1003', from: 1, to: 2 },
      },
    });
    expect((await ask('listCustomerEvents', { path })).body.items[0].billId).toBe('1001');
  });

  test('are entries of the ledger among others', async () => {
    await used([NOW]);
    const { items } = await everyPage('listEntries', { balanceGroupId: '1001' }, { limit: '2' });
    const kinds = new Set(items.map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual(expect.arrayContaining(['open', 'usage']));
    expect(items.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(items.map((_, index) => index + 1));
  });
});

describe('bills and money', () => {
  beforeEach(async () => {
    const february = { from: at('2026-02-01'), to: at('2026-03-01') };
    const january = { from: at('2026-01-01'), to: at('2026-02-01') };
    store.seed(
      { put: 'bill', value: { ...bill({ billId: '901', ...january }), version: 0 } },
      {
        put: 'bill',
        value: {
          ...bill({ billId: '902', ...february, finalisedAt: at('2026-03-01T00:30:00Z'), dueAt: NOW + DAY, due: '5' }),
          version: 0,
        },
      },
      {
        put: 'payment',
        value: {
          siteId,
          ...ana,
          billingProfileId: '1001',
          paymentId: '501',
          direction: 'charge',
          method: 'transfer',
          amount: '7.2',
          currency: 'EUR',
          reference: 'R-1',
          receivedAt: at('2026-03-05T09:00:00Z'),
          recordedBy: 'clerk@example.com',
          allocations: [{ billId: '902', amount: '7.2' }],
          credited: '0',
          version: 0,
        },
      },
    );
  });

  test('bills come newest first; those that run show what is charged so far', async () => {
    const { body } = await ask('listCustomerBills', { path: ana });
    expect(body.items.map(({ billId, status, total }: Bill) => [billId, status, total])).toEqual([
      ['1002', 'inactive', '0'],
      ['1001', 'active', '25.974194'],
      ['902', 'billing', '12.2'],
      ['901', 'billing', '12.2'],
    ]);
    const { items, pages } = await everyPage('listCustomerBills', ana, { limit: '3' });
    expect([items.length, pages]).toEqual([4, 2]);
  });

  test('transactions carry the running total', async () => {
    const { body } = await ask('listTransactions', { path: ana });
    const rows = body.items.map((row: Record<string, string>) => [row['kind'], row['amount'], row['balance']]);
    expect(rows).toEqual([
      ['payment', '-7.2', '17.2'],
      ['bill', '12.2', '24.4'],
      ['bill', '12.2', '12.2'],
    ]);
    expect(body.items[0]).toMatchObject({ method: 'transfer', reference: 'R-1' });
  });

  test('the overview tells current, open and overdue money apart', async () => {
    const { body } = await ask('getCustomerOverview', { path: ana });
    expect(body.balances).toEqual([{ currency: 'EUR', current: '25.974194', open: '17.2', due: '12.2', credit: '0' }]);
    const [{ months }] = body.revenue;
    expect(months).toHaveLength(12);
    expect([months[0].month, months[11].month]).toEqual(['2025-04', '2026-03']);
    // Finalised half an hour after midnight UTC: the first of the month in Ljubljana, too.
    expect(months.filter(({ net }: { net: string }) => net !== '0')).toEqual([
      { month: '2026-02', net: '10' },
      { month: '2026-03', net: '10' },
    ]);
    expect(body.latestInvoice).toBeNull();
    expect(body.customer.customerId).toBe('1001');
  });
});

describe('changes', () => {
  test('an edit needs the version that was read, and shows the next', async () => {
    const segment = { code: 'segment', name: 'Segment', entity: 'customer', type: 'string' };
    expect((await ask('createCustomAttribute', { body: segment })).status).toBe(201);
    const body = { attributes: { segment: 'gold' } };
    expect(await ask('updateCustomer', { path: ana, body })).toMatchObject({ status: 428 });
    const edit = (version: string) => ask('updateCustomer', { path: ana, body, headers: { 'if-match': version } });
    expect(await edit('"1"')).toMatchObject({ status: 200, etag: '"2"', body: { attributes: { segment: 'gold' } } });
    expect(await edit('"1"')).toMatchObject({ status: 412, body: { code: 'request.changed_meanwhile' } });
    expect((await ask('updateCustomer', { path: ana, body: {}, headers: { 'if-match': '"2"' } })).status).toBe(422);
    const status = { status: 'closed' };
    expect((await ask('updateCustomer', { path: ana, body: status, headers: { 'if-match': '"2"' } })).status).toBe(422);
  });

  test('an account closes only when nothing is active; cancelling with a key happens once', async () => {
    expect(await ask('closeCustomer', { path: ana })).toMatchObject({
      status: 409,
      body: { code: 'customer.has_active' },
    });
    const subscription = { subscriptionId: '1001' };
    const headers = { 'idempotency-key': 'cancel-1' };
    const first = await ask('cancelSubscription', { path: subscription, body: { effective: 'now' }, headers });
    const again = await ask('cancelSubscription', { path: subscription, body: { effective: 'now' }, headers });
    expect(first).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(again.body).toEqual(first.body);
    expect(await ask('closeCustomer', { path: ana, body: { reason: 'moved away' } })).toMatchObject({
      status: 200,
      body: { status: 'inactive', inactiveSince: instantText(NOW) },
    });
  });

  test('a plan transition waits on the subscription until its time has come', async () => {
    const told = await ask('requestPlanTransition', { path: { subscriptionId: '1001' }, body: { plan: 'BASIC' } });
    expect(told.body.transition).toMatchObject({ plan: 'BASIC', effectiveAt: instantText(at('2026-04-01')) });
    const same = await ask('requestPlanTransition', { path: { subscriptionId: '1001' }, body: { plan: 'PHONE' } });
    expect(same).toMatchObject({ status: 422, body: { code: 'transition.invalid', errors: [{ pointer: '/plan' }] } });
  });
});
