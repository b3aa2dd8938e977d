import { type EventIndex, indexEvents, remember } from '../../../domain/ledger/find-repeat.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Ledgers } from '../../ports.ts';

/**
 * What a ledger knows of events of these times. A repeat is in the tail, or in a chunk that covers its time; events newer than every
 * chunk need no extra read.
 */
export async function knownEvents(
  ledgers: Pick<Ledgers, 'sealedEntries'>,
  head: Head,
  times: readonly Instant[],
): Promise<EventIndex> {
  const index = indexEvents(head.tail);
  const late = times.filter((at) => at <= head.sealedThrough);
  if (late.length === 0) return index;
  let from = head.sealedThrough;
  let to = 0;
  for (const at of late) {
    if (at < from) from = at;
    if (at > to) to = at;
  }
  const sealed = await ledgers.sealedEntries(head.siteId, head.balanceGroupId, { from, to });
  for (const entry of sealed) remember(index, entry);
  return index;
}
