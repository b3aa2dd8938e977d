import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Commit, Queues, Records } from '../../ports.ts';
import type { SuspenseRecord } from '../../records.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { checkSuspendedEvent } from './check-suspended-event.ts';

/**
 * Sends a suspended message to be rated again, as it came or corrected. It is marked before it is sent: whatever fails again opens
 * the record again, and must not be overwritten by a late mark. Should the sending fail, the record is open as before.
 */
export const retrySuspense =
  ({
    records,
    commit,
    queues,
  }: {
    readonly records: Records;
    readonly commit: Commit;
    readonly queues: Pick<Queues, 'sendUsage'>;
  }) =>
  async (
    { siteId }: Pick<Call, 'siteId'>,
    { suspenseId, payload }: { readonly suspenseId: string; readonly payload: string | null },
  ): Promise<Result<SuspenseRecord, Refusal>> => {
    const wrong = payload === null ? null : checkSuspendedEvent(payload, siteId);
    if (wrong !== null) return err(wrong);
    const marked = await retryConflicts<Result<SuspenseRecord, Refusal>>(`retry suspense ${suspenseId}`, async () => {
      const record = await records.get('suspense', siteId, { suspenseId });
      if (record === null) return err(refusal('request.not_found', 'There is no such suspended message.'));
      if (record.status === 'discarded') {
        return err(refusal('suspense.state', 'The message was discarded. Send the event anew if it must count.'));
      }
      const value: SuspenseRecord = { ...record, status: 'retried' };
      const outcome = await commit([{ put: 'suspense', value }]);
      return outcome === 'conflict' ? null : ok({ ...value, version: record.version + 1 });
    });
    if (!marked.ok) return marked;
    try {
      await queues.sendUsage([payload ?? marked.value.payload]);
    } catch (error) {
      await commit([{ put: 'suspense', value: { ...marked.value, status: 'open' } }]);
      throw error;
    }
    return marked;
  };
