import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { JobMessage } from '../../../functions/ports.ts';
import { jobDoor } from '../../../functions/shared/job-door.ts';
import { messageDoor } from '../../../functions/shared/message-door.ts';

process.env['LOG_LEVEL'] = 'silent';

const record = (messageId: string, body: unknown, attempt = 1): SQSRecord =>
  ({
    messageId,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { ApproximateReceiveCount: `${attempt}` },
  }) as SQSRecord;

const batch = (...Records: SQSRecord[]): SQSEvent => ({ Records });
const idsOf = ({ batchItemFailures }: SQSBatchResponse) =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
const context = {} as Context;

const message: JobMessage = { siteId: 'demo', job: 'billing', runId: '1', ref: '1', customerId: '1001' };

function doorThat(work: (message: JobMessage) => Promise<void>) {
  const reported: string[] = [];
  const handler = jobDoor({
    work: async (job) => {
      await work(job);
      return { outcome: 'processed', detail: 'done' };
    },
    report: async (_run, reports) => {
      for (const { message: told, result } of reports) reported.push(`${told.ref} ${result.outcome}`);
    },
  });
  return { handler, reported };
}

test('a batch is worked off and reported, message by message', async () => {
  const { handler, reported } = doorThat(async () => {});
  const answer = await handler(batch(record('a', message), record('b', { ...message, ref: '2' })), context);
  expect(idsOf(answer)).toEqual([]);
  expect(reported).toEqual(['1 processed', '2 processed']);
});

test('only what a fault hit comes again; the second time it is reported as failed', async () => {
  const { handler, reported } = doorThat(async ({ ref }) => {
    if (ref === '2') throw new Error('out of reach');
  });
  const second = { ...message, ref: '2' };
  expect(idsOf(await handler(batch(record('a', message), record('b', second)), context))).toEqual(['b']);
  expect(idsOf(await handler(batch(record('b', second, 2)), context))).toEqual([]);
  expect(reported).toEqual(['1 processed', '2 failed']);
});

test.for(['no json', '[]', '{"siteId":"demo"}', { ...message, job: 'dancing' }])(
  '%o is never acknowledged, and its neighbour is worked off',
  async (poison) => {
    const { handler, reported } = doorThat(async () => {});
    expect(idsOf(await handler(batch(record('p', poison), record('a', message)), context))).toEqual(['p']);
    expect(reported).toEqual(['1 processed']);
  },
);

test('a message that is twice in a batch is handled once, and comes again twice when it failed', async () => {
  let handled = 0;
  const handler = messageDoor(z.object({ siteId: z.string() }), async ({ siteId }) => {
    handled += 1;
    if (siteId === 'broken') throw new Error('broken');
  });
  const twice = ['a', 'b', 'c', 'd'].map((id) => record(id, { siteId: id < 'c' ? 'demo' : 'broken' }));
  expect(idsOf(await handler(batch(...twice), context))).toEqual(['c', 'd']);
  expect(handled).toBe(2);
});

test('a queue of single messages gives back what failed and what it cannot read', async () => {
  const seen: string[] = [];
  const handler = messageDoor(z.object({ siteId: z.string() }), async ({ siteId }) => {
    if (siteId === 'broken') throw new Error('broken');
    seen.push(siteId);
  });
  const answer = await handler(
    batch(
      record('a', { siteId: 'demo' }),
      record('b', { siteId: 'broken' }),
      record('c', '7'),
      record('d', { siteId: 'x' }),
    ),
    context,
  );
  expect(idsOf(answer)).toEqual(['b', 'c']);
  expect(seen).toEqual(['demo', 'x']);
});
