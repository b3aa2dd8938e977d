import type { Entry } from '../../../domain/ledger/entry.ts';
import type { Head } from '../../../domain/ledger/head.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Ledgers } from '../../ports.ts';

/** Entries of one instant, wherever they lie. What is sealed between two reads is seen once. */
export async function entriesAt(
  { sealedEntries }: Pick<Ledgers, 'sealedEntries'>,
  { siteId, balanceGroupId, sealedThrough, tail }: Head,
  at: Instant,
): Promise<readonly Entry[]> {
  const sealed = sealedThrough < at ? [] : await sealedEntries(siteId, balanceGroupId, { from: at, to: at });
  const bySeq = new Map<number, Entry>();
  for (const entry of [...sealed, ...tail]) if (entry.at === at) bySeq.set(entry.seq, entry);
  return [...bySeq.values()];
}

/**
 * One entry of a ledger. The newest are at hand; where an older one lies is told by its time, which every list of entries shows: without it
 * years would have to be read.
 */
export async function findEntry(
  ledgers: Pick<Ledgers, 'sealedEntries'>,
  head: Head,
  { seq, at }: { readonly seq: number; readonly at: Instant | null },
): Promise<Result<Entry, Refusal>> {
  const recent = head.tail.find((entry) => entry.seq === seq);
  if (recent !== undefined) return ok(recent);
  if (seq < 1 || seq > head.seq) return err(NO_ENTRY);
  if (at === null) {
    const problem = { pointer: '/query/at', message: 'Send the time of the entry, as the list of entries shows it.' };
    return err(refusal('request.invalid', 'The entry is an older one: say when it happened.', [problem]));
  }
  const found = (await entriesAt(ledgers, head, at)).find((entry) => entry.seq === seq);
  return found === undefined ? err(NO_ENTRY) : ok(found);
}

const NO_ENTRY = refusal('request.not_found', 'The ledger has no such entry at that time.');
