import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { promotionCodes } from '../../console/src/features/customer/subscriptions/promotion-codes.ts';
import { aBundle, anOverview, aSubscription } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const dueNow = {
  currency: 'EUR',
  lines: [
    {
      billItem: 'add-ons',
      product: 'five-gigabytes',
      quantity: '1',
      from: null,
      to: null,
      net: '10',
      tax: '2.2',
      taxCode: 'vat',
      total: '12.2',
    },
  ],
  net: '10',
  tax: '2.2',
  total: '12.2',
};
const answers = {
  'GET /v1/customers/1001/overview': anOverview(),
  'GET /v1/customers/1001/subscriptions': { items: [aSubscription()], nextCursor: null },
  'GET /v1/resources': { items: [], nextCursor: null },
  'GET /v1/bundles': { items: [aBundle()], nextCursor: null },
  'POST /v1/subscriptions/2501/bundles/preview': { bundles: ['data-pack'], dueNow, grants: [], purchases: [] },
};
const bought = { bundles: ['data-pack'], dueNow, grants: [], purchases: [], subscription: aSubscription() };

describe('codes as people type them', () => {
  it.each([
    ['A1 B2', ['A1', 'B2']],
    [' A1,B2;\nA1 ', ['A1', 'B2']],
    ['  ', []],
  ])('%j', (typed, codes) => expect(promotionCodes(typed)).toEqual(codes));
});

describe('a running subscription', () => {
  it('gets a bundle for what the preview says, under one idempotency key', async () => {
    const { asked } = renderConsole('/customers/1001/subscriptions', {
      ...answers,
      'POST /v1/subscriptions/2501/bundles': bought,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Add bundle' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Add a bundle to Val M' }));
    expect(dialog.getByRole('button', { name: 'Add' })).toHaveProperty('disabled', true);
    await userEvent.click(dialog.getByRole('button', { name: /^Bundle/ }));
    await userEvent.click(await screen.findByRole('option', { name: /Data pack/ }));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Promotion codes' }), 'spring');
    const add = await dialog.findByRole('button', { name: 'Add for €12.20' });
    await waitFor(() => expect(add).toHaveProperty('disabled', false));
    await userEvent.click(add);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const order = asked.find(({ method, path }) => method === 'POST' && path.endsWith('/bundles'));
    expect(order?.body).toEqual({ bundle: 'data-pack', products: [], promotionCodes: ['spring'] });
    expect(order?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('takes voucher codes', async () => {
    const { asked } = renderConsole('/customers/1001/subscriptions', {
      ...answers,
      'POST /v1/subscriptions/2501/vouchers': bought,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Apply voucher' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Apply voucher codes to Val M' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Apply voucher' }));
    expect(dialog.getByText('Give at least one code.')).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox', { name: 'Codes' }), 'XMAS-1 XMAS-2');
    await userEvent.click(dialog.getByRole('button', { name: 'Apply voucher' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const order = asked.find(({ path }) => path.endsWith('/vouchers'));
    expect(order?.body).toEqual({ codes: ['XMAS-1', 'XMAS-2'] });
  });

  it('that has ended buys nothing, and the button says why', async () => {
    renderConsole('/customers/1001/subscriptions', {
      ...answers,
      'GET /v1/customers/1001/subscriptions': { items: [aSubscription({ status: 'cancelled' })], nextCursor: null },
    });
    const add = await screen.findByRole('button', { name: 'Add bundle' });
    expect(add.getAttribute('aria-disabled')).toBe('true');
  });
});
