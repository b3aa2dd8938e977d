import { randomBytes } from 'node:crypto';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Story, startStory } from '../support/story.ts';
import { anaOrders, createMobileCatalog } from './mobile-catalog.ts';

/** What producers really send: every message ends rated, as a duplicate, in suspense or in the dead letters, and the counts add up. */
let story: Story;
beforeAll(async () => {
  story = await startStory({ at: '2026-03-10T09:00:00Z' });
  await createMobileCatalog(story);
  await story.must(story.api.POST('/v1/onboarding', { body: anaOrders() }));
  await story.travelTo('2026-03-20T00:00:00Z');
});
afterAll(() => story.end());

let number = 0;
const data = (fields: object, extra: object = {}) => {
  number += 1;
  return {
    specversion: '1.0',
    type: 'billow.usage.v1',
    source: 'bad',
    id: `event-${number}`,
    time: '2026-03-15T12:00:00Z',
    site: 'demo',
    servicetype: 'data',
    subject: 'SIM-1',
    data: fields,
    ...extra,
  };
};

const GOOD = data({ volume: '1' });
const BAD: readonly (readonly [reason: string, body: string | object])[] = [
  ['MALFORMED', '{"specversion": "1.0", '],
  ['INVALID_EVENT', '"just a text"'],
  ['UNKNOWN_SERVICE', data({ volume: '1' }, { subject: 'SIM-99' })],
  ['UNKNOWN_SERVICE', data({ volume: '1' }, { servicetype: 'teleport' })],
  ['MISSING_FIELD', data({})],
  ['INVALID_QUANTITY', data({ volume: '-5' })],
  ['INVALID_FIELD', data({ volume: 'NaN' })],
  ['INVALID_FIELD', data({ volume: '1e308' })],
  ['INVALID_FIELD', data({ volume: '1'.repeat(40) })],
  ['IN_FUTURE', data({ volume: '1' }, { time: '2026-04-20T00:00:00Z' })],
  ['TOO_OLD', data({ volume: '1' }, { time: '0014-11-18T15:40:26Z' })],
  ['UNKNOWN_SITE', data({ volume: '1' }, { site: 'elsewhere' })],
  ['INVALID_EVENT', data({ volume: '1', cell: 'x'.repeat(255_000) })],
  ['CONFLICT', { ...GOOD, data: { volume: '2' } }],
];
/** Valid JSON, larger than anything the table can keep: compressing it does not help. */
const POISON = JSON.stringify(data({ volume: '1', blob: randomBytes(400_000).toString('base64') }));

test('each bad message ends in suspense with its reason, its neighbours are rated, and the counts add up', async () => {
  const { api, must } = story;
  const neighbours = Array.from({ length: BAD.length }, () => data({ volume: '1' }));
  await story.send(
    GOOD,
    ...BAD.flatMap(([, body], index) => [neighbours[index] ?? GOOD, body]),
    [data({ volume: '3' }), data({ volume: '-3' }), data({ volume: '3' })],
    GOOD,
    POISON,
  );
  const { items } = await must(api.GET('/v1/suspense', { params: { query: { limit: 100 } } }));
  expect(items.map(({ reason }) => reason).toSorted()).toEqual(
    [...BAD.map(([reason]) => reason), 'INVALID_QUANTITY'].toSorted(),
  );
  for (const { detail } of items) expect(detail).toMatch(/\w+/);

  expect(await deadLetters(story)).toBe(1);
  const tally = await must(api.GET('/v1/usage-tally'));
  const good = 1 + neighbours.length + 2;
  expect(tally).toEqual({ received: good + BAD.length + 1 + 1, rated: good, duplicate: 1, suspended: BAD.length + 1 });
  expect(await story.verify()).toEqual([]);
}, 120_000);

test('a suspended message that was mended is rated once, however often it is retried', async () => {
  const { api, must } = story;
  const { items } = await must(api.GET('/v1/suspense', { params: { query: { limit: 100 } } }));
  const missing = items.find(({ reason }) => reason === 'MISSING_FIELD');
  if (missing === undefined) throw new Error('nothing to mend');
  const path = { suspenseId: missing.suspenseId };
  const payload = JSON.stringify({ ...JSON.parse(missing.payload), data: { volume: '7' } });
  const before = await must(api.GET('/v1/usage-tally'));
  for (let attempt = 0; attempt < 2; attempt++) {
    await must(api.POST('/v1/suspense/{suspenseId}/retry', { params: { path }, body: { payload } }));
    await story.stack.drain();
  }
  const after = await must(api.GET('/v1/usage-tally'));
  expect([after.rated - before.rated, after.duplicate - before.duplicate, after.suspended - before.suspended]).toEqual([
    1, 1, 0,
  ]);
});

/** How many messages the usage queue gave up: asked as an operator's tools would. */
async function deadLetters({ stack }: Story): Promise<number> {
  const sqs = new SQSClient(stack.clientConfig.sqs);
  const QueueUrl = String(stack.outputs['UsageQueueUrl']);
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] }));
  sqs.destroy();
  const { deadLetterTargetArn } = JSON.parse(Attributes?.['RedrivePolicy'] ?? '{}');
  return stack.counts(String(deadLetterTargetArn).split(':').at(-1) ?? '').visible;
}
