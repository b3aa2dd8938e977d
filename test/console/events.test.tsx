import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { anEvent, anExplanation, anOverview, aService, aServiceType } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const answers = (types: readonly ReturnType<typeof aServiceType>[], events: readonly ReturnType<typeof anEvent>[]) => ({
  'GET /v1/customers/1001/overview': anOverview(),
  'GET /v1/customers/1001/services': { items: [aService()], nextCursor: null },
  'GET /v1/service-types': { items: types, nextCursor: null },
  'GET /v1/customers/1001/events': { items: events, nextCursor: null },
});
const headings = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent);

describe('usage events', () => {
  it('have the columns of their service type', async () => {
    renderConsole('/customers/1001/events', answers([aServiceType()], [anEvent()]));
    expect(await screen.findByText('1366563')).toBeTruthy();
    expect(await screen.findByText('7.78')).toBeTruthy();
    expect(headings()).toEqual(['Event ID', 'Created at', 'end', 'kwh', 'Quantity', 'Amount']);
    expect(screen.getByText('125 min')).toBeTruthy();
  });

  it('name the service type instead, when there are several', async () => {
    const two = [anEvent(), anEvent({ eventId: '2', serviceType: 'voice', identifier: '+38640' })];
    renderConsole(
      '/customers/1001/events',
      answers([aServiceType(), aServiceType({ code: 'voice', name: 'Voice' })], two),
    );
    expect(await screen.findByText('Voice')).toBeTruthy();
    expect(headings()).toEqual(['Event ID', 'Created at', 'Service type', 'Quantity', 'Amount']);
  });

  it('say whose they were where a sharing group took them over', async () => {
    const side = { groupId: '7', balanceGroupId: '2', customerId: '1004' };
    const shared = [
      anEvent({ eventId: '2', identifier: null, shared: { as: 'owner', ...side } }),
      anEvent({ eventId: '3', shared: { as: 'member', ...side } }),
    ];
    renderConsole('/customers/1001/events', answers([aServiceType()], shared));
    expect(await screen.findByText('Taken over for customer 1004')).toBeTruthy();
    expect(screen.getByText('Shared with customer 1004')).toBeTruthy();
  });

  it('are asked for from the beginning of the first day to the end of the last, in the zone of the site', async () => {
    const { asked } = renderConsole(
      '/customers/1001/events?from=2026-10-01&to=2026-10-31&service=3001',
      answers([], []),
    );
    expect(await screen.findByText('No usage matches')).toBeTruthy();
    const list = asked.find(({ path }) => path.endsWith('/events'));
    expect(Object.fromEntries(list?.search ?? [])).toEqual({
      limit: '20',
      service: '3001',
      from: '2026-10-01T00:00:00Z',
      to: '2026-11-01T00:00:00Z',
    });
  });

  it('open to how their amount came about, in sentences and step by step', async () => {
    const explanation = anExplanation({
      sentences: ['The quantity is 125 min.', 'Charged: 0.5 EUR.'],
      steps: [
        {
          step: 'price',
          model: 'graduated',
          resource: 'EUR',
          quantity: '125',
          counted: '60',
          amount: '0.5',
          parts: [
            {
              what: 'units',
              tier: { from: '60', to: null },
              quantity: '125',
              unitPrice: '0.004',
              per: '1',
              amount: '0.5',
            },
          ],
        },
      ],
    });
    const { asked } = renderConsole('/customers/1001/events', {
      ...answers([aServiceType()], [anEvent()]),
      'GET /v1/resources': {
        items: [
          {
            code: 'EUR',
            name: 'Euro',
            kind: 'monetary',
            currency: 'EUR',
            ratingScale: 6,
            billingScale: 2,
            consumptionOrder: 'earliest-end',
          },
        ],
        nextCursor: null,
      },
      'GET /v1/balance-groups/2101/entries/7/explanation': explanation,
    });
    await userEvent.click(await screen.findByRole('link', { name: '1366563' }));
    const panel = within(await screen.findByRole('complementary', { name: 'How this amount came about' }));
    expect(await panel.findByText('Charged: 0.5 EUR.')).toBeTruthy();
    expect(panel.getByText('Graduated price for 125, after 60 counted before')).toBeTruthy();
    expect(await panel.findByText('125 × €0.004 (above 60) = €0.50')).toBeTruthy();
    const question = asked.find(({ path }) => path.endsWith('/explanation'));
    expect(question?.search.get('at')).toBe('2026-10-18T15:40:26Z');
  });

  it('say when the contract has changed since', async () => {
    renderConsole('/customers/1001/events?event=2101.7.2026-10-18T15:40:26Z', {
      ...answers([], [anEvent()]),
      'GET /v1/balance-groups/2101/entries/7/explanation': anExplanation({ reproduced: false }),
    });
    expect(await screen.findByText('The steps give another amount than was charged')).toBeTruthy();
  });
});
