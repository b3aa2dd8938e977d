import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type * as z from 'zod';
import { errorIds, log } from './log.ts';

/**
 * The Lambda handler of a queue of single messages: each is read by its schema and handled for itself, and only those that failed
 * come again. What cannot be read ends among the dead letters.
 */
export const messageDoor = <S extends z.ZodType>(schema: S, handle: (message: z.output<S>) => Promise<void>) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const failed: string[] = [];
    for (const { messageId, body } of Records) {
      try {
        await handle(schema.parse(JSON.parse(body)));
      } catch (error) {
        log('error', 'message failed', { messageId, ...errorIds(error) });
        failed.push(messageId);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  });
