import type { Hold } from '../../ledger/entry.ts';
import type { Head } from '../../ledger/head.ts';
import type { Instant } from '../../time/instant.ts';

/** What other sessions have set aside and not given back yet. */
export function* liveHolds(
  { holds }: Pick<Head, 'holds'>,
  { now, without }: { readonly now: Instant; readonly without?: string },
): Generator<Hold> {
  for (const hold of holds.values()) if (hold.expiresAt > now && hold.id !== without) yield hold;
}
