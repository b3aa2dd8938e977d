import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { anEvent, anOverview, aService, aServiceType } from './support/fixtures.tsx';
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
});
