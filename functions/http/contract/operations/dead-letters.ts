import * as z from 'zod';
import type { QueueName } from '../../../ports.ts';

/** The queues that carry work, in the order in which operators read them. */
export const QUEUES = [
  'usage',
  'billing',
  'invoicing',
  'lifecycle',
  'collection',
  'mail',
  'notifications',
  'clock',
] as const satisfies readonly QueueName[];

export const queueName = z.enum(QUEUES);

export const deadLettersAnswer = z
  .strictObject({
    queue: queueName,
    messages: z.int().min(0).meta({ description: 'About how many; of all sites.' }),
  })
  .meta({ id: 'DeadLetters' });
