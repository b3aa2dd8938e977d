import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aCustomer, anOverview, aSubscription } from './support/fixtures.tsx';
import { renderConsole } from './support/render-console.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const always = { validFrom: '2026-01-01T00:00:00Z', validTo: '9999-01-01T00:00:00Z' };
const bor = {
  ...{ customerId: '1002', name: 'Bor Kovač', balanceGroupId: '2102', status: 'active', ...always },
  joinedAt: '2026-11-01T00:00:00Z',
};
const group = {
  ...{ groupId: '77', name: 'Weber family', subscriptionId: '2501', status: 'active', ...always },
  policy: { name: 'Data', discounts: ['family-data'] },
  members: [bor],
};
const whole = { ...group, owner: { customerId: '1001', name: 'Ana Weber' } };
const versioned = (body: unknown) => Response.json(body, { headers: { etag: '"3"' } });
const bought = {
  ...{ purchaseId: '9', bundle: 'family', discount: 'family-data', discountName: "The family's data" },
  ...{ status: 'active' as const, ...always },
};
const usage = {
  ...{ groupId: '77', from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' },
  members: [{ customerId: '1002', name: 'Bor Kovač', events: 2, used: [{ resource: 'MB', amount: '520' }] }],
};
const answers = {
  'GET /v1/customers/1001/overview': anOverview(),
  'GET /v1/customers/1001/subscriptions': { items: [aSubscription({ discounts: [bought] })], nextCursor: null },
  'GET /v1/customers/1001/sharing-groups': { owned: [group], memberships: [] },
  'GET /v1/sharing-groups/77': versioned(whole),
  'GET /v1/sharing-groups/77/usage': usage,
  'GET /v1/resources': { items: [], nextCursor: null },
};
const path = '/customers/1001/subscriptions?tab=sharing';
const dialog = async (name: string | RegExp) => within(await screen.findByRole('dialog', { name }));

describe('a sharing group', () => {
  it('is created with discounts that were bought; what is missing is said at its field', async () => {
    const { asked, router } = renderConsole(path, {
      ...answers,
      'GET /v1/customers/1001/sharing-groups': { owned: [], memberships: [] },
      'POST /v1/customers/1001/sharing-groups': whole,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'New sharing group' }));
    const form = await dialog('Share what Val M has');
    await userEvent.click(form.getByRole('button', { name: 'New sharing group' }));
    expect(form.getAllByText('Give a name.')).toHaveLength(2);
    expect(form.getByText('Name at least one discount.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(form.getByRole('textbox', { name: 'Group name' })));
    await userEvent.type(form.getByRole('textbox', { name: 'Group name' }), 'Weber family');
    await userEvent.type(form.getByRole('textbox', { name: 'Policy' }), 'Data');
    await userEvent.click(form.getByRole('checkbox', { name: /family's data/ }));
    await userEvent.click(form.getByRole('button', { name: 'New sharing group' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const order = asked.find(({ method }) => method === 'POST');
    expect(order?.body).toEqual({
      name: 'Weber family',
      subscriptionId: '2501',
      policy: { name: 'Data', discounts: ['family-data'] },
      status: 'active',
    });
    expect(order?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    await waitFor(() => expect(router.state.location.search).toMatchObject({ group: '77' }));
  });

  it('puts what the API refuses to its field, until the field is another', async () => {
    renderConsole(path, {
      ...answers,
      'POST /v1/customers/1001/sharing-groups': Response.json(
        {
          ...{ type: 'about:blank', title: 'Not possible', status: 422, code: 'sharing.discount_not_owned' },
          errors: [{ pointer: '/policy/discounts/0', message: 'It has ended.' }],
        },
        { status: 422 },
      ),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'New sharing group' }));
    const form = await dialog('Share what Val M has');
    await userEvent.type(form.getByRole('textbox', { name: 'Group name' }), 'A');
    await userEvent.type(form.getByRole('textbox', { name: 'Policy' }), 'B');
    await userEvent.click(form.getByRole('checkbox'));
    await userEvent.click(form.getByRole('button', { name: 'New sharing group' }));
    expect(await form.findByText('It has ended.')).toBeTruthy();
    await userEvent.click(form.getByRole('checkbox'));
    expect(form.queryByText('It has ended.')).toBeNull();
  });

  it('tells who used how much of it, and takes in whom one finds', async () => {
    const { asked } = renderConsole(`${path}&group=77`, {
      ...answers,
      'GET /v1/customers': { items: [aCustomer({ customerId: '1003', name: 'Dario Rossi' })], nextCursor: null },
      'GET /v1/customers/1003/balances': { items: [], nextCursor: null },
      'POST /v1/sharing-groups/77/members': whole,
    });
    const members = within(await screen.findByRole('table', { name: 'Members' }));
    expect(await members.findByText('520 MB')).toBeTruthy();
    expect(members.getByText('2 events')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Add member' }));
    const form = await dialog('Add a member to Weber family');
    await userEvent.click(form.getByRole('button', { name: 'Add member' }));
    expect(form.getByText('Choose a customer.')).toBeTruthy();
    const finder = form.getByRole('button', { name: /^Member/ });
    await waitFor(() => expect(document.activeElement).toBe(finder));
    await userEvent.click(finder);
    await userEvent.click(await screen.findByRole('option', { name: /Dario Rossi/ }));
    await userEvent.click(form.getByRole('button', { name: 'Add member' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ customerId: '1003' });
  });

  it('is edited in the version that was shown', async () => {
    const { asked } = renderConsole(`${path}&group=77`, { ...answers, 'PATCH /v1/sharing-groups/77': whole });
    await userEvent.click(await screen.findByRole('button', { name: 'Edit sharing' }));
    const form = await dialog('Edit Weber family');
    await userEvent.click(form.getByRole('radio', { name: /^Inactive/ }));
    await userEvent.click(form.getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const change = asked.find(({ method }) => method === 'PATCH');
    expect(change?.body).toEqual({ status: 'inactive' });
    expect(change?.headers.get('if-match')).toBe('"3"');
  });

  it('loses a member when that is confirmed, and is cancelled by its name', async () => {
    const { asked } = renderConsole(`${path}&group=77`, {
      ...answers,
      'POST /v1/sharing-groups/77/members/1002/remove': whole,
      'POST /v1/sharing-groups/77/cancel': whole,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Remove Bor Kovač' }));
    await userEvent.click((await dialog('Remove Bor Kovač from Weber family')).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(screen.getByRole('button', { name: 'Cancel sharing' }));
    const confirm = await dialog('Cancel Weber family');
    expect(confirm.getByRole('button', { name: 'Cancel sharing' })).toHaveProperty('disabled', true);
    await userEvent.type(confirm.getByRole('textbox'), 'Weber family');
    await userEvent.click(confirm.getByRole('button', { name: 'Cancel sharing' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const posted = asked.filter(({ method }) => method === 'POST').map((one) => one.path);
    expect(posted).toEqual(['/v1/sharing-groups/77/members/1002/remove', '/v1/sharing-groups/77/cancel']);
  });

  it('of somebody else is joined by its owner, then left', async () => {
    const membership = {
      ...{ groupId: '77', name: 'Weber family', owner: { customerId: '1005', name: 'Eva Zupan' }, ...always },
      ...{ balanceGroupId: '2101', status: 'active', joinedAt: always.validFrom, groupStatus: 'active' },
    };
    const { asked } = renderConsole(path, {
      ...answers,
      'GET /v1/customers/1001/sharing-groups': { owned: [], memberships: [membership] },
      'GET /v1/customers': { items: [aCustomer({ customerId: '1005', name: 'Eva Zupan' })], nextCursor: null },
      'GET /v1/customers/1005/sharing-groups': { owned: [{ ...group, groupId: '88', members: [] }], memberships: [] },
      'POST /v1/sharing-groups/88/members': whole,
      'POST /v1/sharing-groups/77/members/1001/remove': whole,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Join a group' }));
    const form = await dialog('Join the group of another customer');
    expect(form.getByRole('button', { name: /^Sharing group/ })).toHaveProperty('disabled', true);
    await userEvent.click(form.getByRole('button', { name: 'Join a group' }));
    expect(form.getByText('Choose one.')).toBeTruthy();
    const finder = form.getByRole('button', { name: /^Owner/ });
    await waitFor(() => expect(document.activeElement).toBe(finder));
    await userEvent.click(finder);
    await userEvent.click(await screen.findByRole('option', { name: /Eva Zupan/ }));
    await userEvent.click(form.getByRole('button', { name: /^Sharing group/ }));
    await userEvent.click(await screen.findByRole('option', { name: /Weber family/ }));
    await userEvent.click(form.getByRole('button', { name: 'Join a group' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked.find(({ method }) => method === 'POST')).toMatchObject({
      path: '/v1/sharing-groups/88/members',
      body: { customerId: '1001', balanceGroupId: '2101' },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Leave Weber family' }));
    await userEvent.click((await dialog('Leave Weber family')).getByRole('button', { name: 'Leave' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is only looked at by who may not change it', async () => {
    renderConsole(`${path}&group=77`, answers, ['finance']);
    for (const name of ['New sharing group', 'Join a group', 'Add member', 'Edit sharing', 'Cancel sharing']) {
      expect((await screen.findByRole('button', { name })).getAttribute('aria-disabled')).toBe('true');
    }
  });
});
