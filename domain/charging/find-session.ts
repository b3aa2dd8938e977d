import type { Entry, Hold } from '../ledger/entry.ts';
import type { LedgerState } from '../ledger/fold.ts';
import type { Instant } from '../time/instant.ts';
import { holdId, isOver } from './session-hold.ts';

/** What becomes of a session: nothing known, something set aside (until it is over), served and charged. */
export type Session =
  | { readonly state: 'unknown'; readonly asked: Entry | null }
  | { readonly state: 'open' | 'lapsed'; readonly hold: Hold; readonly asked: Entry | null }
  | { readonly state: 'committed'; readonly usage: Entry; readonly asked: Entry | null };

/**
 * Looks a session up in its ledger. `entries` are those that may be about it: the tail, and sealed ones of its time. `at` tells it from
 * an older one of the same id; any, if not given. `asked` is the entry that set something aside last, as far as it is among `entries`.
 */
export function findSession(
  { holds }: Pick<Readonly<LedgerState>, 'holds'>,
  entries: Iterable<Entry>,
  {
    service,
    id,
    at,
    now,
  }: { readonly service: string; readonly id: string; readonly at?: Instant; readonly now: Instant },
): Session {
  let usage: Entry | null = null;
  let asked: Entry | null = null;
  for (const entry of entries) {
    if (entry.service !== service || entry.id !== id || (at !== undefined && entry.at !== at)) continue;
    if (entry.kind === 'usage') usage = entry;
    if (entry.kind === 'reserve' && (asked === null || asked.seq < entry.seq)) asked = entry;
  }
  if (usage !== null) return { state: 'committed', usage, asked };
  const hold = holds.get(holdId(service, id));
  if (hold === undefined) return { state: 'unknown', asked };
  return { state: isOver(hold, now) ? 'lapsed' : 'open', hold, asked };
}
