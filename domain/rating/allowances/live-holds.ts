import type { Hold } from '../../ledger/entry.ts';
import type { LedgerState } from '../../ledger/fold.ts';
import type { Instant } from '../../time/instant.ts';

/** What other sessions have set aside and not given back yet. */
export function* liveHolds(
  { holds }: Pick<LedgerState, 'holds'>,
  { now, without }: { readonly now: Instant; readonly without?: string },
): Generator<Hold> {
  for (const hold of holds.values()) if (hold.expiresAt > now && hold.id !== without) yield hold;
}
