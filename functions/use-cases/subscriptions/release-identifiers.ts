import { releaseIdentifier } from '../../../domain/subscription/buying/service-claim.ts';
import { FOREVER } from '../../../domain/time/instant.ts';
import type { Commit, Records } from '../../ports.ts';
import type { ReleasedIdentifier } from '../../records.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { someAtOnce } from '../some-at-once.ts';

/** Enough to hide the table's latency: who dispatches the outbox has a minute for all records of a batch. */
const AT_ONCE = 25;

/**
 * Gives identifiers back that a step had no room for in its own commit. Asked again, it leaves those that are given back: somebody else
 * may have them by now.
 */
export async function releaseIdentifiers(
  { records, commit }: { readonly records: Pick<Records, 'get'>; readonly commit: Commit },
  siteId: string,
  identifiers: readonly ReleasedIdentifier[],
): Promise<void> {
  await someAtOnce(identifiers, AT_ONCE, async (release) => {
    const { identifier, serviceId } = release;
    await retryConflicts(`release of identifier ${identifier}`, async () => {
      const claim = await records.get('serviceClaim', siteId, { identifier });
      const isHeld = claim?.holders.some((holder) => holder.serviceId === serviceId && holder.to === FOREVER);
      if (claim === null || isHeld !== true) return true;
      const value = releaseIdentifier(claim, release);
      return (await commit([{ put: 'serviceClaim', value }])) === 'done' ? true : null;
    });
  });
}
