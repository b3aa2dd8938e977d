import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { anOverview, someBalances } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('of the sections of a customer the one that is shown is marked, and no other', async () => {
  renderConsole('/customers/1001/balances', {
    'GET /v1/customers/1001/overview': anOverview(),
    'GET /v1/customers/1001/balances': { items: [someBalances()], nextCursor: null },
    'GET /v1/balance-groups/2101/limits': {
      ...{ balanceGroupId: '2101', creditProfile: null, paymentType: 'postpaid', limits: [] },
    },
    'GET /v1/balance-groups/2101/reservations': { items: [], nextCursor: null },
    'GET /v1/resources': { items: [], nextCursor: null },
  });
  const sections = within(await screen.findByRole('navigation', { name: 'Sections of the customer' }));
  expect(sections.getByRole('link', { current: 'page' }).textContent).toBe('Balances');
  expect(sections.getByRole('link', { name: 'Overview' }).className).toBe('section-nav__link');
});
