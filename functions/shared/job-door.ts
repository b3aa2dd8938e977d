import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { JobMessageV1 } from '../../events/job-message.ts';
import { type Delivery, type Worker, workOffJobs } from '../use-cases/jobs/work-off-jobs.ts';
import { errorIds, log } from './log.ts';

/**
 * The Lambda handler of a job queue: works a batch off and asks only for those messages again that a fault hit. What is no job
 * message is never acknowledged, so that it ends among the dead letters, where it is seen.
 */
export function jobDoor(worker: Omit<Worker, 'onFault'>) {
  const workOff = workOffJobs({
    ...worker,
    onFault: ({ siteId, job, runId, ref }, error) =>
      log('error', 'job work failed', { site: siteId, job, runId, ref, ...errorIds(error) }),
  });
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const deliveries: Delivery[] = [];
    const unreadable: string[] = [];
    for (const record of Records) {
      const delivery = readDelivery(record);
      if (delivery === null) unreadable.push(record.messageId);
      else deliveries.push(delivery);
    }
    const failed = await workOff(deliveries);
    log('info', 'job messages worked off', { messages: Records.length, failed: failed.length + unreadable.length });
    return { batchItemFailures: [...unreadable, ...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  });
}

function readDelivery({ messageId, body, attributes }: SQSRecord): Delivery | null {
  try {
    const message = JobMessageV1.parse(JSON.parse(body));
    return { messageId, attempt: parseInt(attributes.ApproximateReceiveCount, 10) || 1, message };
  } catch (error) {
    log('error', 'no job message', { messageId, ...errorIds(error) });
    return null;
  }
}
