import { GetQueueAttributesCommand, GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { anaOrders, createMobileCatalog } from './mobile-catalog.ts';

/** An operator sees what was given up, and sends it back once its cause is mended. */
let story: Story;
beforeAll(async () => {
  story = await startStory({ at: '2026-03-10T09:00:00Z' });
  await createMobileCatalog(story);
  await story.must(story.api.POST('/v1/onboarding', { body: anaOrders() }));
  await story.travelTo('2026-03-20T00:00:00Z');
});
afterAll(() => story.end());

const EVENT = {
  ...{ specversion: '1.0', type: 'billow.usage.v1', source: 'meter', id: 'late-1', time: '2026-03-15T12:00:00Z' },
  ...{ site: 'demo', servicetype: 'data', subject: 'SIM-1', data: { volume: '5' } },
};

test('usage that was given up is counted, sent back and rated', async () => {
  const { api, must, stack } = story;
  const sqs = new SQSClient(stack.clientConfig.sqs);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: String(stack.outputs['UsageQueueUrl']),
      AttributeNames: ['RedrivePolicy'],
    }),
  );
  const arn: string = JSON.parse(Attributes?.RedrivePolicy ?? '').deadLetterTargetArn;
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: arn.slice(arn.lastIndexOf(':') + 1) }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(EVENT) }));

  const given = async () => {
    const { items } = await must(api.GET('/v1/dead-letters'));
    return Object.fromEntries(items.map(({ queue, messages }) => [queue, messages]));
  };
  const none = { usage: 0, billing: 0, invoicing: 0, lifecycle: 0, collection: 0, mail: 0, notifications: 0, clock: 0 };
  expect(await given()).toEqual({ ...none, usage: 1 });

  const path = { queue: 'usage' } as const;
  expect(await must(api.POST('/v1/dead-letters/{queue}/redrive', { params: { path } }))).toEqual({
    ...{ queue: 'usage', messages: 1 },
  });
  await stack.drain();
  expect(await given()).toEqual(none);
  expect(await must(api.GET('/v1/usage-tally'))).toMatchObject({ received: 1, rated: 1 });
  sqs.destroy();
});
