/**
 * The queues by name. `usage` is the door for producers; the others carry work between Billow's own functions.
 * Each has one consumer (infra/functions.ts), its own dead letters and its own alarms.
 */
export const QUEUES = [
  'usage',
  'billing',
  'invoicing',
  'lifecycle',
  'collection',
  'mail',
  'notifications',
  'clock',
] as const;

export type QueueName = (typeof QUEUES)[number];

/** What a finished run may start next, and what a schedule or an operator starts. */
export const JOB_QUEUES = [
  'billing',
  'invoicing',
  'lifecycle',
  'collection',
  'clock',
] as const satisfies readonly QueueName[];
