import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Change, Commit, Records } from '../../ports.ts';
import type { SuspenseRecord } from '../../records.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';

/** Gives a suspended message up, with the reason why. The record stays. */
export const discardSuspense =
  ({ records, commit }: { readonly records: Records; readonly commit: Commit }) =>
  async (
    call: Pick<Call, 'siteId' | 'actor'> & {
      readonly remember: (status: number, record: SuspenseRecord) => readonly Change[];
    },
    { suspenseId, note }: { readonly suspenseId: string; readonly note: string },
  ): Promise<Result<SuspenseRecord, Refusal>> =>
    retryConflicts(`discard suspense ${suspenseId}`, async () => {
      const record = await records.get('suspense', call.siteId, { suspenseId });
      if (record === null) return err(refusal('request.not_found', 'There is no such suspended message.'));
      if (record.status === 'discarded') return err(refusal('suspense.state', 'The message was discarded before.'));
      const value: SuspenseRecord = { ...record, status: 'discarded', note: `${call.actor}: ${note}` };
      const stored = { ...value, version: record.version + 1 };
      const outcome = await commit([{ put: 'suspense', value }, ...call.remember(200, stored)]);
      return outcome === 'conflict' ? null : ok(stored);
    });
