import { describe, expect, it } from 'vitest';
import {
  type Draft,
  EMPTY_DRAFT,
  missingIdentifiers,
  type ProductChoice,
  requestOf,
} from '../../console/src/features/onboarding/draft.ts';
import { firstWrongStep, issuesIn, issuesOf } from '../../console/src/features/onboarding/draft-issues.ts';
import { Problem } from '../../console/src/lib/problem.ts';

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
const endOfDay = (day: string): string => `${day}T24:00`;

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
    const request = requestOf(filled, choices, endOfDay);
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
    const { subscription } = requestOf(draft, choices, endOfDay);
    expect(subscription).not.toHaveProperty('eventType');
    expect(subscription).not.toHaveProperty('billingDay');
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
    expect(firstWrongStep(issuesOf(requestOf(EMPTY_DRAFT, [], endOfDay)))).toBe(0);
    const card = { ...filled, fields: { ...filled.fields, '/payment/method': 'credit_card' } };
    expect(firstWrongStep(issuesOf(requestOf(card, choices, endOfDay)))).toBe(1);
  });

  it('puts refusals of the API to their fields', () => {
    const errors = [{ pointer: '/payment/mandate/iban', message: 'Check the IBAN.' }];
    const refusal = new Problem({ status: 422, code: 'request.invalid', title: 'Not valid', errors });
    expect(issuesIn(refusal).get('/payment/mandate/iban')).toBe('Check the IBAN.');
    expect(firstWrongStep(issuesIn(refusal))).toBe(1);
  });
});
