import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aNotification, anOverview } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const NOTHING = { items: [], nextCursor: null };
const { attempts: _, ...listed } = aNotification();
const answers = {
  'GET /v1/resources': NOTHING,
  'GET /v1/notifications': { items: [listed], nextCursor: null },
  'GET /v1/notifications/n1': aNotification(),
  'GET /v1/webhook-endpoints': NOTHING,
};

describe('notifications', () => {
  it('that were given up are delivered again by hand', async () => {
    const { asked } = renderConsole('/notifications', {
      ...answers,
      'POST /v1/notifications/n1/replay': aNotification({ state: 'pending' }),
    });
    expect(await screen.findByText('MB at 80 % of the limit')).toBeTruthy();
    await userEvent.click(screen.getByRole('link', { name: 'A threshold is reached' }));
    const panel = within(await screen.findByRole('complementary', { name: 'Notification' }));
    expect(await panel.findByText('The receiver answered 500')).toBeTruthy();
    await userEvent.click(panel.getByRole('button', { name: 'Deliver again' }));
    await waitFor(() => expect(asked.some(({ path }) => path.endsWith('/replay'))).toBe(true));
  });

  it('of a customer are a section of the customer', async () => {
    renderConsole('/customers/1001/notifications', {
      ...answers,
      'GET /v1/customers/1001/overview': anOverview(),
      'GET /v1/customers/1001/notifications': { items: [listed], nextCursor: null },
    });
    expect(await screen.findByRole('link', { name: 'A threshold is reached' })).toBeTruthy();
  });
});

describe('webhook endpoints', () => {
  it('show their secret once, when they are added', async () => {
    const endpoint = {
      code: 'care',
      name: 'Care system',
      description: null,
      url: 'https://care.example.com/billow',
      enabled: true,
      createdAt: '2026-11-21T06:00:00Z',
      secrets: [{ createdAt: '2026-11-21T06:00:00Z', expiresAt: null }],
    };
    const { asked } = renderConsole('/notifications/endpoints', {
      ...answers,
      'POST /v1/webhook-endpoints': { ...endpoint, secret: 'whsec_abc' },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Add endpoint' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Add endpoint' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Add endpoint' }));
    expect(dialog.getByText('Give the address.')).toBeTruthy();
    await userEvent.type(dialog.getByRole('textbox', { name: 'Name' }), 'Care system');
    await userEvent.type(dialog.getByRole('textbox', { name: 'Code' }), 'care');
    await userEvent.type(dialog.getByRole('textbox', { name: 'Address' }), 'https://care.example.com/billow');
    await userEvent.click(dialog.getByRole('button', { name: 'Add endpoint' }));
    const kept = within(await screen.findByRole('dialog', { name: 'Care system added' }));
    expect(kept.getByText('whsec_abc')).toBeTruthy();
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      name: 'Care system',
      code: 'care',
      url: 'https://care.example.com/billow',
      enabled: true,
    });
    await userEvent.click(kept.getByRole('button', { name: 'I have kept it' }));
    expect(screen.queryByText('whsec_abc')).toBeNull();
  });
});
