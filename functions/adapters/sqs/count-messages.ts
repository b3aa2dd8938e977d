import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** How many messages lie in a queue that nobody takes from, such as dead letters. SQS counts approximately. */
export async function countMessages(client: SQSClient, queueUrl: string): Promise<number> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  const text = Attributes?.ApproximateNumberOfMessages;
  if (text === undefined) throw new Error('SQS did not say how many messages there are.');
  return parseInt(text, 10);
}
