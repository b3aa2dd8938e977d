import { describe, expect, test } from 'vitest';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import type { OnboardingRequest } from '../../../domain/onboarding/onboarding-request.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { onboardCustomer, previewOnboarding } from '../../../functions/use-cases/subscriptions/onboard-customer.ts';
import { anaBuys, at, callAt, SITE, shopAt } from '../../support/shops/shop.ts';
import { allowed } from '../../unit/subscription/contract.ts';

const NOW = at('2026-03-10T13:30:00Z');
const siteId = SITE.siteId;

const withPayment = (payment: OnboardingRequest['payment']): OnboardingRequest => ({ ...anaBuys(), payment });

describe('onboarding', () => {
  test('writes everything in one commit: people, contract, bills, first charges', async () => {
    const store = shopAt(NOW);
    const { customer, dueNow } = allowed(await onboardCustomer(store)(callAt(NOW), anaBuys()));
    const { customerId } = customer;
    // The first to be billed so, and in this money: the catalog keeps both from now on.
    const [money, interval, all, ...more] = store.commits;
    expect([money, interval].flat()).toMatchObject([
      { put: 'catalog', value: { kind: 'resource', code: 'EUR', isHeld: true } },
      { put: 'catalog', value: { kind: 'eventType', code: 'MONTHLY', isHeld: true } },
    ]);
    expect(all?.length).toBeLessThanOrEqual(90);
    expect(more).toEqual([]);
    expect(store.get('customer', siteId, { customerId })).toMatchObject({
      name: 'Ana Novak',
      status: 'active',
      activeSubscriptions: 1,
      activeServices: 2,
      version: 1,
    });
    expect(store.get('contact', siteId, { customerId, tag: 'primary' })).toMatchObject({ phone: '+38641111222' });
    expect(store.get('paymentInfo', siteId, { customerId })?.billingAddress).toEqual({
      address: 'Slovenska cesta 1',
      city: 'Ljubljana',
      zip: '1000',
      country: 'SI',
    });
    expect(store.get('emailClaim', siteId, { email: 'ana.novak@example.com' })).toMatchObject({ customerId });
    expect(store.all('bill', siteId).map(({ status, from, to }) => ({ status, from, to }))).toEqual([
      { status: 'active', from: at('2026-03-10'), to: at('2026-04-01') },
      { status: 'inactive', from: at('2026-04-01'), to: at('2026-05-01') },
    ]);
    const [billingProfile] = store.all('billingProfile', siteId);
    expect(billingProfile).toMatchObject({
      currency: 'EUR',
      status: 'active',
      creditBalance: '0',
      eventType: 'MONTHLY',
    });
    const [subscription] = store.all('subscription', siteId);
    expect(subscription).toMatchObject({ plan: 'PHONE', status: 'active', validFrom: NOW, validTo: FOREVER });
    expect(store.all('activity', siteId)).toMatchObject([{ action: 'customer.onboarded', actor: 'clerk@example.com' }]);

    const account = await store.ledgers.load(siteId, subscription?.balanceGroupId ?? '');
    expect(account?.profile.purchases.map(({ product, status }) => `${product} ${status}`)).toEqual([
      'FEE active',
      'ALLOWANCE active',
      'DATA_USE active',
      'VOICE_USE active',
    ]);
    expect(verifyHead(account?.head ?? expect.fail(), account?.head.tail ?? [])).toBeNull();
    expect([...(account?.head.buckets.values() ?? [])].map(({ resource, amount }) => `${amount} ${resource}`)).toEqual([
      '25.974194 EUR',
      '-1000 MB',
    ]);
    expect(dueNow).toMatchObject({ net: '21.29', tax: '4.68', total: '25.97' });
  });

  test('one identifier for the plan names all its services, and usage finds them', async () => {
    const store = shopAt(NOW);
    allowed(await onboardCustomer(store)(callAt(NOW), anaBuys()));
    const claim = store.get('serviceClaim', siteId, { identifier: '041-111-222' });
    expect(claim?.holders.map(({ serviceType, from, to }) => ({ serviceType, from, to }))).toEqual([
      { serviceType: 'DATA', from: NOW, to: FOREVER },
      { serviceType: 'VOICE', from: NOW, to: FOREVER },
    ]);
    expect(claim?.reusableFrom).toBeNull();
  });

  test('is found by every word of name, e-mail, address and identifier, whatever the accents', async () => {
    const store = shopAt(NOW);
    allowed(
      await onboardCustomer(store)(callAt(NOW), anaBuys({}, { lastName: 'Žgajnar', organization: 'Čebela d.o.o.' })),
    );
    const tokens = store.all('searchToken', siteId).map(({ token }) => token);
    expect(tokens).toEqual(
      expect.arrayContaining([
        'ana zgajnar',
        'zgajnar',
        'ana.novak@example.com',
        '041-111-222',
        'cebela',
        'slovenska',
        '1001',
      ]),
    );
  });

  test('optional products, quantities, overrides, later starts and add-ons are the buyer’s choice', async () => {
    const store = shopAt(NOW);
    const products = [
      { bundle: 'MOBILE', product: 'SETUP', purchase: true, quantity: '2' },
      { bundle: 'MOBILE', product: 'FEE', value: '15', validFrom: at('2026-03-21') },
      { bundle: 'MOBILE', product: 'VOICE_USE', identifier: '041-333-444' },
      { bundle: 'ADDON', product: 'SUPPORT' },
    ];
    const { dueNow, contract } = allowed(await onboardCustomer(store)(callAt(NOW), anaBuys({ products })));
    expect(dueNow).toMatchObject({ net: '100', tax: '22', total: '122' });
    expect(
      contract.profile.purchases.map(({ product, status, quantity }) => `${quantity} ${product} ${status}`),
    ).toEqual([
      '1 FEE pending',
      '1 ALLOWANCE active',
      '1 DATA_USE active',
      '1 VOICE_USE active',
      '2 SETUP active',
      '1 SUPPORT active',
    ]);
    expect(contract.profile.services.map(({ serviceType, identifier }) => `${serviceType} ${identifier}`)).toEqual([
      'DATA 041-111-222',
      'VOICE 041-333-444',
    ]);
    const [due] = (await store.dueIndex.due(siteId, 'purchase-verification', FOREVER)).items;
    expect(due?.dueAt).toBe(at('2026-03-21'));
  });

  test('a start in the future waits: nothing is due and the subscription is pending', async () => {
    const store = shopAt(NOW);
    const later = allowed(await onboardCustomer(store)(callAt(NOW), anaBuys({ startAt: at('2026-05-10') })));
    expect(later.dueNow).toMatchObject({ lines: [], total: '0' });
    expect(later.subscription.status).toBe('pending');
    expect(later.customer.activeSubscriptions).toBe(0);
    expect(later.activeBill).toMatchObject({ from: at('2026-03-10'), to: at('2026-04-01') });
  });

  test('a start in the past opens its own first cycle, so that every cycle since is billed', async () => {
    const store = shopAt(NOW);
    const past = allowed(await onboardCustomer(store)(callAt(NOW), anaBuys({ startAt: at('2026-01-26') })));
    expect(past.activeBill).toMatchObject({ from: at('2026-01-26'), to: at('2026-02-01') });
    expect(past.dueNow.net).toBe('5.81');
    expect((await store.dueIndex.next(siteId))?.dueAt).toBe(at('2026-02-01'));
  });

  test('pay now has one open bill and no cycle', async () => {
    const store = shopAt(NOW);
    const payNow = anaBuys({ paymentType: 'pay_now', plan: 'USE_ONLY' });
    const { eventType: _, billingDay: __, ...subscription } = payNow.subscription;
    const products = [{ bundle: 'USE_ONLY', product: 'SETUP', purchase: true }];
    const done = allowed(
      await onboardCustomer(store)(callAt(NOW), { ...payNow, subscription: { ...subscription, products } }),
    );
    expect(done.activeBill).toMatchObject({ from: at('2026-03-10'), to: FOREVER });
    expect(done.billingProfile).toMatchObject({ cycleRule: null, eventType: null });
    expect(done.dueNow.total).toBe('61');
    expect(await store.dueIndex.next(siteId)).toBeNull();
  });

  test('a weekly cycle takes its day from the start when none is given', async () => {
    const store = shopAt(NOW);
    const { billingDay: _, ...subscription } = anaBuys({ eventType: 'WEEKLY' }).subscription;
    const done = allowed(await onboardCustomer(store)(callAt(NOW), { ...anaBuys(), subscription }));
    expect(done.activeBill).toMatchObject({ from: at('2026-03-10'), to: at('2026-03-17') });
  });
});

describe('a preview', () => {
  test('charges what onboarding charges, writes nothing and uses up no number', async () => {
    const store = shopAt(NOW);
    const preview = allowed(await previewOnboarding(store)(callAt(NOW), anaBuys()));
    expect(store.commits).toEqual([]);
    const done = allowed(await onboardCustomer(store)(callAt(NOW), anaBuys()));
    expect(preview.dueNow).toEqual(done.dueNow);
    expect(done.customer.customerId).toBe('1001');
    expect(done.activeBill.billId).toBe('1001');
  });
});

describe('a refusal', () => {
  const refusalOf = async (request: OnboardingRequest, store = shopAt(NOW)) => {
    const before = store.commits.length;
    const result = await onboardCustomer(store)(callAt(NOW), request);
    expect(store.commits).toHaveLength(before);
    if (result.ok) throw new Error('was allowed');
    return { code: result.error.code, pointers: result.error.errors?.map(({ pointer }) => pointer) };
  };
  const SEPA = { id: 'M-1', signedOn: '2026-03-01', bic: 'LJBASI2X', iban: 'SI56263300012039086' };

  test('tells all wrong details at once, each with its field', async () => {
    const request = anaBuys({}, { email: 'ana@', phone: '041', firstName: ' ', country: 'Slovenia' });
    expect(await refusalOf(request)).toEqual({
      code: 'request.invalid',
      pointers: ['/customer/country', '/customer/firstName', '/customer/email', '/customer/phone'],
    });
  });

  test('an address in a country with states needs one', async () => {
    expect((await refusalOf(anaBuys({}, { country: 'US' }))).pointers).toEqual(['/customer/state']);
  });

  test.each([
    ['credit card without a card', { method: 'credit_card' }, '/payment/card'],
    ['direct debit without a mandate', { method: 'direct_debit' }, '/payment/mandate'],
    [
      'wrong check digits',
      { method: 'direct_debit', mandate: { ...SEPA, iban: 'SI56263300012039087' } },
      '/payment/mandate/iban',
    ],
    [
      'wrong length',
      { method: 'direct_debit', mandate: { ...SEPA, iban: 'SI5626330001203908' } },
      '/payment/mandate/iban',
    ],
    [
      'unknown country',
      { method: 'direct_debit', mandate: { ...SEPA, iban: 'ZZ56263300012039086' } },
      '/payment/mandate/iban',
    ],
    ['wrong BIC', { method: 'direct_debit', mandate: { ...SEPA, bic: 'LJBASI2' } }, '/payment/mandate/bic'],
    [
      'signed tomorrow',
      { method: 'direct_debit', mandate: { ...SEPA, signedOn: '2026-03-11' } },
      '/payment/mandate/signedOn',
    ],
    [
      'signed never',
      { method: 'direct_debit', mandate: { ...SEPA, signedOn: '2026-02-30' } },
      '/payment/mandate/signedOn',
    ],
    ['too long an id', { method: 'direct_debit', mandate: { ...SEPA, id: 'M'.repeat(36) } }, '/payment/mandate/id'],
    [
      'half a billing address',
      { method: 'invoice', billingAddress: { address: '', city: 'Celje', zip: '3000', country: 'SI' } },
      '/payment/billingAddress/address',
    ],
  ] as const)('of payment: %s', async (_, payment, pointer) => {
    expect(await refusalOf(withPayment(payment))).toEqual({ code: 'request.invalid', pointers: [pointer] });
  });

  test('a complete mandate is taken', async () => {
    const store = shopAt(NOW);
    expect((await onboardCustomer(store)(callAt(NOW), withPayment({ method: 'direct_debit', mandate: SEPA }))).ok).toBe(
      true,
    );
    expect(store.all('paymentInfo', siteId)).toMatchObject([{ method: 'direct_debit', mandate: SEPA }]);
  });

  test.each([
    ['catalog.reference_missing', anaBuys({}, { type: 'ALIEN' }), ['/customer/type']],
    ['catalog.reference_missing', anaBuys({ plan: 'NONE' }), ['/subscription/plan']],
    ['plan.closed', anaBuys({ plan: 'DRAFT' }), ['/subscription/plan']],
    ['plan.closed', anaBuys({ plan: 'GONE' }), ['/subscription/plan']],
    ['plan.payment_type', anaBuys({ plan: 'PREPAID_ONLY' }), ['/subscription/plan']],
    ['plan.currency', anaBuys({ plan: 'DOLLARS' }), ['/subscription/plan']],
    ['plan.currency', anaBuys({ resource: 'USD' }), ['/subscription/plan']],
    ['request.invalid', anaBuys({ resource: 'MB' }), ['/subscription/resource']],
    ['request.invalid', anaBuys({ eventType: 'NEVER' }), ['/subscription/eventType']],
    ['request.invalid', anaBuys({ billingDay: 32 }), ['/subscription/billingDay']],
    ['request.invalid', anaBuys({ eventType: 'WEEKLY', billingDay: 8 }), ['/subscription/billingDay']],
    ['request.invalid', anaBuys({ paymentType: 'pay_now' }), ['/subscription/eventType', '/subscription/billingDay']],
    ['request.invalid', anaBuys({ startAt: at('2024-01-01') }), ['/subscription/startAt']],
    ['request.invalid', anaBuys({ startAt: at('2028-01-01') }), ['/subscription/startAt']],
    [
      'request.invalid',
      anaBuys({ identifier: 'with space' }),
      ['/subscription/identifier', '/subscription/identifier'],
    ],
    ['service.identifier_taken', anaBuys({ plan: 'TWO_LINES' }), ['/subscription/identifier']],
  ] as const)('%s', async (code, request, pointers) => {
    expect(await refusalOf(request)).toEqual({ code, pointers });
  });

  test('a service without an identifier, at the product that lacks it', async () => {
    const { identifier: _, ...subscription } = anaBuys().subscription;
    const products = [
      { bundle: 'MOBILE', product: 'FEE' },
      { bundle: 'MOBILE', product: 'VOICE_USE', quantity: '1' },
    ];
    expect(await refusalOf({ ...anaBuys(), subscription: { ...subscription, products } })).toEqual({
      code: 'service.identifier_missing',
      pointers: ['/subscription/identifier', '/subscription/products/1/identifier'],
    });
  });

  test('of products: every problem at its place', async () => {
    const products = [
      { bundle: 'MOBILE', product: 'FEE', purchase: false },
      { bundle: 'MOBILE', product: 'VOICE_USE', quantity: '2', value: '1' },
      { bundle: 'MOBILE', product: 'ALLOWANCE', quantity: '0', identifier: 'x', validTo: at('2026-01-01') },
      { bundle: 'NOWHERE', product: 'FEE' },
      { bundle: 'ADDON', product: 'FEE' },
      { bundle: 'ADDON', product: 'SUPPORT' },
      { bundle: 'ADDON', product: 'SUPPORT' },
    ];
    expect(await refusalOf(anaBuys({ products }))).toEqual({
      code: 'request.invalid',
      pointers: [
        '/subscription/products/3/bundle',
        '/subscription/products/0/purchase',
        '/subscription/products/2/quantity',
        '/subscription/products/2/identifier',
        '/subscription/products/2/validTo',
        '/subscription/products/1/quantity',
        '/subscription/products/1/value',
        '/subscription/products/4/product',
        '/subscription/products/6/product',
      ],
    });
  });

  test('nothing recurs under pay now', async () => {
    const { eventType: _, billingDay: __, ...subscription } = anaBuys({ paymentType: 'pay_now' }).subscription;
    expect((await refusalOf({ ...anaBuys(), subscription })).code).toBe('plan.payment_type');
  });

  test('an e-mail that differs in case only is taken', async () => {
    const store = shopAt(NOW);
    allowed(await onboardCustomer(store)(callAt(NOW), anaBuys()));
    const twin = anaBuys({ identifier: '041-999-999' }, { email: 'ANA.NOVAK@example.com' });
    expect(await refusalOf(twin, store)).toEqual({ code: 'customer.email_taken', pointers: ['/customer/email'] });
  });

  test('an identifier in use is taken, and its holder is not named', async () => {
    const store = shopAt(NOW);
    allowed(await onboardCustomer(store)(callAt(NOW), anaBuys()));
    const bor = anaBuys({}, { email: 'bor@example.com', firstName: 'Bor' });
    const result = await onboardCustomer(store)(callAt(NOW), bor);
    expect(result).toMatchObject({ ok: false, error: { code: 'service.identifier_taken' } });
    expect(JSON.stringify(result)).not.toMatch(/Ana|1001/);
  });
});

describe('at the same moment', () => {
  test('of two customers with one e-mail, the second is refused and leaves no trace', async () => {
    const store = shopAt(NOW);
    const both = await Promise.all([
      onboardCustomer(store)(callAt(NOW), anaBuys()),
      onboardCustomer(store)(callAt(NOW), anaBuys({ identifier: '041-999-999' })),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.flatMap((result) => (result.ok ? [] : result.error.code))).toEqual(['customer.email_taken']);
    expect(store.all('customer', siteId)).toHaveLength(1);
    expect(store.all('serviceClaim', siteId)).toHaveLength(1);
  });

  test('of two customers with one identifier, the second is refused', async () => {
    const store = shopAt(NOW);
    const both = await Promise.all([
      onboardCustomer(store)(callAt(NOW), anaBuys()),
      onboardCustomer(store)(callAt(NOW), anaBuys({}, { email: 'bor@example.com' })),
    ]);
    expect(both.flatMap((result) => (result.ok ? [] : result.error.code))).toEqual(['service.identifier_taken']);
    expect(store.all('emailClaim', siteId)).toHaveLength(1);
  });

  test('a crash before the commit leaves nothing behind', async () => {
    const store = shopAt(NOW);
    store.beforeCommit = () => {
      throw new Error('power cut');
    };
    await expect(onboardCustomer(store)(callAt(NOW), anaBuys())).rejects.toThrow('power cut');
    expect(store.all('customer', siteId)).toEqual([]);
    store.beforeCommit = () => {};
    expect((await onboardCustomer(store)(callAt(NOW), anaBuys())).ok).toBe(true);
  });
});
