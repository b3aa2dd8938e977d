import type { Entry } from '../../../domain/ledger/entry.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Ledgers } from '../../ports.ts';

/**
 * A ledger's entries as they stood when its head was read: the sealed ones of the range, and the whole tail. Usage goes on between the two
 * reads: what was sealed since then is still in the tail that was read, or not part of it yet.
 */
export async function ledgerEntries(
  { ledgers }: { readonly ledgers: Pick<Ledgers, 'sealedEntries'> },
  { siteId, balanceGroupId, seq, sealedThrough, tail }: Head,
  range: { readonly from: Instant; readonly to: Instant },
): Promise<readonly Entry[]> {
  if (sealedThrough < range.from) return tail;
  const sealed = await ledgers.sealedEntries(siteId, balanceGroupId, range);
  const lastSealed = seq - tail.length;
  return [...sealed.filter((entry) => entry.seq <= lastSealed), ...tail];
}
