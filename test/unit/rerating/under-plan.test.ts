import { expect, test } from 'vitest';
import type { Bundle, Plan, Product } from '../../../domain/catalog/catalog.ts';
import { underPlan } from '../../../domain/rerating/under-plan.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import { bookOf, EUR, MB, NOON, profileOf, usageProduct } from '../../support/usage-world.ts';

const PRICE = { model: 'per-unit', unitPrice: '1' } as const;
const DATA = usageProduct('data', PRICE);
const DOLLARS: Product = { ...usageProduct('data', PRICE), code: 'data-usd', resource: 'USD' };
const always = { validFrom: 0, validTo: FOREVER } as const;
const bundle = (code: string, product: string): Bundle => ({
  ...{ code, name: code, ...always },
  items: [{ product, quantity: '1', optional: false }],
});
const plan = (code: string): Plan => ({
  ...{ code, name: code, status: 'active', bundles: [code], ...always, paymentTypes: [] },
});
const BOOK = bookOf(
  [DATA, DOLLARS],
  [EUR, { ...EUR, code: 'USD', currency: 'USD' }, MB],
  [
    { kind: 'bundle', object: bundle('b', 'data-usage') },
    { kind: 'bundle', object: bundle('usd', 'data-usd') },
    { kind: 'plan', object: plan('b') },
    { kind: 'plan', object: plan('usd') },
  ],
);
const under = (newPlan: string) =>
  underPlan(profileOf([DATA]), {
    ...{ book: BOOK, newPlan, now: NOON },
    subscriptions: [{ subscriptionId: '1', plan: 'b', ...always }],
  });

test('amounts of one currency are compared with no other’s', () => {
  expect(under('usd')).toMatchObject({
    ok: false,
    error: { code: 'plan.currency', errors: [{ pointer: '/newPlan' }] },
  });
  expect(under('b')).toMatchObject({ ok: true });
});

test('a plan that does not exist is none to compare with', () => {
  expect(under('none')).toMatchObject({ ok: false, error: { errors: [{ pointer: '/newPlan' }] } });
});
