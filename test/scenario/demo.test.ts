import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageOf, readChargingSessions } from '../../local/demo/charging-sessions.ts';
import { loadDemo } from '../../local/demo/load.ts';
import { type DemoReport, reportText } from '../../local/demo/report.ts';
import { sendUsage } from '../../local/demo/send-usage.ts';
import { type Story, startStory } from '../support/story.ts';

/** The first two months of the charging year: 23 sessions of two drivers, as `npm start` plays them. */
let story: Story;
let report: DemoReport;
beforeAll(async () => {
  story = await startStory({ at: '2014-11-01T00:00:00Z', currency: 'USD' });
  const { stack, site } = story;
  report = await loadDemo({
    apiUrl: stack.urls.api,
    queueUrl: String(stack.outputs['UsageQueueUrl']),
    sqs: stack.clientConfig.sqs,
    site,
    token: () => stack.token({ role: 'admin', site }),
    months: 2,
    onProgress: () => {},
  });
}, 120_000);
afterAll(() => story.end());

test('every session is rated, every month billed and invoiced', async () => {
  expect(report).toMatchObject({
    received: 23,
    rated: 23,
    duplicate: 0,
    suspended: 0,
    customers: 2,
    bills: 4,
    invoices: 4,
  });
  // Two drivers, two months, 2.00 each.
  expect(report.billedForMembership).toBe('8');
  expect(reportText(report).join('\n')).toContain('401.52');
});

test('the file fed twice is nothing but duplicates, and no balance moves', async () => {
  const { stack, api, must, site } = story;
  const balances = async () => {
    const { items } = await must(api.GET('/v1/customers'));
    return Promise.all(
      items.map(({ customerId }) =>
        must(api.GET('/v1/customers/{customerId}/balances', { params: { path: { customerId } } })),
      ),
    );
  };
  const before = await balances();
  const messages = (await readChargingSessions()).slice(0, 23).map((session) => messageOf(session, site));
  const sqs = new SQSClient(stack.clientConfig.sqs);
  const queueUrl = String(stack.outputs['UsageQueueUrl']);
  const again = await sendUsage({ sqs, queueUrl, api }, messages);
  sqs.destroy();
  expect(again).toEqual({ received: 23, rated: 0, duplicate: 23, suspended: 0 });
  expect(await balances()).toEqual(before);
});

test('every balance, bill and invoice is what the entries give', async () => {
  expect(await story.verify()).toEqual([]);
});
