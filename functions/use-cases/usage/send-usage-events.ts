import { type FieldProblem, type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { UsageEventV1 } from '../../../events/usage-event.ts';
import type { Queues } from '../../ports.ts';
import type { Call } from '../call.ts';

/** A message of the queue carries many events, but never so many that one poison event holds up thousands. */
const MOST_IN_MESSAGE = 100;
const LARGEST_MESSAGE = 100_000;
/** A message that the queue takes holds a single event of this size. */
const LARGEST_EVENT = 200_000;

type UsageEvent = ReturnType<typeof UsageEventV1.parse>;

/** Written again as the producer meant it: numbers as the text that they were read as, the time in UTC. */
const messageText = (event: UsageEvent): string => JSON.stringify({ ...event, time: instantText(event.time) });

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

function packed(texts: readonly string[]): readonly string[] {
  const bodies: string[] = [];
  let batch: string[] = [];
  let size = 0;
  const close = () => {
    const [single] = batch;
    if (single !== undefined) bodies.push(batch.length === 1 ? single : `[${batch.join(',')}]`);
    batch = [];
    size = 0;
  };
  for (const text of texts) {
    const bytes = bytesOf(text) + 1;
    if (batch.length === MOST_IN_MESSAGE || size + bytes > LARGEST_MESSAGE) close();
    batch.push(text);
    size += bytes;
  }
  close();
  return bodies;
}

/**
 * Puts events on the usage queue, where producers put theirs. All or none: a batch with an event of another site is refused as a
 * whole. Sending a batch again does no harm, since an event counts once.
 */
export const sendUsageEvents =
  ({ queues }: { readonly queues: Pick<Queues, 'sendUsage'> }) =>
  async (
    { siteId }: Pick<Call, 'siteId'>,
    sent: UsageEvent | readonly UsageEvent[],
  ): Promise<Result<number, Refusal>> => {
    const events: readonly UsageEvent[] = 'specversion' in sent ? [sent] : sent;
    const texts = events.map(messageText);
    const errors = events.flatMap(({ site }, index): FieldProblem[] => {
      const pointer = 'specversion' in sent ? '' : `/${index}`;
      if (site !== siteId) return [{ pointer: `${pointer}/site`, message: `Send "${siteId}", your own site.` }];
      if (bytesOf(texts[index] ?? '') <= LARGEST_EVENT) return [];
      return [{ pointer, message: `Keep an event to ${LARGEST_EVENT} bytes.` }];
    });
    if (errors.length > 0) return err(refusal('request.invalid', 'Correct the events listed under errors.', errors));
    await queues.sendUsage(packed(texts));
    return ok(events.length);
  };
