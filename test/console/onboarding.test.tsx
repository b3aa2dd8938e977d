import { describe, expect, it } from 'vitest';
import {
  type Draft,
  type DraftFacts,
  EMPTY_DRAFT,
  missingIdentifiers,
  type ProductChoice,
  requestOf,
} from '../../console/src/features/onboarding/draft.ts';
import { firstWrongStep, issuesOf } from '../../console/src/features/onboarding/draft-issues.ts';
import { addableBundles, discountChoices, type Offer } from '../../console/src/features/onboarding/offer.ts';
import { issuesIn } from '../../console/src/lib/field-issues.ts';
import { Problem } from '../../console/src/lib/problem.ts';
import { aBundle } from './support/fixtures.tsx';

const fee: ProductChoice = { key: 'base/fee', bundle: 'base', product: 'fee', optional: false, needsIdentifier: false };
const calls: ProductChoice = {
  key: 'base/calls',
  bundle: 'base',
  product: 'calls',
  optional: false,
  needsIdentifier: true,
};
const extra: ProductChoice = {
  key: 'base/extra',
  bundle: 'base',
  product: 'extra',
  optional: true,
  needsIdentifier: true,
};
const choices = [fee, calls, extra];
const facts: DraftFacts = {
  choices,
  discounts: [],
  startOfDay: (day) => `${day}T00:00:00Z`,
  endOfDay: (day) => `${day}T24:00`,
};

const filled: Draft = {
  ...EMPTY_DRAFT,
  fields: {
    ...EMPTY_DRAFT.fields,
    '/customer/type': 'residential',
    '/customer/firstName': ' Ana ',
    '/customer/lastName': 'Weber',
    '/customer/email': 'ana@example.com',
    '/customer/phone': '+38641111222',
    '/customer/address': 'Street 1',
    '/customer/city': 'Ljubljana',
    '/customer/zip': '1000',
    '/customer/country': 'si',
    '/subscription/plan': 'plus',
    '/subscription/resource': 'EUR',
    '/subscription/eventType': 'monthly',
  },
  products: { 'base/calls': { quantity: '2', value: '9,90', identifier: '+38640' } },
};

describe('the onboarding draft', () => {
  it('makes the request that the API takes', () => {
    const request = requestOf(filled, facts);
    expect(issuesOf(request).size).toBe(0);
    expect(request.customer).toMatchObject({ firstName: 'Ana', country: 'SI' });
    expect(request.payment).toEqual({ method: 'invoice' });
    expect(request.subscription.products).toEqual([
      { bundle: 'base', product: 'fee', purchase: true },
      { bundle: 'base', product: 'calls', purchase: true, quantity: '2', value: '9.90', identifier: '+38640' },
      { bundle: 'base', product: 'extra', purchase: false },
    ]);
  });

  it('has neither interval nor billing day when paying now', () => {
    const draft = { ...filled, fields: { ...filled.fields, '/subscription/paymentType': 'pay_now' } };
    const { subscription } = requestOf(draft, facts);
    expect(subscription).not.toHaveProperty('eventType');
    expect(subscription).not.toHaveProperty('billingDay');
  });

  it('asks for discounts, promotion codes and a start', () => {
    const draft = {
      ...filled,
      fields: {
        ...filled.fields,
        '/subscription/promotionCodes': ' spring, spring XMAS-1',
        '/subscription/startAt': '2026-12-01',
      },
      discounts: ['base/ten-off'],
    };
    const discounts = [
      { key: 'base/loyal', bundle: 'base', discount: 'loyal', optional: false },
      { key: 'base/ten-off', bundle: 'base', discount: 'ten-off', optional: true },
      { key: 'base/half', bundle: 'base', discount: 'half', optional: true },
    ];
    const request = requestOf(draft, { ...facts, discounts });
    expect(issuesOf(request).size).toBe(0);
    expect(request.subscription).toMatchObject({
      startAt: '2026-12-01T00:00:00Z',
      promotionCodes: ['spring', 'XMAS-1'],
      discounts: [
        { bundle: 'base', discount: 'loyal', purchase: true },
        { bundle: 'base', discount: 'ten-off', purchase: true },
        { bundle: 'base', discount: 'half', purchase: false },
      ],
    });
  });

  it('joins a sharing group only when it is asked for, and then needs one', () => {
    const group = { groupId: '77', name: 'Novak family' };
    const chosen = { ...filled, sharing: { owner: { customerId: '1001', name: 'Ana Weber' }, group } };
    expect(requestOf(chosen, facts)).not.toHaveProperty('sharing');
    const joins = { ...chosen, fields: { ...chosen.fields, '/sharing/joins': 'yes' } };
    expect(requestOf(joins, facts).sharing).toEqual({ groupId: '77' });
    const nobody = { ...joins, sharing: { owner: null, group: null } };
    expect(firstWrongStep(issuesOf(requestOf(nobody, facts)))).toBe(2);
  });

  it('misses the identifiers of what is bought, unless the plan has one', () => {
    expect(missingIdentifiers(choices, EMPTY_DRAFT)).toEqual([calls]);
    expect(missingIdentifiers(choices, { ...filled, products: { 'base/extra': { purchase: true } } })).toEqual([
      calls,
      extra,
    ]);
    const withPlan = { ...EMPTY_DRAFT, fields: { '/subscription/identifier': 'A1' } };
    expect(missingIdentifiers(choices, withPlan)).toEqual([]);
  });

  it('finds the first step that something is wrong in', () => {
    expect(firstWrongStep(issuesOf(requestOf(EMPTY_DRAFT, { ...facts, choices: [] })))).toBe(0);
    const card = { ...filled, fields: { ...filled.fields, '/payment/method': 'credit_card' } };
    expect(firstWrongStep(issuesOf(requestOf(card, facts)))).toBe(1);
  });

  it('puts refusals of the API to their fields', () => {
    const errors = [{ pointer: '/payment/mandate/iban', message: 'Check the IBAN.' }];
    const refusal = new Problem({ status: 422, code: 'request.invalid', title: 'Not valid', errors });
    expect(issuesIn(refusal).get('/payment/mandate/iban')).toBe('Check the IBAN.');
    expect(firstWrongStep(issuesIn(refusal))).toBe(1);
  });
});

describe('what can be chosen', () => {
  const always = { validFrom: '2026-01-01T00:00:00Z', validTo: '9999-01-01T00:00:00Z' };
  const family = aBundle({ code: 'family', items: [], discounts: [{ discount: 'shared', optional: true }] });
  const plan = {
    code: 'plus',
    name: 'Plus',
    status: 'active' as const,
    bundles: ['base'],
    paymentTypes: [],
    ...always,
  };
  const offer: Offer = {
    plans: [plan],
    bundles: [aBundle({ code: 'base' }), family, aBundle({ code: 'other' })],
    ...{ products: [], resources: [], eventTypes: [], discounts: [], terms: [] },
  };
  const codes = (bundles: readonly { readonly code: string }[]) => bundles.map(({ code }) => code);

  it('beside a plan is any other bundle, or only what the plan says', () => {
    expect(codes(addableBundles(offer, plan))).toEqual(['family', 'other']);
    const strict = { ...plan, compatibleOnly: true };
    expect(codes(addableBundles(offer, { ...strict, compatibleBundles: ['family'] }))).toEqual(['family']);
    expect(codes(addableBundles(offer, strict))).toEqual([]);
  });

  it('of discounts are those of the bundles that were chosen', () => {
    const draft = { ...filled, bundles: ['family'] };
    expect(discountChoices(offer, draft)).toEqual([
      { key: 'family/shared', bundle: 'family', discount: 'shared', optional: true },
    ]);
    expect(discountChoices(offer, filled)).toEqual([]);
  });
});
