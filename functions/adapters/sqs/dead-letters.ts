import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { DeadLetters, QueueName } from '../../ports.ts';
import type { QueueUrls } from './queues.ts';

/**
 * Counts dead letters and sends them back. SQS does the moving: to the queue that they came from, as fast as it can, at most one such
 * task a queue. `urls` are those of the dead letters.
 */
export function sqsDeadLetters({
  client,
  urls,
}: {
  readonly client: SQSClient;
  readonly urls: QueueUrls;
}): DeadLetters {
  const look = async (queue: QueueName): Promise<{ readonly arn: string; readonly messages: number }> => {
    const url = urls[queue];
    if (url === undefined || url === '')
      throw new Error(`This function was given no URL of the ${queue} dead letters.`);
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'] }),
    );
    const { QueueArn: arn, ApproximateNumberOfMessages: text } = Attributes ?? {};
    if (arn === undefined || text === undefined)
      throw new Error(`SQS did not say how many ${queue} dead letters there are.`);
    return { arn, messages: parseInt(text, 10) };
  };
  return {
    count: async (queue) => (await look(queue)).messages,
    redrive: async (queue) => {
      const { arn, messages } = await look(queue);
      if (messages === 0 || (await isMoving(client, arn))) return 0;
      await client.send(new StartMessageMoveTaskCommand({ SourceArn: arn }));
      return messages;
    },
  };
}

async function isMoving(client: SQSClient, arn: string): Promise<boolean> {
  const { Results = [] } = await client.send(new ListMessageMoveTasksCommand({ SourceArn: arn, MaxResults: 1 }));
  return Results.some(({ Status }) => Status === 'RUNNING');
}
