import type { Entry } from '../../../domain/ledger/entry.ts';
import { type EventIndex, indexEvents, remember } from '../../../domain/ledger/find-repeat.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Ledgers } from '../../ports.ts';

/** What a ledger knows of events of these times, whether it is in the tail or sealed. */
export async function knownEvents(
  ledgers: Pick<Ledgers, 'sealedEntries'>,
  head: Head,
  times: readonly Instant[],
): Promise<EventIndex> {
  const index = indexEvents(head.tail);
  for (const entry of await sealedOf(ledgers, head, times)) remember(index, entry);
  return index;
}

/**
 * Sealed entries that may be of these times. What is not in the tail is in a chunk that covers its time; what is newer than every chunk
 * needs no extra read.
 */
export async function sealedOf(
  ledgers: Pick<Ledgers, 'sealedEntries'>,
  head: Head,
  times: readonly Instant[],
): Promise<readonly Entry[]> {
  const late = times.filter((at) => at <= head.sealedThrough);
  if (late.length === 0) return [];
  let from = head.sealedThrough;
  let to = 0;
  for (const at of late) {
    if (at < from) from = at;
    if (at > to) to = at;
  }
  return ledgers.sealedEntries(head.siteId, head.balanceGroupId, { from, to });
}
