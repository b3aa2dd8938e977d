import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { anOverview, someBalances } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const page = (...items: readonly unknown[]) => ({ items, nextCursor: null });
const versioned = (body: unknown) => Response.json(body, { headers: { etag: '"5"' } });
const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }));
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

const euro = { resource: 'EUR', name: 'Euro', kind: 'monetary' as const, currency: 'EUR', total: '8.4' };
const money = { ...euro, granted: '0', reserved: '0', buckets: [] };
const resources = page(
  { code: 'EUR', name: 'Euro', kind: 'monetary', currency: 'EUR', symbol: '€' },
  { code: 'USD', name: 'Dollar', kind: 'monetary', currency: 'USD' },
  { code: 'MB', name: 'Data', kind: 'unit', symbol: 'MB' },
  { code: 'calls', name: 'Calls made', kind: 'unit', counter: true },
);
const limits = { balanceGroupId: '2101', creditProfile: null, paymentType: 'postpaid', limits: [] };
const balances = {
  'GET /v1/customers/1001/overview': anOverview(),
  'GET /v1/customers/1001/balances': page(someBalances({ balances: [money] })),
  'GET /v1/balance-groups/2101/limits': versioned(limits),
  'GET /v1/resources': resources,
};
const created = {
  ...{ balanceGroupId: '2101', key: 'k', resource: 'EUR', origin: 'top-up:1', amount: '-4.1', settled: '8.4' },
  ...{ from: '2026-11-21T06:00:00Z', to: '9999-01-01T00:00:00Z', total: '-4.1' },
};

describe('a balance by hand', () => {
  it('puts money in hand: once, with a note, and tells what it paid at once', async () => {
    const { asked } = renderConsole('/customers/1001/balances', {
      ...balances,
      'POST /v1/balance-groups/2101/balances': created,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Create balance' }));
    const form = await dialog('Create a new balance');
    await userEvent.click(form.getByRole('button', { name: 'Create balance' }));
    expect(form.getByText('Enter an amount like 12.50')).toBeTruthy();
    expect(form.getByText('Say why.')).toBeTruthy();
    expect(form.queryByRole('radio', { name: /^Debit/ })).toBeNull();
    await userEvent.type(form.getByRole('textbox', { name: 'Amount' }), '12,50');
    expect(form.getByText(/^.€4\.10$/)).toBeTruthy();
    await userEvent.type(form.getByRole('textbox', { name: 'Note' }), 'Paid at the counter');
    await userEvent.click(form.getByRole('button', { name: 'Credit €12.50' }));
    await closed();
    const order = asked.find(({ method }) => method === 'POST');
    expect(order?.body).toEqual({
      ...{ resource: 'EUR', amount: '12.50', direction: 'credit', validity: 'infinite', note: 'Paid at the counter' },
    });
    expect(order?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await screen.findAllByText(/€8.40 of it paid what was charged already/)).length).toBeGreaterThan(0);
  });

  it('gives or takes units until a day; other money and counters are not offered', async () => {
    const { asked } = renderConsole('/customers/1001/balances', {
      ...balances,
      'POST /v1/balance-groups/2101/balances': { ...created, resource: 'MB', settled: '0' },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Create balance' }));
    const form = await dialog('Create a new balance');
    await userEvent.click(form.getByRole('button', { name: /^Resource/ }));
    await screen.findByRole('option', { name: /Euro/ });
    expect(screen.getAllByRole('option')).toHaveLength(2);
    await userEvent.click(screen.getByRole('option', { name: /Data/ }));
    await userEvent.click(form.getByRole('radio', { name: /^Debit/ }));
    await userEvent.type(form.getByRole('textbox', { name: 'Amount' }), '250');
    await userEvent.type(form.getByRole('textbox', { name: 'Note' }), 'Given twice');
    await userEvent.click(form.getByRole('radio', { name: 'Until a day' }));
    await userEvent.click(form.getByRole('button', { name: 'Debit 250 MB' }));
    expect(form.getByText('Choose a day.')).toBeTruthy();
    await userEvent.type(form.getByRole('textbox', { name: /^Last day/ }), '2026/12/31');
    await userEvent.click(form.getByRole('button', { name: 'Debit 250 MB' }));
    await closed();
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      ...{ resource: 'MB', amount: '250', direction: 'debit', note: 'Given twice' },
      validity: { until: '2027-01-01T00:00:00Z' },
    });
  });

  it('is not for every role', async () => {
    renderConsole('/customers/1001/balances', balances, ['operations']);
    for (const name of ['Create balance', 'Change credit profile']) {
      expect((await screen.findByRole('button', { name })).getAttribute('aria-disabled')).toBe('true');
    }
  });
});

describe('a credit profile', () => {
  const profile = (code: string, paymentTypes: readonly string[], isDefault = false) => ({
    ...{ code, name: `The ${code} one`, paymentTypes, isDefault },
    limits: [{ resource: 'EUR', limit: '100', hard: true, thresholds: [] }],
  });

  it('is one of the payment type, set in the version that was shown', async () => {
    const { asked } = renderConsole('/customers/1001/balances', {
      ...balances,
      'GET /v1/credit-profiles': page(
        profile('usual', ['postpaid'], true),
        profile('careful', []),
        profile('ahead', ['prepaid']),
      ),
      'PUT /v1/balance-groups/2101/credit-profile': { ...limits, creditProfile: 'careful' },
    });
    await screen.findByText('By the default credit profile');
    await userEvent.click(screen.getByRole('button', { name: 'Change credit profile' }));
    const form = await dialog('Limits of Main');
    expect(await form.findByText('Limit of EUR, usage beyond it is refused')).toBeTruthy();
    await userEvent.click(form.getByRole('button', { name: /^Credit profile/ }));
    expect(screen.queryByRole('option', { name: /ahead/ })).toBeNull();
    await userEvent.click(await screen.findByRole('option', { name: /The careful one/ }));
    await userEvent.click(form.getByRole('button', { name: 'Save changes' }));
    await closed();
    const change = asked.find(({ method }) => method === 'PUT');
    expect(change?.body).toEqual({ code: 'careful' });
    expect(change?.headers.get('if-match')).toBe('"5"');
  });
});

describe('the tax status', () => {
  const info = {
    ...{ method: 'invoice', taxId: 'SI12345678' },
    billingAddress: { address: 'Street 1', city: 'Ljubljana', zip: '1000', country: 'SI' },
  };
  const status = { country: 'SI', taxId: 'SI12345678', exemption: null };
  const exempt = { ...status, exemption: { reason: 'Diplomatic mission', until: '2031-01-01T00:00:00Z' } };
  const details = {
    'GET /v1/customers/1001/overview': anOverview(),
    'GET /v1/customers/1001/payment-info': info,
    'GET /v1/customers/1001/tax-status': versioned(status),
  };
  const path = '/customers/1001/payments?show=details';

  it('is exempt until a day, for a reason', async () => {
    const { asked } = renderConsole(path, { ...details, 'PUT /v1/customers/1001/tax-exemption': exempt });
    expect(await screen.findByText('Not exempt')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Exempt from tax' }));
    const form = await dialog('Exempt the customer from tax');
    await userEvent.click(form.getByRole('button', { name: 'Exempt from tax' }));
    expect(form.getByText('Say why, as invoices must say it.')).toBeTruthy();
    await userEvent.type(form.getByRole('textbox', { name: 'Reason' }), 'Diplomatic mission');
    await userEvent.click(form.getByRole('radio', { name: 'On a day' }));
    await userEvent.click(form.getByRole('button', { name: 'Exempt from tax' }));
    expect(form.getByText('Choose a day.')).toBeTruthy();
    await userEvent.type(form.getByRole('textbox', { name: /^Last day/ }), '2030/12/31');
    await userEvent.click(form.getByRole('button', { name: 'Exempt from tax' }));
    await closed();
    const change = asked.find(({ method }) => method === 'PUT');
    expect(change?.body).toEqual({ reason: 'Diplomatic mission', until: '2031-01-01T00:00:00Z' });
    expect(change?.headers.get('if-match')).toBe('"5"');
  });

  it('is ended with null, and says when somebody was faster', async () => {
    const { asked } = renderConsole(path, {
      ...details,
      'GET /v1/customers/1001/tax-status': versioned(exempt),
      'PUT /v1/customers/1001/tax-exemption': Response.json(
        { type: 'about:blank', title: 'Changed meanwhile', status: 412, code: 'request.changed_meanwhile' },
        { status: 412 },
      ),
    });
    expect(await screen.findByText('Diplomatic mission')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'End exemption' }));
    const form = await dialog('End the tax exemption');
    await userEvent.click(form.getByRole('button', { name: 'End exemption' }));
    expect(await form.findByText('Changed meanwhile')).toBeTruthy();
    expect(asked.find(({ method }) => method === 'PUT')?.body).toBeNull();
  });

  it('is not for customer service to change', async () => {
    renderConsole(path, details, ['customer-service']);
    expect((await screen.findByRole('button', { name: 'Exempt from tax' })).getAttribute('aria-disabled')).toBe('true');
  });
});
