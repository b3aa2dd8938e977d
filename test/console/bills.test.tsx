import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { billActions } from '../../console/src/features/customer/bills/bill-actions.ts';
import { loadWords } from '../../console/src/lib/translate.ts';
import { aBill, aBillRow, aClock, anActiveBill, anOverview } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

beforeAll(loadWords);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const situation = {
  active: anActiveBill(),
  now: '2026-11-21T06:00:00Z',
  refusals: { pay: null, preview: null, run: null },
  lastDay: () => '30 Nov 2026',
};

describe('an action that cannot be done says why', () => {
  it.each([
    ['nothing is selected', [], 'pay', 'Select a bill first'],
    ['several are selected', [aBillRow(), aBillRow({ billId: '1' })], 'pay', 'Select one bill only'],
    ['the bill still collects', [anActiveBill()], 'pay', /still collecting/],
    ['the bill is paid', [aBillRow({ status: 'closed', due: '0' })], 'pay', 'Nothing is due on this bill'],
    ['the invoice is not made yet', [aBillRow({ invoiceId: null })], 'view', /invoicing job/],
    ['there is no invoice before billing', [anActiveBill()], 'view', /Preview it instead/],
    ['the cycle is open', [], 'run', /runs until 30 Nov 2026/],
  ] as const)('when %s', (_, selected, action, words) => {
    expect(billActions({ ...situation, selected })[action]).toMatch(words);
  });

  it('and nothing when it can be done', () => {
    const actions = billActions({ ...situation, now: '2026-12-01T00:00:00Z', selected: [aBillRow()] });
    expect(actions).toEqual({ pay: null, refund: null, view: null, preview: null, run: null });
  });

  it('names the roles that it needs', () => {
    const actions = billActions({
      ...situation,
      selected: [aBillRow()],
      refusals: { pay: 'Needs finance', preview: null, run: null },
    });
    expect(actions.pay).toBe('Needs finance');
  });
});

const answers = {
  'GET /v1/customers/1001/overview': anOverview(),
  'GET /v1/customers/1001/bills': { items: [anActiveBill(), aBillRow()], nextCursor: null },
  'GET /v1/bills/4110': aBill({
    lines: [
      {
        billItem: 'membership',
        billItemName: 'Membership',
        product: 'monthly-fee',
        productName: 'Monthly fee',
        taxCode: 'vat',
        quantity: '1',
        unit: null,
        net: '10.25',
        exactTax: '2.255',
        from: '2026-10-01T00:00:00Z',
        to: '2026-11-01T00:00:00Z',
        events: 1,
      },
    ],
    taxes: [{ taxCode: 'vat', name: 'VAT', percent: '22', base: '10.25', tax: '2.25' }],
  }),
};

describe('bills', () => {
  it('open with their lines and taxes from the address', async () => {
    renderConsole('/customers/1001/bills?bill=4110', answers);
    const panel = within(await screen.findByRole('complementary', { name: 'Bill 4110' }));
    expect(await panel.findByText('Monthly fee')).toBeTruthy();
    expect(panel.getByText('For 1 Oct 2026 – 31 Oct 2026')).toBeTruthy();
    expect(panel.getByText('VAT 22 %')).toBeTruthy();
  });

  it('name the discount that a line takes off, and what was paid ahead', async () => {
    const line = {
      billItem: 'membership',
      billItemName: 'Membership',
      product: 'monthly-fee',
      productName: 'Monthly fee',
      taxCode: null,
      quantity: '1',
      unit: null,
      net: '-1.03',
      exactTax: '0',
      from: null,
      to: null,
      events: 1,
      discount: 'LOYAL',
      discountName: 'Loyalty, 10 % off',
    };
    renderConsole('/customers/1001/bills?bill=4110', {
      ...answers,
      'GET /v1/bills/4110': aBill({ lines: [line], paidAhead: '9.22', due: '0' }),
    });
    const panel = within(await screen.findByRole('complementary', { name: 'Bill 4110' }));
    expect(await panel.findByText('Loyalty, 10 % off')).toBeTruthy();
    expect(panel.getByText('Off Monthly fee')).toBeTruthy();
    expect(panel.getByText('Paid ahead').nextSibling?.textContent).toBe('-€9.22');
  });

  it('are paid with an amount, a method and one idempotency key', async () => {
    const paid = { payment: { amount: '5', allocations: [] }, bill: aBill() };
    const { asked } = renderConsole('/customers/1001/bills', { ...answers, 'POST /v1/bills/4110/payments': paid });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select bill 4110' }));
    await userEvent.click(screen.getByRole('button', { name: 'Pay' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Record payment for bill 4110' }));
    const amount = dialog.getByRole('textbox', { name: 'Amount' });
    await userEvent.clear(amount);
    await userEvent.click(dialog.getByRole('button', { name: 'Pay' }));
    expect(dialog.getByText('Enter an amount like 12.50')).toBeTruthy();
    await userEvent.type(amount, '5,00');
    await userEvent.click(dialog.getByRole('radio', { name: 'Cash' }));
    expect(dialog.getByText('€7.50')).toBeTruthy();
    await userEvent.click(dialog.getByRole('button', { name: 'Pay €5.00' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const [payment] = asked.filter(({ method }) => method === 'POST');
    expect(payment?.body).toEqual({ direction: 'charge', method: 'cash', amount: '5.00', currency: 'EUR' });
    expect(payment?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('cannot be paid by who may only read', async () => {
    renderConsole('/customers/1001/bills', { ...answers, 'GET /v1/site/clock': aClock() }, ['operations']);
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select bill 4110' }));
    const pay = screen.getByRole('button', { name: 'Pay' });
    expect(pay.getAttribute('aria-disabled')).toBe('true');
    await userEvent.hover(pay);
    expect((await screen.findAllByText('Needs one of the roles: finance, customer-service')).length).toBeGreaterThan(0);
  });
});
