import { FUNCTIONS, type FunctionSpec } from './functions.ts';
import type { QueueName } from './queues.ts';

/**
 * Can a message that this worker sends lead to another one in its own queue, by whatever way? A search for work goes on with its next
 * page, a clock steps from job to job, a notification waits for its next attempt: there is no telling how often.
 */
export function feedsItself({ trigger, uses }: FunctionSpec): boolean {
  if (trigger.kind !== 'queue') return false;
  const reached = new Set<QueueName>(uses.sendsTo);
  // A set goes on with what is added on the way.
  for (const queue of reached) for (const further of sentByReaderOf(queue)) reached.add(further);
  return reached.has(trigger.queue);
}

const sentByReaderOf = (queue: QueueName): readonly QueueName[] =>
  FUNCTIONS.flatMap(({ trigger, uses }) =>
    trigger.kind === 'queue' && trigger.queue === queue ? (uses.sendsTo ?? []) : [],
  );
