import * as z from 'zod';
import type { SqsEngine } from '../../engines/engine.ts';
import type { ResolvedAssembly } from '../template/resolve-assembly.ts';

/** An `AWS::SQS::Queue`. Names in the template and names in the API differ in two places. */
const queue = z.object({
  DelaySeconds: z.number().optional(),
  MaximumMessageSize: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.number().optional(),
  VisibilityTimeout: z.number().optional(),
  FifoQueue: z.boolean().optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
});

/** Makes the template's queues with their redrive rules, or brings existing ones to them; answers their names. */
export function prepareQueues(assembly: ResolvedAssembly, sqs: SqsEngine): readonly string[] {
  const queues = assembly.ofType('AWS::SQS::Queue');
  for (const { identity, properties } of queues) {
    const { RedrivePolicy, ...settings } = queue.parse(properties);
    const attributes = Object.entries(settings).map(([name, value]) => [name, String(value)] as const);
    sqs.ensureQueue(identity.physicalName, {
      ...Object.fromEntries(attributes),
      ...(RedrivePolicy ? { RedrivePolicy: JSON.stringify(RedrivePolicy) } : {}),
    });
  }
  return queues.map(({ identity }) => identity.physicalName);
}
