import * as z from 'zod';
import { UsageEventV1 } from '../../../events/usage-event.ts';
import type { DoorContract } from '../../shared/handler.ts';
import { opaqueId } from './identity.ts';
import { instant } from './instant.ts';
import { operation } from './operation.ts';
import { page, pageQuery } from './page.ts';

const MOST_EVENTS = 500;

/** The queue's own message (events/usage-event.ts), so that both ways in take and refuse the same things. */
const usageMessage = z.union(
  [
    UsageEventV1,
    z
      .array(UsageEventV1)
      .min(1, 'Send at least one event.')
      .max(MOST_EVENTS, `Send at most ${MOST_EVENTS} events at once.`),
  ],
  { error: 'Send one CloudEvents object or an array of them.' },
);

const count = z.int().min(0);

export const suspenseAnswer = z
  .strictObject({
    suspenseId: opaqueId,
    status: z.enum(['open', 'retried', 'discarded']),
    reason: z.string().meta({ description: 'A stable code such as UNKNOWN_SERVICE.' }),
    detail: z.string(),
    receivedAt: instant,
    payload: z.string().meta({ description: 'The message as it came.' }),
    note: z.string().exactOptional(),
  })
  .meta({ id: 'Suspense' });

const bySuspense = z.strictObject({ suspenseId: opaqueId });

export const usageContract = {
  sendUsageEvents: operation({
    summary: 'Send usage events',
    description:
      'The same message as on the queue: a CloudEvents 1.0 object or an array of them. All are taken or none. They are rated ' +
      'within seconds; a repeated event counts once.',
    body: usageMessage,
    example: {
      specversion: '1.0',
      type: 'billow.usage.v1',
      id: '1366563',
      source: 'chargers',
      time: '2014-11-18T15:40:26Z',
      site: 'demo',
      servicetype: 'ev-charging',
      subject: 'DRIVER-35897499',
      data: { end: '2014-11-18T19:40:26Z', station: '582873', kwh: '7.78' },
    },
    responses: { 202: z.strictObject({ accepted: count.meta({ description: 'Events put on the queue.' }) }) },
  }),
  getUsageTally: operation({
    summary: 'How much usage came in and what became of it',
    responses: { 200: z.strictObject({ received: count, rated: count, duplicate: count, suspended: count }) },
  }),
  listSuspense: operation({
    summary: 'List open suspended messages, newest first',
    query: pageQuery,
    responses: { 200: page(suspenseAnswer) },
  }),
  getSuspense: operation({
    summary: 'Get a suspended message',
    path: bySuspense,
    responses: { 200: suspenseAnswer },
  }),
  retrySuspense: operation({
    summary: 'Send a suspended message to be rated again',
    description: 'With `payload` the corrected message is sent instead of the one that came. May be done again.',
    path: bySuspense,
    body: z.strictObject({ payload: z.string().min(1).max(256_000).exactOptional() }).default({}),
    responses: { 200: suspenseAnswer },
  }),
  discardSuspense: operation({
    summary: 'Give a suspended message up',
    path: bySuspense,
    body: z.strictObject({
      note: z.string({ error: 'Say why.' }).trim().min(1, 'Say why.').max(500, 'Keep the note to 500 characters.'),
    }),
    responses: { 200: suspenseAnswer },
  }),
} as const satisfies DoorContract<'usage'>;
