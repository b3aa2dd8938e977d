import * as z from 'zod';
import { id, opaqueId } from '../identity.ts';
import { instant } from '../instant.ts';
import { pageQuery } from '../page.ts';

const status = z.enum(['open', 'retried', 'discarded'], { error: 'Give open, retried or discarded.' });
const reason = z
  .string({ error: 'Give the reason as text.' })
  .regex(/^[A-Z_]{1,50}$/, 'Give a reason, such as UNKNOWN_SERVICE.')
  .meta({ description: 'A stable code such as UNKNOWN_SERVICE.' });
const count = z.int().min(0);
const payload = z
  .string({ error: 'Give the message as JSON text.' })
  .min(1, 'Give the message as JSON text.')
  .max(256_000, 'A message has at most 256,000 characters.');

export const suspenseAnswer = z
  .strictObject({
    suspenseId: opaqueId,
    status,
    reason: z.string().meta({ description: 'A stable code such as UNKNOWN_SERVICE.' }),
    detail: z.string(),
    receivedAt: instant,
    payload: z.string().meta({ description: 'The message as it came, or as somebody corrected it.' }),
    note: z.string().exactOptional(),
    original: z.string().exactOptional().meta({ description: 'The message as it came, once it was corrected.' }),
    serviceType: z.string().nullable().meta({ description: 'As far as the message can be read.' }),
    identifier: z.string().nullable(),
  })
  .meta({ id: 'Suspense' });

export const suspenseQuery = pageQuery.extend({
  status: status.default('open'),
  reason: reason.exactOptional(),
  serviceType: z.string().min(1).max(200).exactOptional(),
  identifier: z.string().min(1).max(200).exactOptional(),
  from: instant.exactOptional().meta({ description: 'Arrived at this time or later.' }),
  to: instant.exactOptional().meta({ description: 'Arrived before this time.' }),
});

export const bySuspense = z.strictObject({ suspenseId: opaqueId });

export const correction = z.strictObject({ payload });
export const retryBody = z.strictObject({ payload: payload.exactOptional() }).default({});

const note = z.string({ error: 'Say why.' }).trim().min(1, 'Say why.').max(500, 'Keep the note to 500 characters.');
export const discardBody = z.strictObject({ note });

export const retryAllBody = z.strictObject({ reason });
export const discardAllBody = z.strictObject({ reason, note });

export const suspenseSummary = z
  .strictObject({
    open: count,
    isWhole: z.boolean().meta({ description: 'False: there is more; the newest 10,000 are counted.' }),
    reasons: z.array(z.strictObject({ reason: z.string(), open: count, newestAt: instant })),
  })
  .meta({ id: 'SuspenseSummary' });

/** A run that was ordered: `GET /v1/job-runs/{runId}` shows how far it is. */
export const orderedRun = z.strictObject({ runId: id }).meta({ id: 'OrderedRun' });
