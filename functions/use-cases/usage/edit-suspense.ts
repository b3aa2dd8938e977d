import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { namedInUsage } from '../../../events/named-in-usage.ts';
import type { Commit, Records } from '../../ports.ts';
import type { SuspenseRecord } from '../../records.ts';
import type { Call } from '../call.ts';
import { checkSuspendedEvent } from './check-suspended-event.ts';

/** Of the message as it came and as corrected: one item of the store keeps both, and has room for 400 KB. */
const MOST_BYTES = 380_000;

/**
 * Corrects a suspended message without sending it: whoever retries it, alone or with others, sends it as corrected. What came is kept.
 * `version` is the one that the operator saw.
 */
export const editSuspense =
  ({ records, commit }: { readonly records: Pick<Records, 'get'>; readonly commit: Commit }) =>
  async (
    { siteId, actor }: Pick<Call, 'siteId' | 'actor'>,
    {
      suspenseId,
      version,
      payload,
    }: { readonly suspenseId: string; readonly version: number; readonly payload: string },
  ): Promise<Result<SuspenseRecord, Refusal>> => {
    const record = await records.get('suspense', siteId, { suspenseId });
    if (record === null) return err(refusal('request.not_found', 'There is no such suspended message.'));
    if (record.version !== version) return err(changed());
    if (record.status !== 'open') {
      return err(refusal('suspense.state', `The message is ${record.status}: only an open one can be corrected.`));
    }
    const wrong = checkSuspendedEvent(payload, siteId);
    if (wrong !== null) return err(wrong);
    const original = record.original ?? record.payload;
    if (new TextEncoder().encode(original + payload).length > MOST_BYTES) return err(TOO_LARGE);
    const { serviceType: _, identifier: __, ...rest } = record;
    const value: SuspenseRecord = {
      ...rest,
      ...namedInUsage(payload),
      payload,
      original,
      note: `Corrected by ${actor}`,
    };
    if ((await commit([{ put: 'suspense', value }])) === 'conflict') return err(changed());
    return ok({ ...value, version: version + 1 });
  };

const TOO_LARGE = refusal(
  'request.too_large',
  'The message is too long to be kept beside its correction. Retry it with the correction instead.',
);

const changed = (): Refusal =>
  refusal('request.changed_meanwhile', 'The message was changed meanwhile. Look at it again before you correct it.');
