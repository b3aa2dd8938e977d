import { expect, test } from 'vitest';
import { functionsOf } from './support/functions.ts';
import { synthesizeStacks } from './support/stacks.ts';

const functions = functionsOf(synthesizeStacks('live').app);

const TABLE_AND_SITE = { TABLE_NAME: 'LedgerTable', HOME_SITE: 'demo' };
const JOB_QUEUES = {
  BILLING_QUEUE_URL: 'BillingQueue',
  INVOICING_QUEUE_URL: 'InvoicingQueue',
  LIFECYCLE_QUEUE_URL: 'LifecycleQueue',
  COLLECTION_QUEUE_URL: 'CollectionQueue',
  CLOCK_QUEUE_URL: 'ClockQueue',
};
const DEAD_USAGE = { USAGE_DEAD_LETTER_QUEUE_URL: 'UsageQueueDeadLettersQueue' };

/** What a function is told beside the table and its home site. */
const TOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  catalog: {},
  customers: {},
  onboarding: {},
  billing: { BILLING_QUEUE_URL: 'BillingQueue', INVOICING_QUEUE_URL: 'InvoicingQueue', DOCUMENTS_BUCKET: 'Documents' },
  usage: { USAGE_QUEUE_URL: 'UsageQueue', ...DEAD_USAGE },
  operations: { ...JOB_QUEUES, ...DEAD_USAGE },
  documents: { DOCUMENTS_BUCKET: 'Documents' },
  'rate-usage': {},
  'run-billing': JOB_QUEUES,
  'render-invoice': { ...JOB_QUEUES, DOCUMENTS_BUCKET: 'Documents', PUBLIC_API_URL: 'HttpApi.ApiEndpoint' },
  'run-lifecycle': JOB_QUEUES,
  'collect-payment': JOB_QUEUES,
  'send-mail': { MAIL_FROM: 'billing@example.com' },
  'advance-clock': JOB_QUEUES,
  'start-job': JOB_QUEUES,
  'dispatch-outbox': { MAIL_QUEUE_URL: 'MailQueue' },
  'set-up-site': {},
};

test.for(functions)('$name is told what it needs and nothing else', ({ name, environment }) => {
  expect(environment).toEqual({ ...TABLE_AND_SITE, ...TOLD[name] });
});

test.for(functions)('$name knows no queue or bucket that it may not use', ({ environment, permissions }) => {
  const known = Object.entries(environment).filter(([key]) => key.endsWith('_URL') || key.endsWith('_BUCKET'));
  const usable = Object.keys(permissions).map((resource) => resource.replace(/\.Arn(\/\*)?$/, ''));
  const places = known.filter(([key]) => key !== 'PUBLIC_API_URL').map(([, resource]) => resource);
  expect(places.filter((place) => !usable.includes(place))).toEqual([]);
});
