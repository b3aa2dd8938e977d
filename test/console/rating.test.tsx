import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Correction, Rerating, WhatIf } from '../../console/src/lib/answers.ts';
import { aCustomer, anOverview, aServiceType } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const EUR = {
  ...{ code: 'EUR', name: 'Euro', kind: 'monetary', currency: 'EUR' },
  ...{ ratingScale: 6, billingScale: 2, consumptionOrder: 'earliest-end' },
};
const plan = (code: string, name: string) => ({
  code,
  name,
  status: 'active',
  bundles: [],
  paymentTypes: ['postpaid'],
});
const catalog = {
  'GET /v1/resources': { items: [EUR], nextCursor: null },
  'GET /v1/plans': { items: [plan('val-m', 'Val M'), plan('val-l', 'Val L')], nextCursor: null },
  'GET /v1/products': {
    items: [
      { code: 'data', name: 'Data', type: 'usage' },
      { code: 'fee', name: 'Fee', type: 'recurring' },
    ],
    nextCursor: null,
  },
  'GET /v1/customers': { items: [aCustomer()], nextCursor: null },
  'GET /v1/customers/1001': aCustomer(),
  'GET /v1/customers/1001/overview': anOverview(),
};

const aRerating = (part: Partial<Rerating> = {}): Rerating => ({
  run: {
    ...{ runId: '77', job: 're-rating', trigger: 'manual', state: 'succeeded', startedAt: '2026-11-20T10:00:00Z' },
    ...{ endedAt: '2026-11-20T10:00:05Z', selected: 1, processed: 1, skipped: 0, failed: 0, chained: [] },
  },
  by: 'dana@example.com',
  from: '2026-10-01T00:00:00Z',
  to: '2026-11-01T00:00:00Z',
  product: 'data',
  reason: 'Preview',
  dryRun: true,
  total: {
    ...{ isWhole: true, events: 3, corrected: 2, unrated: 0 },
    items: [{ resource: 'EUR', billItem: 'usage', net: '-45', tax: '-9.9' }],
    before: [{ resource: 'EUR', billItem: 'usage', net: '50', tax: '11' }],
  },
  results: {
    items: [
      {
        ...{ balanceGroupId: '2101', customerId: '1001', customerName: 'Ana Weber', outcome: 'processed', detail: '' },
        ...{ events: 3, corrected: 2, unrated: 0 },
        items: [{ resource: 'EUR', billItem: 'usage', net: '-45', tax: '-9.9' }],
        before: [{ resource: 'EUR', billItem: 'usage', net: '50', tax: '11' }],
      },
    ],
    nextCursor: null,
  },
  ...part,
});

const aCorrection: Correction = {
  ...{
    balanceGroupId: '2101',
    customerId: '1001',
    identifier: '38640111222',
    resource: 'EUR',
    net: '-36',
    tax: '-7.92',
  },
  entry: {
    ...{
      seq: 23,
      kind: 'rerating',
      id: 'rerating:17:1',
      at: '2026-10-15T10:00:00Z',
      recordedAt: '2026-11-20T10:00:05Z',
    },
    ...{ serviceId: '3001', product: 'data', quantity: '0', impacts: [], billId: null, corrects: 17 },
  },
};

const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);
const body = (asked: ReturnType<typeof renderConsole>['asked']) => asked.find(({ method }) => method === 'POST')?.body;

describe('re-rating', () => {
  const LIST = '/usage-events/re-ratings';

  it('lists what was ordered, previews among them, and leads to a new one', async () => {
    const posted = aRerating({ dryRun: false, reason: 'Sold at 0.20 instead of 0.02' });
    const { router } = renderConsole(LIST, {
      'GET /v1/re-ratings': {
        items: [{ ...posted, run: { ...posted.run, runId: '78' } }, aRerating()],
        nextCursor: null,
      },
    });
    const table = within(await screen.findByRole('table', { name: 'Re-rating' }));
    expect(await table.findByRole('link', { name: 'Re-rating 78' })).toBeTruthy();
    expect(table.getByText('Sold at 0.20 instead of 0.02')).toBeTruthy();
    expect(table.getByRole('link', { name: 'Preview 77' })).toBeTruthy();
    expect(table.getAllByText('Product data')).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'New re-rating' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`${LIST}/new`));
  });

  it('says what to do first where nothing was rated again', async () => {
    renderConsole(LIST, { 'GET /v1/re-ratings': { items: [], nextCursor: null } });
    expect(await screen.findByText('Nothing was rated again yet')).toBeTruthy();
  });

  it('is not offered to roles that may not', async () => {
    renderConsole(`${LIST}/new`, catalog, ['customer-service']);
    expect(await screen.findByText('Needs one of the roles: finance, operations')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Preview differences' })).toBeNull();
  });

  it('asks for somebody and for days before it asks the API', async () => {
    const { asked } = renderConsole(`${LIST}/new`, catalog);
    await userEvent.click(await screen.findByRole('button', { name: 'Preview differences' }));
    expect(await screen.findByText('Choose a customer, a balance group, a product or a plan.')).toBeTruthy();
    expect(screen.getByText('Choose the days of the usage.')).toBeTruthy();
    expect(asked.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('previews what the address says, in the zone of the site', async () => {
    const { asked, router } = renderConsole(`${LIST}/new?customer=1001&product=data&from=2026-10-01&to=2026-10-31`, {
      ...catalog,
      'POST /v1/re-ratings': { runId: '77' },
      'GET /v1/re-ratings/77': aRerating(),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Preview differences' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`${LIST}/77`));
    expect(body(asked)).toEqual({
      ...{ customerId: '1001', product: 'data', dryRun: true, reason: 'Preview' },
      ...{ from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
    });
  });

  it('shows what the API refuses at its field', async () => {
    renderConsole(`${LIST}/new?group=77&from=2026-10-01&to=2026-10-31`, catalog);
    const answer = globalThis.fetch;
    vi.stubGlobal('fetch', async (request: Request) =>
      request.method === 'POST'
        ? Response.json(
            {
              ...{ type: 'about:blank', title: 'Cannot be carried out', status: 422, code: 'request.invalid' },
              errors: [{ pointer: '/balanceGroupId', message: 'There is no such balance group.' }],
            },
            { status: 422 },
          )
        : answer(request),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Preview differences' }));
    expect(await screen.findByText('There is no such balance group.')).toBeTruthy();
  });

  it('shows before and after in all and for each customer, and posts with a note alone', async () => {
    const { asked, router } = renderConsole(`${LIST}/77`, {
      ...catalog,
      'GET /v1/re-ratings/77': aRerating(),
      'GET /v1/re-ratings/78': aRerating({ dryRun: false }),
      'POST /v1/re-ratings': { runId: '78' },
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Preview 77' })).toBeTruthy();
    expect(
      await screen.findByText('2 of 3 events would be corrected. Customers would get €54.90 back, with tax.'),
    ).toBeTruthy();
    const customers = within(screen.getByRole('table', { name: 'By customer' }));
    const [, row] = customers.getAllByRole('row');
    await waitFor(() =>
      expect(cells(row ?? expect.fail())).toEqual(['€61.00', '€6.10', '-€54.90', '2 of 3', 'Processed']),
    );
    const items = within(screen.getByRole('table', { name: 'By bill item' }));
    expect(items.getByText('-€9.90')).toBeTruthy();

    await userEvent.click(screen.getByRole('button', { name: 'Post corrections' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Post corrections' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Correct 2 events' }));
    expect(await dialog.findByText('Say why.')).toBeTruthy();
    expect(asked.some(({ method }) => method === 'POST')).toBe(false);
    await userEvent.type(dialog.getByRole('textbox', { name: 'Why' }), 'Sold at 0.20 instead of 0.02');
    await userEvent.click(dialog.getByRole('button', { name: 'Correct 2 events' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`${LIST}/78`));
    expect(body(asked)).toEqual({
      ...{ product: 'data', dryRun: false, reason: 'Sold at 0.20 instead of 0.02' },
      ...{ from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
    });
    expect(asked.find(({ method }) => method === 'POST')?.headers.get('idempotency-key')).toBeTruthy();
  });

  it('has nothing to post where nothing differs, and says so', async () => {
    const before = [{ resource: 'EUR', billItem: 'usage', net: '50', tax: '11' }];
    const total = { isWhole: true, events: 3, corrected: 0, unrated: 0, items: [], before };
    renderConsole(`${LIST}/77`, { ...catalog, 'GET /v1/re-ratings/77': aRerating({ total }) });
    expect(await screen.findByText('Nothing differs: every event costs what was charged for it.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Post corrections' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('is watched while it goes on', async () => {
    const { run } = aRerating();
    const running = aRerating({ run: { ...run, state: 'running', endedAt: null, selected: 4 } });
    renderConsole(`${LIST}/77`, { ...catalog, 'GET /v1/re-ratings/77': running });
    expect(await screen.findByText('1 of 4')).toBeTruthy();
    expect(screen.queryByText(/would be corrected/)).toBeNull();
    expect(screen.getByRole('button', { name: 'Post corrections' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('leads from what it posted to how the amounts came about', async () => {
    renderConsole(`${LIST}/77?group=2101`, {
      ...catalog,
      'GET /v1/re-ratings/77': aRerating({ dryRun: false, reason: 'A mistake' }),
      'GET /v1/re-ratings/77/balance-groups/2101/corrections': { items: [aCorrection], nextCursor: null },
    });
    const panel = within(await screen.findByRole('complementary', { name: 'Corrections in balance group 2101' }));
    const event = await panel.findByRole('link', { name: '15 Oct 2026, 10:00' });
    expect(event.getAttribute('href')).toBe('/customers/1001/events?event=2101.17.2026-10-15T10%3A00%3A00Z');
    expect(panel.getByRole('link', { name: '23' }).getAttribute('href')).toContain('2101.23.');
    expect(await panel.findByText('-€36.00')).toBeTruthy();
    expect(panel.getByText('-€7.92')).toBeTruthy();
  });

  it('that is not there is told as such', async () => {
    renderConsole(`${LIST}/99`, catalog);
    expect(await screen.findByRole('heading', { level: 1, name: 'There is nothing here' })).toBeTruthy();
  });
});

const money = (net: string, tax = '0') => ({ net, tax });
const compared = (actual: string, control: string, hypothetical: string, difference: string) => ({
  ...{
    actual: money(actual),
    control: money(control),
    hypothetical: money(hypothetical),
    difference: money(difference),
  },
});
const OCTOBER = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
const NOVEMBER = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
const sim = { serviceId: '3001', serviceType: 'data', identifier: '38640111222' };
const FEES = { resource: 'EUR', billItem: 'fees' };
const USAGE = { resource: 'EUR', billItem: 'usage' };
const items = [
  { ...FEES, ...compared('20', '20', '30', '10') },
  { ...USAGE, ...compared('30', '30', '10', '-20') },
];
const comparison = { events: 3, unrated: { control: 0, hypothetical: 0 }, items };
const aComparison = (part: Partial<WhatIf['total']> = {}): WhatIf => ({
  ...{ customerId: '1001', newPlan: 'val-l', from: OCTOBER.from, to: NOVEMBER.to },
  total: { ...comparison, ...part },
  balanceGroups: [
    {
      ...{ balanceGroupId: '2101', resource: 'EUR', ...comparison },
      lines: [
        { ...OCTOBER, service: null, billItem: 'fees', ...compared('10', '10', '15', '5') },
        { ...OCTOBER, service: sim, billItem: 'usage', ...compared('30', '30', '10', '-20') },
        { ...NOVEMBER, service: null, billItem: 'fees', ...compared('10', '10', '15', '5') },
      ],
    },
  ],
});

describe('what-if', () => {
  const ASKED = '/usage-events/what-if?customer=1001&newPlan=val-l&from=2026-10-01&to=2026-11-30';

  it('answers what the address asks: in words, by bill item, by service and by month', async () => {
    const { asked, router } = renderConsole(ASKED, { ...catalog, 'POST /v1/what-if': aComparison() });
    expect(await screen.findByText('With Val L it would have cost €10.00 less (20 %).')).toBeTruthy();
    expect(screen.getByText('€40.00 instead of €50.00, with tax, for 61 days and 3 events.')).toBeTruthy();
    expect(body(asked)).toEqual({
      ...{ customerId: '1001', newPlan: 'val-l', from: '2026-10-01T00:00:00Z', to: '2026-12-01T00:00:00Z' },
    });
    const rows = () =>
      within(screen.getByRole('table', { name: 'What it is made of' }))
        .getAllByRole('row')
        .slice(1)
        .map((row) => [within(row).getByRole('rowheader').textContent, cells(row).at(-1)]);
    expect(rows()).toEqual([
      ['fees', '+€10.00'],
      ['usage', '-€20.00'],
      ['Total', '-€10.00'],
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Service' }));
    await waitFor(() => expect(router.state.location.searchStr).toContain('by=service'));
    await waitFor(() =>
      expect(rows()).toEqual([
        ['Fees and what is of no one service', '+€10.00'],
        ['38640111222data', '-€20.00'],
        ['Total', '-€10.00'],
      ]),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Bill period' }));
    await waitFor(() =>
      expect(rows()).toEqual([
        ['1 Oct 2026 – 31 Oct 2026', '-€15.00'],
        ['1 Nov 2026 – 30 Nov 2026', '+€5.00'],
        ['Total', '-€10.00'],
      ]),
    );
  });

  it('says what makes the comparison doubtful', async () => {
    const doubtful = [{ ...USAGE, ...compared('30.5', '30', '10', '-20') }];
    renderConsole(ASKED, {
      ...catalog,
      'POST /v1/what-if': aComparison({ items: doubtful, unrated: { control: 0, hypothetical: 2 } }),
    });
    expect(
      await screen.findByText('2 events cannot be rated under Val L: their cost is missing from the comparison'),
    ).toBeTruthy();
    expect(
      await screen.findByText('What was charged differs from the same plan worked out again by €0.50'),
    ).toBeTruthy();
  });

  it('asks for what is missing, and nothing of the API', async () => {
    const { asked } = renderConsole('/usage-events/what-if', catalog);
    expect(await screen.findByText('Choose a plan and days above')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Compare' }));
    expect(await screen.findByText('Choose a customer.')).toBeTruthy();
    expect(screen.getByText('Choose the plan to compare with.')).toBeTruthy();
    expect(asked.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('of everybody who has a plan is a run, told customer by customer', async () => {
    const { asked, router } = renderConsole(
      '/usage-events/what-if?plan=val-m&newPlan=val-l&from=2026-10-01&to=2026-11-30',
      {
        ...catalog,
        'POST /v1/what-if': { runId: '90' },
        'GET /v1/what-if/90': {
          ...{ run: { ...aRerating().run, runId: '90', job: 'what-if' }, by: 'dana@example.com' },
          ...{ plan: 'val-m', newPlan: 'val-l', from: OCTOBER.from, to: NOVEMBER.to },
          total: { isWhole: true, ...comparison },
          results: {
            items: [
              {
                ...{
                  balanceGroupId: '2101',
                  customerId: '1001',
                  customerName: 'Ana Weber',
                  outcome: 'processed',
                  detail: '',
                },
                ...comparison,
              },
              {
                ...{
                  balanceGroupId: '2102',
                  customerId: '1002',
                  customerName: 'Bor Zid',
                  outcome: 'processed',
                  detail: '',
                },
                ...{ ...comparison, items: [{ ...FEES, ...compared('20', '20', '30', '10') }] },
              },
            ],
            nextCursor: null,
          },
        },
      },
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Compare' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/usage-events/what-if/90'));
    expect(body(asked)).toMatchObject({ plan: 'val-m', newPlan: 'val-l' });
    expect(body(asked)).not.toHaveProperty('customerId');
    expect(await screen.findByText('Of 2 customers, 1 would have paid less and 1 more.')).toBeTruthy();
    const customers = within(screen.getByRole('table', { name: 'By customer' }));
    expect(customers.getByRole('link', { name: 'Ana Weber' }).getAttribute('href')).toContain('customer=1001');
  });
});

describe('an event that is tried', () => {
  const TRY = '/usage-events/try';
  const types = { 'GET /v1/service-types': { items: [aServiceType()], nextCursor: null } };
  const rated = {
    ...{ outcome: 'rated', eventId: 'x', balanceGroupId: '2101', product: 'charging-time', quantity: '125' },
    ...{ resource: 'EUR', net: '0.5', tax: '0.11', amount: '0.61', impacts: [], shared: [] },
    balances: [{ resource: 'EUR', total: '12.61' }],
    steps: [{ step: 'quantity', quantity: '125', unit: 'min' }],
    sentences: ['Charged: 0.61 EUR.'],
  };

  it('is asked of the service type, and told with its reasons', async () => {
    const { asked, router } = renderConsole(`${TRY}?type=ev-charging&identifier=DRIVER-1&at=2026-11-20T10:00:00Z`, {
      ...catalog,
      ...types,
      'POST /v1/usage-events/rate': { results: [rated] },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Rate' }));
    expect(await screen.findByText('Give a value.')).toBeTruthy();
    expect(asked.some(({ method }) => method === 'POST')).toBe(false);
    await userEvent.type(screen.getByRole('textbox', { name: 'end, day' }), '2026/11/20');
    await userEvent.type(screen.getByRole('textbox', { name: /^end, time/ }), '12:05:00');
    await userEvent.click(screen.getByRole('button', { name: 'Rate' }));
    const amount = await screen.findByRole('region', { name: 'What it would cost' });
    await waitFor(() => expect(amount.textContent).toContain('€0.61'));
    expect(screen.getByText('Charged: 0.61 EUR.')).toBeTruthy();
    expect(screen.getByRole('table', { name: 'Step by step' })).toBeTruthy();
    expect(body(asked)).toMatchObject({
      ...{ specversion: '1.0', site: 'demo', servicetype: 'ev-charging', subject: 'DRIVER-1' },
      ...{ time: '2026-11-20T10:00:00Z', data: { end: '2026-11-20T12:05:00Z' } },
    });
    expect(router.state.location.search).toMatchObject({ fields: '{"end":"2026-11-20T12:05:00Z"}' });
  });

  it('that cannot be rated says why', async () => {
    const fields = encodeURIComponent('{"end":"2026-11-20T12:05:00Z"}');
    renderConsole(`${TRY}?type=ev-charging&identifier=NOBODY&at=2026-11-20T10:00:00Z&fields=${fields}`, {
      ...catalog,
      ...types,
      'POST /v1/usage-events/rate': {
        results: [{ outcome: 'suspended', eventId: 'x', reason: 'UNKNOWN_SERVICE', detail: 'Nobody has it.' }],
      },
    });
    expect(await screen.findByText('It cannot be rated: Unknown service')).toBeTruthy();
    expect(screen.getByText('Nobody has it.')).toBeTruthy();
  });

  it('is not offered to roles that may not', async () => {
    renderConsole(TRY, types, ['marketing']);
    expect(await screen.findByText(/^Needs one of the roles: pricing/)).toBeTruthy();
  });
});
