import type { DraftEntry, Hold } from '../ledger/entry.ts';
import type { LedgerState } from '../ledger/fold.ts';
import { type Dec, ZERO } from '../money/decimal.ts';
import type { Instant } from '../time/instant.ts';

/** Callers choose their sessions' ids, so only service and id together name one: also in the ledger of an owner that many share. */
export const holdId = (service: string, sessionId: string): string => `${service}|${sessionId}`;

/** The caller's own id of the session. */
export const sessionIdOf = ({ id, service }: Pick<Hold, 'id' | 'service'>): string => id.slice(service.length + 1);

/** At its end a hold counts for nothing; the entry that says so may come much later. */
export const isOver = ({ expiresAt }: Pick<Hold, 'expiresAt'>, now: Instant): boolean => expiresAt <= now;

/** What the next entry of a ledger clears away: holds that are over, but for the one that it sets or ends itself. */
export const holdsOver = (
  { holds }: Pick<Readonly<LedgerState>, 'holds'>,
  now: Instant,
  except: string,
): readonly string[] =>
  [...holds.values()].filter((hold) => isOver(hold, now) && hold.id !== except).map(({ id }) => id);

/**
 * One amount a bucket: what an entry moves back and forth within a bucket need not be set aside. What it would give is not there before it is
 * charged: others would use it, and it may be released.
 */
export function impactsToHold({ impacts }: Pick<DraftEntry, 'impacts'>): Hold['impacts'] {
  const held = new Map<string, { readonly resource: string; readonly bucket: string; readonly amount: Dec }>();
  for (const { resource, bucket, amount } of impacts) {
    const so = held.get(bucket)?.amount ?? ZERO;
    held.set(bucket, { resource, bucket, amount: so.plus(amount) });
  }
  return [...held.values()].filter(({ amount }) => amount.gt(0));
}
