import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OpenReservation } from '../../console/src/lib/answers.ts';
import { anOverview, someBalances } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const aReservation = (part: Partial<OpenReservation> = {}): OpenReservation => ({
  ...{ id: 'pgw-1;3925;7', customerId: '1001', balanceGroupId: '2101', serviceId: '3001' },
  ...{ serviceType: 'data', identifier: '38640111222', at: '2026-11-21T05:50:00Z', expiresAt: '2026-11-21T06:10:00Z' },
  ...{ quantity: '200', unit: 'MB', amounts: [{ resource: 'MB', amount: '200' }] },
  ...part,
});
const answers = (items: readonly OpenReservation[]) => ({
  'GET /v1/customers/1001/overview': anOverview(),
  'GET /v1/customers/1001/balances': { items: [someBalances()], nextCursor: null },
  'GET /v1/balance-groups/2101/limits': {
    ...{ balanceGroupId: '2101', creditProfile: null, paymentType: 'postpaid', limits: [] },
  },
  'GET /v1/balance-groups/2101/reservations': { items, nextCursor: null },
  'GET /v1/resources': { items: [], nextCursor: null },
});
const PATH = '/v1/charging/reservations/pgw-1%3B3925%3B7/release';
const table = async () => within(await screen.findByRole('table', { name: 'Set aside by open sessions' }));

describe('what open sessions have set aside', () => {
  it('is shown with its end, and released by hand', async () => {
    let open = [aReservation()];
    const { asked } = renderConsole('/customers/1001/balances', {
      ...answers([]),
      'GET /v1/balance-groups/2101/reservations': () => ({ items: open, nextCursor: null }),
      [`POST ${PATH}`]: () => {
        open = [];
        return { id: 'pgw-1;3925;7', outcome: 'released', balances: [] };
      },
    });
    const sessions = await table();
    expect(sessions.getByText('38640111222 · data')).toBeTruthy();
    expect(sessions.getByText('21 Nov 2026, 06:10')).toBeTruthy();
    expect(sessions.getAllByText('200 MB')).toHaveLength(2);
    await userEvent.click(sessions.getByRole('button', { name: 'Release pgw-1;3925;7' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Release what a session set aside' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Release' }));
    await waitFor(() => expect(screen.queryByText('Set aside by open sessions')).toBeNull());
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      ...{ serviceType: 'data', identifier: '38640111222', at: '2026-11-21T05:50:00Z' },
    });
  });

  it('by a member of a sharing group says whose session it is; a service that is gone cannot be named', async () => {
    renderConsole(
      '/customers/1001/balances',
      answers([
        aReservation({ id: 'a', customerId: '1002', balanceGroupId: '2102' }),
        aReservation({
          id: 'b',
          customerId: null,
          balanceGroupId: null,
          serviceType: null,
          identifier: null,
          unit: null,
        }),
      ]),
    );
    const sessions = await table();
    expect(sessions.getByText('38640111222 · data · Member, customer 1002')).toBeTruthy();
    const isOff = (id: string) =>
      sessions.getByRole('button', { name: `Release ${id}` }).getAttribute('aria-disabled') === 'true';
    expect([isOff('a'), isOff('b')]).toEqual([false, true]);
  });

  it('is not released by roles that may not', async () => {
    renderConsole('/customers/1001/balances', answers([aReservation()]), ['customer-service']);
    const button = (await table()).getByRole('button', { name: 'Release pgw-1;3925;7' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });

  it('is no table where there is nothing', async () => {
    const { asked } = renderConsole('/customers/1001/balances', answers([]));
    await waitFor(() => expect(asked.some(({ path }) => path.endsWith('/reservations'))).toBe(true));
    expect(await screen.findByRole('table', { name: 'Limits' })).toBeTruthy();
    expect(screen.queryByText('Set aside by open sessions')).toBeNull();
  });
});
