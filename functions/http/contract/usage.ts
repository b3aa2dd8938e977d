import * as z from 'zod';
import { UsageEventV1 } from '../../../events/usage-event.ts';
import type { DoorContract } from '../../shared/handler.ts';
import { operation } from './operation.ts';
import { page, pageQuery } from './page.ts';
import { dryRunAnswer, explanationAnswer, explanationPath, explanationQuery } from './usage/explanation.ts';
import {
  byRun,
  correctionAnswer,
  correctionsOf,
  reratingAnswer,
  reratingBody,
  reratingRow,
  whatIfAnswer,
  whatIfBody,
  whatIfRunAnswer,
} from './usage/rerating.ts';
import {
  bySuspense,
  correction,
  discardAllBody,
  discardBody,
  orderedRun,
  retryAllBody,
  retryBody,
  suspenseAnswer,
  suspenseQuery,
  suspenseSummary,
} from './usage/suspense.ts';

const MOST_EVENTS = 500;
const MOST_TRIED = 100;

/** The queue's own message (events/usage-event.ts), so that both ways in take and refuse the same things. */
const usageMessage = (most: number) =>
  z.union(
    [
      UsageEventV1,
      z.array(UsageEventV1).min(1, 'Send at least one event.').max(most, `Send at most ${most} events at once.`),
    ],
    { error: 'Send one CloudEvents object or an array of them.' },
  );

const count = z.int().min(0);

const EXAMPLE = {
  specversion: '1.0',
  type: 'billow.usage.v1',
  id: '1366563',
  source: 'chargers',
  time: '2014-11-18T15:40:26Z',
  site: 'demo',
  servicetype: 'ev-charging',
  subject: 'DRIVER-35897499',
  data: { end: '2014-11-18T19:40:26Z', station: '582873', kwh: '7.78' },
};

export const usageContract = {
  sendUsageEvents: operation({
    summary: 'Send usage events',
    description:
      'The same message as on the queue: a CloudEvents 1.0 object or an array of them. All are taken or none. They are rated ' +
      'within seconds; a repeated event counts once.',
    body: usageMessage(MOST_EVENTS),
    example: EXAMPLE,
    responses: { 202: z.strictObject({ accepted: count.meta({ description: 'Events put on the queue.' }) }) },
  }),
  rateUsageEvents: operation({
    summary: 'Say what usage events would cost',
    description:
      'Rates against the ledger as it stands and commits nothing. Several events are rated one after the other, each after those before it.',
    body: usageMessage(MOST_TRIED),
    example: EXAMPLE,
    responses: { 200: dryRunAnswer },
  }),
  getUsageTally: operation({
    summary: 'How much usage came in and what became of it',
    responses: { 200: z.strictObject({ received: count, rated: count, duplicate: count, suspended: count }) },
  }),
  explainEntry: operation({
    summary: 'Explain how the amount of a ledger entry came about',
    description:
      'A rated event goes through rating again, with the catalog as it stood then, and every step is told. Only the newest entries are ' +
      'found without `at`.',
    path: explanationPath,
    query: explanationQuery,
    responses: { 200: explanationAnswer },
  }),
  startRerating: operation({
    summary: 'Rate past usage again, after a mistake in prices',
    description:
      'Posts the differences to the bills that are open now, never edits: for every event that costs something else by the catalog as it ' +
      'stands now, one entry that names it. Done in the background, balance group by balance group; doing it again posts nothing more.',
    body: reratingBody,
    example: {
      reason: 'Data was sold at 0.20 instead of 0.02',
      from: '2026-03-01T00:00:00Z',
      to: '2026-04-01T00:00:00Z',
      product: 'data-usage',
      dryRun: true,
    },
    responses: { 202: orderedRun },
  }),
  listReratings: operation({
    summary: 'List re-ratings, newest first',
    description: 'Those that only told the differences (`dryRun`), too.',
    query: pageQuery,
    responses: { 200: page(reratingRow) },
  }),
  getRerating: operation({
    summary: 'Get what a re-rating changed',
    path: byRun,
    query: pageQuery,
    responses: { 200: reratingAnswer },
  }),
  listCorrections: operation({
    summary: 'List what a re-rating posted for the usage of a balance group, newest event first',
    description:
      'Also in the ledgers of owners of sharing groups who had taken a part over. Nothing, if it only told the differences.',
    path: correctionsOf,
    query: pageQuery,
    responses: { 200: page(correctionAnswer) },
  }),
  askWhatIf: operation({
    summary: 'Compare what was charged with another plan',
    description:
      'For one customer the answer comes at once; for everybody who has a plan a run does it (202). Options of the new plan come as far as they are in use, ' +
      'nobody shares, limits stop nothing. The control shows how well the method does.',
    body: whatIfBody,
    example: { customerId: '1001', newPlan: 'pro', from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z' },
    responses: { 200: whatIfAnswer, 202: orderedRun },
  }),
  getWhatIf: operation({
    summary: 'Get the comparison of everybody who has a plan',
    path: byRun,
    query: pageQuery,
    responses: { 200: whatIfRunAnswer },
  }),
  listSuspense: operation({
    summary: 'List suspended messages, newest first',
    description: 'Open ones, unless another status is asked for.',
    query: suspenseQuery,
    responses: { 200: page(suspenseAnswer) },
  }),
  getSuspenseSummary: operation({
    summary: 'Count open suspended messages by reason',
    responses: { 200: suspenseSummary },
  }),
  getSuspense: operation({
    summary: 'Get a suspended message',
    path: bySuspense,
    responses: { 200: suspenseAnswer },
  }),
  editSuspense: operation({
    summary: 'Correct a suspended message',
    description: 'It is not sent yet: retry it, alone or with all of its reason. What came is kept.',
    path: bySuspense,
    body: correction,
    responses: { 200: suspenseAnswer },
  }),
  retrySuspense: operation({
    summary: 'Send a suspended message to be rated again',
    description: 'With `payload` the corrected message is sent instead of the one that came. May be done again.',
    path: bySuspense,
    body: retryBody,
    responses: { 200: suspenseAnswer },
  }),
  discardSuspense: operation({
    summary: 'Give a suspended message up',
    path: bySuspense,
    body: discardBody,
    responses: { 200: suspenseAnswer },
  }),
  retryAllSuspense: operation({
    summary: 'Send all open messages of a reason to be rated again',
    description: 'Done in the background. A message that is sent twice counts once.',
    body: retryAllBody,
    responses: { 202: orderedRun },
  }),
  discardAllSuspense: operation({
    summary: 'Give all open messages of a reason up',
    body: discardAllBody,
    responses: { 202: orderedRun },
  }),
} as const satisfies DoorContract<'usage'>;
