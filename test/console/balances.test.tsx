import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { anOverview, someBalances } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const data = {
  resource: 'MB',
  name: 'Data',
  kind: 'unit' as const,
  symbol: 'MB',
  total: '-150',
  granted: '-1000',
  reserved: '20',
  buckets: [],
};
const limits = {
  balanceGroupId: '2101',
  creditProfile: 'careful',
  paymentType: 'postpaid',
  limits: [
    {
      resource: 'MB',
      limit: '0',
      hard: true,
      total: '-150',
      floor: '-1000',
      left: '150',
      thresholds: [{ type: 'percent', value: '80', amount: '-200', reached: true }],
    },
  ],
};

describe('balances', () => {
  it('show what is set aside, how far they may go and what was counted', async () => {
    renderConsole('/customers/1001/balances', {
      'GET /v1/customers/1001/overview': anOverview(),
      'GET /v1/customers/1001/balances': {
        items: [
          someBalances({
            balances: [data],
            counters: [{ name: 'calls', cycle: '2026-11-01T00:00:00Z', amount: '125.5' }],
          }),
        ],
        nextCursor: null,
      },
      'GET /v1/balance-groups/2101/limits': limits,
      'GET /v1/resources': { items: [], nextCursor: null },
    });
    const balances = within(await screen.findByRole('table', { name: 'Balances' }));
    expect(await balances.findByText('20 MB')).toBeTruthy();
    const table = within(await screen.findByRole('table', { name: 'Limits' }));
    expect(await table.findByText('150 MB')).toBeTruthy();
    expect(table.getByText('Is refused')).toBeTruthy();
    expect(table.getByText('80 %').className).toContain('pill--warn');
    expect(within(screen.getByRole('table', { name: 'Counters' })).getByText('125.5')).toBeTruthy();
  });

  it('show limits by the names of what they limit, money as a bill rounds it, and a dash where nothing is told', async () => {
    const money = { resource: 'EUR', limit: '100', hard: false, total: '19.9958', floor: '0', left: '80.0042' };
    renderConsole('/customers/1001/balances', {
      'GET /v1/customers/1001/overview': anOverview(),
      'GET /v1/customers/1001/balances': { items: [someBalances({ balances: [data] })], nextCursor: null },
      'GET /v1/balance-groups/2101/limits': {
        ...limits,
        limits: [...limits.limits, { ...money, thresholds: [] }],
      },
      'GET /v1/resources': {
        items: [{ code: 'EUR', name: 'Euro', kind: 'monetary', currency: 'EUR', ratingScale: 6, billingScale: 2 }],
        nextCursor: null,
      },
    });
    const table = within(await screen.findByRole('table', { name: 'Limits' }));
    expect(await table.findByText('€80.00')).toBeTruthy();
    expect(table.getByRole('rowheader', { name: 'Data' })).toBeTruthy();
    expect(table.getByRole('rowheader', { name: 'Euro' })).toBeTruthy();
    expect(table.getByText('–')).toBeTruthy();
  });
});
