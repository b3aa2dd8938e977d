import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aSuspense } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const run = {
  runId: '77',
  job: 'suspense-retry',
  trigger: 'manual',
  state: 'running',
  startedAt: '2026-11-21T06:00:00Z',
  endedAt: null,
  selected: 3,
  processed: 0,
  skipped: 0,
  failed: 0,
  chained: [],
  results: { items: [], nextCursor: null },
};
const answers = {
  'GET /v1/usage-tally': { received: 10, rated: 6, duplicate: 0, suspended: 4 },
  'GET /v1/suspense': { items: [aSuspense()], nextCursor: null },
  'GET /v1/suspense/s1': aSuspense(),
  'GET /v1/suspense/summary': {
    open: 3,
    isWhole: true,
    reasons: [{ reason: 'UNKNOWN_SERVICE', open: 3, newestAt: '2026-11-21T05:00:00Z' }],
  },
  'GET /v1/job-runs/77': run,
};

describe('suspended usage', () => {
  it('is counted by reason, and all of a reason is retried in a run that is shown', async () => {
    const { asked, router } = renderConsole('/usage-events', {
      ...answers,
      'POST /v1/suspense/retry': { runId: '77' },
    });
    const reasons = within(await screen.findByRole('table', { name: 'What waits, by reason' }));
    await userEvent.click(await reasons.findByRole('button', { name: 'Retry all: Unknown service' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Retry all: Unknown service' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Retry 3 messages' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/jobs/77'));
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ reason: 'UNKNOWN_SERVICE' });
    expect(await screen.findByRole('heading', { level: 1, name: 'Retry of suspended usage run 77' })).toBeTruthy();
  });

  it('is given up with a note alone', async () => {
    const { asked } = renderConsole('/usage-events', { ...answers, 'POST /v1/suspense/discard': { runId: '77' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Discard all: Unknown service' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Discard all: Unknown service' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Discard 3 messages' }));
    expect(dialog.getByText('Say why.')).toBeTruthy();
    expect(asked.some(({ method }) => method === 'POST')).toBe(false);
    await userEvent.type(dialog.getByRole('textbox', { name: 'Why' }), 'Test numbers');
    await userEvent.click(dialog.getByRole('button', { name: 'Discard 3 messages' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      reason: 'UNKNOWN_SERVICE',
      note: 'Test numbers',
    });
  });

  it('is filtered by reason, identifier and status', async () => {
    const { asked } = renderConsole(
      '/usage-events?reason=UNKNOWN_SERVICE&identifier=38640999999&status=discarded',
      answers,
    );
    expect(await screen.findByText('38640999999')).toBeTruthy();
    expect(Object.fromEntries(asked.find(({ path }) => path === '/v1/suspense')?.search ?? [])).toEqual({
      limit: '20',
      reason: 'UNKNOWN_SERVICE',
      identifier: '38640999999',
      status: 'discarded',
    });
  });

  it('is corrected and retried', async () => {
    const { asked } = renderConsole('/usage-events?message=s1', {
      ...answers,
      'POST /v1/suspense/s1/retry': aSuspense(),
    });
    const panel = within(await screen.findByRole('complementary', { name: 'Suspended message' }));
    const text = await panel.findByRole('textbox', { name: 'Message as it came' });
    await userEvent.type(text, ' ');
    await userEvent.click(panel.getByRole('button', { name: 'Retry with correction' }));
    await waitFor(() => expect(asked.find(({ method }) => method === 'POST')).toBeTruthy());
    expect(asked.find(({ method }) => method === 'POST')?.body).toHaveProperty('payload');
  });
});
