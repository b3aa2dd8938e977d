import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type * as z from 'zod';
import { errorIds, log } from './log.ts';

/**
 * The Lambda handler of a queue of single messages: each is read by its schema and handled for itself, beside the others of its batch, and
 * only those that failed come again. What cannot be read ends among the dead letters.
 */
export const messageDoor = <S extends z.ZodType>(schema: S, handle: (message: z.output<S>) => Promise<void>) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    // What came twice in one batch is done once: neither could see that the other is at it.
    const copies = [...Map.groupBy(Records, ({ body }) => body)];
    const outcomes = copies.map(async ([body, same]) => {
      try {
        await handle(schema.parse(JSON.parse(body)));
        return [];
      } catch (error) {
        const ids = same.map(({ messageId }) => messageId);
        log('error', 'message failed', { messageId: ids.join(' '), ...errorIds(error) });
        return ids.map((itemIdentifier) => ({ itemIdentifier }));
      }
    });
    return { batchItemFailures: (await Promise.all(outcomes)).flat() };
  });
