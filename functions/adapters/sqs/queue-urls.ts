import type { QueueUrls } from './queues.ts';

/** The queues that the deployment gave this function. */
export const queueUrls = (environment: Readonly<Record<string, string | undefined>>): QueueUrls => ({
  usage: environment['USAGE_QUEUE_URL'],
  billing: environment['BILLING_QUEUE_URL'],
  invoicing: environment['INVOICING_QUEUE_URL'],
  lifecycle: environment['LIFECYCLE_QUEUE_URL'],
  collection: environment['COLLECTION_QUEUE_URL'],
  mail: environment['MAIL_QUEUE_URL'],
  clock: environment['CLOCK_QUEUE_URL'],
});
