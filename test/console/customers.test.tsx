import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aCustomer, aCustomerType } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const all = [aCustomer(), aCustomer({ customerId: '1002', name: 'Boris Novak', email: 'boris@example.com' })];
const answers = {
  'GET /v1/customer-types': { items: [aCustomerType()], nextCursor: null },
  'GET /v1/customers': ({ search }: { search: URLSearchParams }) => ({
    items: all.filter(({ name }) => name.toLowerCase().includes((search.get('q') ?? '').toLowerCase())),
    nextCursor: null,
  }),
};

describe('the list of customers', () => {
  it('shows names, types by name and a way to the details', async () => {
    renderConsole('/customers', answers);
    expect(await screen.findByRole('link', { name: 'Ana Weber' })).toHaveProperty(
      'pathname',
      '/customers/1001/overview',
    );
    expect(await screen.findAllByText('Residential')).not.toHaveLength(0);
    expect(screen.getByRole('link', { name: 'Details of Boris Novak' })).toBeTruthy();
  });

  it('keeps the search in the address, and Reset shows everybody again', async () => {
    const { router } = renderConsole('/customers', answers);
    await screen.findByRole('link', { name: 'Boris Novak' });
    await userEvent.type(screen.getByRole('searchbox'), 'boris');
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Ana Weber' })).toBeNull());
    expect(router.state.location.searchStr).toBe('?q=boris');
    await userEvent.click(screen.getByRole('button', { name: 'Reset' }));
    expect(await screen.findByRole('link', { name: 'Ana Weber' })).toBeTruthy();
    expect(router.state.location.searchStr).toBe('');
  });

  it('asks by the filter of the address', async () => {
    const { asked } = renderConsole('/customers?status=inactive&method=direct_debit', answers);
    await screen.findByRole('link', { name: 'Ana Weber' });
    const list = asked.find(({ path }) => path === '/v1/customers');
    expect(Object.fromEntries(list?.search ?? [])).toEqual({
      limit: '20',
      status: 'inactive',
      paymentMethod: 'direct_debit',
    });
  });

  it('says what is wrong and what to do when nothing matches', async () => {
    renderConsole('/customers?q=nobody', answers);
    expect(await screen.findByText('No customer matches')).toBeTruthy();
  });
});
