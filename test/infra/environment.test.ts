import { expect, test } from 'vitest';
import { functionsOf } from './support/functions.ts';
import { synthesizeStacks } from './support/stacks.ts';

const functions = functionsOf(synthesizeStacks('live').app);

const TABLE = { TABLE_NAME: 'LedgerTable' };
const JOB_WORK = {
  ...TABLE,
  BILLING_QUEUE_URL: 'BillingQueue',
  INVOICING_QUEUE_URL: 'InvoicingQueue',
  LIFECYCLE_QUEUE_URL: 'LifecycleQueue',
  COLLECTION_QUEUE_URL: 'CollectionQueue',
  CLOCK_QUEUE_URL: 'ClockQueue',
};

const TOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  catalog: TABLE,
  customers: TABLE,
  onboarding: TABLE,
  billing: { ...TABLE, DOCUMENTS_BUCKET: 'Documents' },
  usage: {
    ...TABLE,
    USAGE_QUEUE_URL: 'UsageQueue',
    BILLING_QUEUE_URL: 'BillingQueue',
    INVOICING_QUEUE_URL: 'InvoicingQueue',
    LIFECYCLE_QUEUE_URL: 'LifecycleQueue',
    COLLECTION_QUEUE_URL: 'CollectionQueue',
  },
  charging: TABLE,
  operations: {
    ...JOB_WORK,
    USAGE_DEAD_LETTER_QUEUE_URL: 'UsageQueueDeadLettersQueue',
    BILLING_DEAD_LETTER_QUEUE_URL: 'BillingQueueDeadLettersQueue',
    INVOICING_DEAD_LETTER_QUEUE_URL: 'InvoicingQueueDeadLettersQueue',
    LIFECYCLE_DEAD_LETTER_QUEUE_URL: 'LifecycleQueueDeadLettersQueue',
    COLLECTION_DEAD_LETTER_QUEUE_URL: 'CollectionQueueDeadLettersQueue',
    MAIL_DEAD_LETTER_QUEUE_URL: 'MailQueueDeadLettersQueue',
    NOTIFICATIONS_DEAD_LETTER_QUEUE_URL: 'NotificationsQueueDeadLettersQueue',
    CLOCK_DEAD_LETTER_QUEUE_URL: 'ClockQueueDeadLettersQueue',
  },
  documents: { ...TABLE, DOCUMENTS_BUCKET: 'Documents' },
  'rate-usage': { ...TABLE, HOME_SITE: 'demo' },
  'run-billing': JOB_WORK,
  'render-invoice': { ...JOB_WORK, DOCUMENTS_BUCKET: 'Documents', PUBLIC_API_URL: 'HttpApi.ApiEndpoint' },
  'run-lifecycle': { ...JOB_WORK, USAGE_QUEUE_URL: 'UsageQueue' },
  'collect-payment': JOB_WORK,
  'send-mail': { ...TABLE, MAIL_FROM: 'billing@example.com' },
  'deliver-notification': { ...TABLE, NOTIFICATIONS_QUEUE_URL: 'NotificationsQueue', MAIL_FROM: 'billing@example.com' },
  'advance-clock': JOB_WORK,
  'start-job': JOB_WORK,
  'dispatch-outbox': { ...TABLE, MAIL_QUEUE_URL: 'MailQueue', NOTIFICATIONS_QUEUE_URL: 'NotificationsQueue' },
  'set-up-site': TABLE,
};

test.for(functions)('$name is told what it needs and nothing else', ({ name, environment }) => {
  expect(environment).toEqual(TOLD[name]);
});

test.for(functions)('$name knows no queue or bucket that it may not use', ({ environment, permissions }) => {
  const known = Object.entries(environment).filter(([key]) => key.endsWith('_URL') || key.endsWith('_BUCKET'));
  const usable = Object.keys(permissions).map((resource) => resource.replace(/\.Arn(\/\*)?$/, ''));
  const places = known.filter(([key]) => key !== 'PUBLIC_API_URL').map(([, resource]) => resource);
  expect(places.filter((place) => !usable.includes(place))).toEqual([]);
});
