import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT, requestOf } from '../../console/src/features/onboarding/draft.ts';
import { issuesOf } from '../../console/src/features/onboarding/draft-issues.ts';
import { renderConsole } from './support/render-console.tsx';

const attribute = (code: string, changes: object = {}) => ({
  ...{ code, name: code, entity: 'customer', type: 'string', mandatory: false, includedOnInvoice: false },
  ...changes,
});

describe('custom attributes in onboarding', () => {
  it('have fields of their own, each as its type wants it, those of other things not', async () => {
    const attributes = [
      attribute('segment', { name: 'Segment', mandatory: true }),
      attribute('meters', { name: 'Meters', type: 'numeric' }),
      attribute('vip', { name: 'VIP', type: 'boolean' }),
      attribute('cost-centre', { name: 'Cost centre', entity: 'billing-profile' }),
    ];
    const none = { items: [], nextCursor: null };
    const offer = ['plans', 'bundles', 'products', 'resources', 'event-types', 'discounts', 'terms'];
    renderConsole('/customers/new', {
      ...Object.fromEntries(offer.map((kind) => [`GET /v1/${kind}`, none])),
      'GET /v1/custom-attributes': { ...none, items: attributes },
    });
    expect(await screen.findByLabelText('Segment')).toBeTruthy();
    expect(screen.getByLabelText(/^Meters/)).toBeTruthy();
    expect(screen.getByText('A number, such as 12.5')).toBeTruthy();
    expect(screen.getByText(/^VIP/)).toBeTruthy();
    expect(screen.queryByText(/^Cost centre/)).toBeNull();
  });

  it('go into the request where they belong, if they are filled in', () => {
    const fields = {
      ...EMPTY_DRAFT.fields,
      '/customer/attributes/segment': ' gold ',
      '/customer/attributes/meters': ' ',
      '/subscription/attributes/cost-centre': '7',
    };
    const day = (text: string) => text;
    const facts = { choices: [], discounts: [], startOfDay: day, endOfDay: day };
    const { customer, subscription } = requestOf({ ...EMPTY_DRAFT, fields }, facts);
    expect(customer.attributes).toEqual({ segment: 'gold' });
    expect(subscription.attributes).toEqual({ 'cost-centre': '7' });
    expect(requestOf(EMPTY_DRAFT, facts).customer).not.toHaveProperty('attributes');
  });

  it('that are mandatory are asked for in their step, not when all is sent', () => {
    const day = (text: string) => text;
    const facts = { choices: [], discounts: [], startOfDay: day, endOfDay: day };
    const attributes = [
      attribute('segment', { mandatory: true }),
      attribute('meters'),
      attribute('cost-centre', { entity: 'billing-profile', mandatory: true }),
      attribute('colour', { entity: 'product', mandatory: true }),
    ];
    const missing = (fields: Readonly<Record<string, string>>) => {
      const issues = issuesOf(
        requestOf({ ...EMPTY_DRAFT, fields: { ...EMPTY_DRAFT.fields, ...fields } }, facts),
        attributes,
      );
      return [...issues.keys()].filter((pointer) => pointer.includes('/attributes/'));
    };
    expect(missing({})).toEqual(['/customer/attributes/segment', '/subscription/attributes/cost-centre']);
    expect(missing({ '/customer/attributes/segment': 'gold' })).toEqual(['/subscription/attributes/cost-centre']);
  });
});
