import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { anOverview, aServiceType, aSubscription, someBalances } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const page = (...items: readonly unknown[]) => ({ items, nextCursor: null });
const always = { validFrom: '2026-01-01T00:00:00Z', validTo: '9999-01-01T00:00:00Z' };
const plan = (code: string, more: object = {}) => ({
  ...{ code, name: `Plan ${code}`, status: 'active', bundles: ['base'], paymentTypes: [], ...always },
  ...more,
});
const dueNow = {
  currency: 'EUR',
  lines: [
    {
      ...{ billItem: 'fees', product: 'fee', quantity: '1', net: '15', tax: '3.3', taxCode: 'vat', total: '18.3' },
      ...{ from: '2026-12-01T00:00:00Z', to: '2027-01-01T00:00:00Z' },
    },
  ],
  ...{ net: '15', tax: '3.3', total: '18.3' },
};
const preview = {
  ...{ plan: 'plus', effectiveAt: '2026-12-01T00:00:00Z', validTo: always.validTo, dueNow, grants: [] },
  terminationFees: [{ term: 'two-years', reason: 'commitment', monthsLeft: 7, net: '90', tax: '19.8', total: '109.8' }],
  newServices: [],
  releasedServices: [{ serviceType: 'sms', identifier: 'SMS-1' }],
};
const answers = {
  'GET /v1/customers/1001/overview': anOverview(),
  'GET /v1/customers/1001/subscriptions': page(aSubscription()),
  'GET /v1/customers/1001/balances': page(someBalances()),
  'GET /v1/plans': page(
    plan('val-m'),
    plan('plus', { paymentTypes: ['postpaid'] }),
    plan('ahead', { paymentTypes: ['prepaid'] }),
    plan('old', { status: 'inactive' }),
  ),
  'GET /v1/products': page(),
  'GET /v1/resources': page(),
  'GET /v1/service-types': page(aServiceType({ code: 'tv', name: 'Television' })),
  'POST /v1/subscriptions/2501/plan-transition/preview': preview,
  'POST /v1/subscriptions/2501/plan-transition': aSubscription(),
};
const open = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Plan transition' }));
  return within(await screen.findByRole('dialog', { name: 'Move Val M to another plan' }));
};
const closed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

describe('a move to another plan', () => {
  it('is to a plan of the payment type, for what the preview says', async () => {
    const { asked } = renderConsole('/customers/1001/subscriptions', answers);
    const form = await open();
    await userEvent.click(form.getByRole('button', { name: 'Plan transition' }));
    expect(form.getByText('Choose one.')).toBeTruthy();
    const choice = form.getByRole('button', { name: /^New plan/ });
    await waitFor(() => expect(document.activeElement).toBe(choice));
    await userEvent.click(choice);
    const offered = await screen.findAllByRole('option');
    expect(offered.map(({ textContent }) => textContent)).toEqual(['Plan plusplus']);
    await userEvent.click(screen.getByRole('option', { name: /Plan plus/ }));
    expect(await form.findByText('€18.30')).toBeTruthy();
    expect(form.getByText('SMS-1')).toBeTruthy();
    expect(form.getByText(/Leaving the term two-years early costs a fee: 7 months/)).toBeTruthy();
    const move = form.getByRole('button', { name: 'Move to Plan plus' });
    await waitFor(() => expect(move).toHaveProperty('disabled', false));
    await userEvent.click(move);
    await closed();
    const order = asked.find((one) => one.path.endsWith('/plan-transition'));
    expect(order?.body).toEqual({ plan: 'plus', effective: 'cycle_end', identifiers: {} });
    expect(order?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('asks for the identifiers that the API misses', async () => {
    const { asked } = renderConsole('/customers/1001/subscriptions', {
      ...answers,
      'POST /v1/subscriptions/2501/plan-transition/preview': ({ body }: { body: unknown }) =>
        JSON.stringify(body).includes('TV-1')
          ? preview
          : Response.json(
              {
                ...{
                  type: 'about:blank',
                  title: 'Identifier missing',
                  status: 422,
                  code: 'service.identifier_missing',
                },
                errors: [{ pointer: '/identifiers/tv', message: 'tv-use needs the identifier of its tv service.' }],
              },
              { status: 422 },
            ),
    });
    const form = await open();
    await userEvent.click(form.getByRole('button', { name: /^New plan/ }));
    await userEvent.click(await screen.findByRole('option', { name: /Plan plus/ }));
    await userEvent.click(form.getByRole('radio', { name: /^Now/ }));
    const field = await form.findByRole('textbox', { name: 'Service identifier: Television' });
    expect(form.getByText('Fill in the service identifiers to see what the move comes to.')).toBeTruthy();
    await userEvent.type(field, 'TV-1');
    expect(await form.findByText('€18.30')).toBeTruthy();
    await waitFor(() =>
      expect(form.getByRole('button', { name: 'Move to Plan plus' })).toHaveProperty('disabled', false),
    );
    await userEvent.click(form.getByRole('button', { name: 'Move to Plan plus' }));
    await closed();
    expect(asked.find((one) => one.path.endsWith('/plan-transition'))?.body).toEqual({
      ...{ plan: 'plus', effective: 'now', identifiers: { tv: 'TV-1' } },
    });
  });

  it('asks for no preview while a day is still being typed', async () => {
    const { asked } = renderConsole('/customers/1001/subscriptions', answers);
    const form = await open();
    await userEvent.click(form.getByRole('button', { name: /^New plan/ }));
    await userEvent.click(await screen.findByRole('option', { name: /Plan plus/ }));
    await userEvent.type(form.getByRole('textbox', { name: /^Last day/ }), '2027/1');
    const before = asked.filter((one) => one.path.endsWith('/preview')).length;
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(asked.filter((one) => one.path.endsWith('/preview'))).toHaveLength(before);
  });

  it('needs a running subscription and the role', async () => {
    renderConsole('/customers/1001/subscriptions', answers, ['finance']);
    const button = await screen.findByRole('button', { name: 'Plan transition' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });
});

describe('cancelling under a commitment', () => {
  it('tells the fee beforehand, and waives it for a reason only', async () => {
    const { effectiveAt, terminationFees } = preview;
    const { asked } = renderConsole('/customers/1001/subscriptions', {
      ...answers,
      'POST /v1/subscriptions/2501/cancel/preview': { effectiveAt, terminationFees, feesWaived: false, dueNow },
      'POST /v1/subscriptions/2501/cancel': { ...aSubscription(), terminationFees, feesWaived: true, dueNow },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel subscription' }));
    const form = within(await screen.findByRole('dialog', { name: 'Cancel Val M' }));
    expect(await form.findByText(/costs a fee: 7 months/)).toBeTruthy();
    await userEvent.click(form.getByRole('checkbox', { name: 'Let the customer go without the fee' }));
    expect(form.getByText('Say why the fee is waived.')).toBeTruthy();
    await userEvent.type(form.getByRole('textbox', { name: 'Reason' }), 'We moved the mast');
    await userEvent.type(form.getByRole('textbox', { name: 'Type Val M to confirm' }), 'Val M');
    await userEvent.click(form.getByRole('button', { name: 'Cancel subscription' }));
    await closed();
    expect(asked.find((one) => one.path.endsWith('/cancel'))?.body).toEqual({
      ...{ effective: 'cycle_end', reason: 'We moved the mast', waiveFee: true },
    });
  });
});
