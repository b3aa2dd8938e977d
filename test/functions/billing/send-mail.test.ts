import { expect, test } from 'vitest';
import { runBilling } from '../../../functions/use-cases/billing/run-billing.ts';
import { dispatchOutbox } from '../../../functions/use-cases/dispatch-outbox.ts';
import { issueInvoice } from '../../../functions/use-cases/invoicing/issue-invoice.ts';
import { sendMail } from '../../../functions/use-cases/mail/send-mail.ts';
import { type BillingPorts, BillingStore } from '../../support/billing-store.ts';
import { at, billingWorld, purchaseOf } from '../../support/billing-world.ts';
import { Crash, crashingPorts } from '../../support/fault-points.ts';

const call = { siteId: 'demo', actor: 'system', now: at('2026-04-01'), remember: () => [] };

async function announced() {
  const store = new BillingStore([billingWorld({ purchases: [purchaseOf('FEE', at('2026-03-10'))] })]);
  await runBilling(store.ports())(call, { customerId: '1001', billingProfileId: '1001' });
  await issueInvoice(store.ports())(call, { customerId: '1001', billId: '110' });
  for (const record of store.all('outbox', 'demo')) await dispatchOutbox(store)(record);
  const [request] = store.mailRequests;
  if (request === undefined) throw new Error('no mail was asked for');
  return { store, request };
}

const communication = (store: BillingStore) => store.all('communication', 'demo')[0];

test('the mail that was promised is sent with its link, and noted with its message id', async () => {
  const { store, request } = await announced();
  expect(await sendMail(store.ports())(request)).toBe('sent');
  const link = communication(store)?.link ?? 'none';
  expect(link).toMatch(/^https:\/\/api\.example\/v1\/documents\/.+/);
  expect(store.mails).toMatchObject([
    {
      to: 'ana-1001@example.com',
      subject: 'Your invoice INV-2026-000001',
      html: expect.stringContaining(link),
      text: expect.stringContaining('25.97'),
    },
  ]);
  expect(communication(store)).toMatchObject({ status: 'sent', messageId: 'mail-1' });
});

test('asked for twice it is sent once', async () => {
  const { store, request } = await announced();
  await sendMail(store.ports())(request);
  expect(await sendMail(store.ports())(request)).toBe('already sent');
  expect(store.mails).toHaveLength(1);
});

test('what cannot be sent is seen as failed with the reason, is thrown for the queue, and can be sent later', async () => {
  const { store, request } = await announced();
  const refusing: BillingPorts = {
    ...store.ports(),
    mailer: {
      send: async () => {
        throw new Error('address is on the suppression list');
      },
    },
  };
  await expect(sendMail(refusing)(request)).rejects.toThrow('suppression');
  expect(communication(store)).toMatchObject({ status: 'failed', error: 'address is on the suppression list' });
  await sendMail(store.ports())(request);
  expect(communication(store)).toMatchObject({ status: 'sent' });
  expect(communication(store)?.error).toBeUndefined();
});

test('a crash at any call and the request again sends it; a second time only when nothing could be noted', async () => {
  const { calls } = await (async () => {
    const { store, request } = await announced();
    const crashing = crashingPorts(store.ports(), { at: Infinity, when: 'before' });
    await sendMail(crashing.ports)(request);
    return { calls: crashing.calls() };
  })();
  const twice: string[] = [];
  for (let point = 1; point <= calls; point++) {
    for (const when of ['before', 'after'] as const) {
      const { store, request } = await announced();
      await sendMail(crashingPorts(store.ports(), { at: point, when }).ports)(request).catch((error) => {
        if (!(error instanceof Crash)) throw error;
      });
      await sendMail(store.ports())(request);
      expect(communication(store)).toMatchObject({ status: 'sent' });
      expect(store.mails.length).toBeLessThanOrEqual(2);
      if (store.mails.length === 2) twice.push(`${when} ${point}`);
    }
  }
  // Between sending and the commit of the note lie the end of the sending and the beginning of the commit.
  expect(twice.length).toBe(2);
});
