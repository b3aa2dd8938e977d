import type { Commit, JobMessage, Queues, Records } from '../../ports.ts';
import type { Found } from '../jobs/find-work.ts';
import type { WorkResult } from '../jobs/report-results.ts';
import { discardSuspense } from './discard-suspense.ts';
import { retrySuspense } from './retry-suspense.ts';

const PAGE = 100;

export type SuspensePorts = {
  readonly records: Records;
  readonly commit: Commit;
  readonly queues: Pick<Queues, 'sendUsage'>;
};

/** Open messages of a reason that had come when it was ordered: what fails again while they are sent is not sent again. */
export const findSuspense =
  ({ records }: Pick<SuspensePorts, 'records'>) =>
  async (
    { siteId, startedAt }: { readonly siteId: string; readonly startedAt: number },
    reason: string,
    cursor: string | null,
  ): Promise<Found> => {
    const filter = { status: 'open', reason, to: startedAt + 1 } as const;
    const { items, nextCursor } = await records.find('suspenseOfSite', siteId, filter, { limit: PAGE, cursor });
    return { work: items.map(({ suspenseId }) => ({ ref: suspenseId, customerId: '' })), nextCursor };
  };

/** Sends one message of many again. Sent twice it counts once, like any other event. */
export const retryOne =
  (ports: SuspensePorts) =>
  async ({ siteId, ref: suspenseId }: JobMessage): Promise<WorkResult> => {
    const retried = await retrySuspense(ports)({ siteId }, { suspenseId, payload: null });
    return retried.ok
      ? { outcome: 'processed', detail: 'Sent to be rated again.' }
      : { outcome: 'skipped', detail: retried.error.detail };
  };

/** Gives one message of many up, unless somebody dealt with it meanwhile. */
export const discardOne =
  (ports: SuspensePorts) =>
  async (
    { siteId, ref: suspenseId }: JobMessage,
    { by, note, reason }: { readonly by: string; readonly note: string; readonly reason: string },
  ): Promise<WorkResult> => {
    const record = await ports.records.get('suspense', siteId, { suspenseId });
    if (record?.status !== 'open' || record.reason !== reason) {
      return { outcome: 'skipped', detail: 'It was dealt with meanwhile.' };
    }
    const given = await discardSuspense(ports)({ siteId, actor: by, remember: () => [] }, { suspenseId, note });
    return given.ok
      ? { outcome: 'processed', detail: 'Discarded.' }
      : { outcome: 'skipped', detail: given.error.detail };
  };
