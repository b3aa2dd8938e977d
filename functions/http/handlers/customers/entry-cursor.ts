import { type Refusal, refusal } from '../../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../../domain/result.ts';
import { readCursor, writeCursor } from '../../../shared/cursor.ts';
import type { EntryPosition } from '../../../use-cases/customers/newest-entries.ts';

/** Where a page of entries begins; null: at the beginning. */
export function readPosition(list: string, cursor: string | undefined): Result<EntryPosition | null, Refusal> {
  if (cursor === undefined) return ok(null);
  const position = readCursor(list, cursor);
  if (!position.ok) return position;
  const [at, balanceGroupId, seq] = position.value;
  if (typeof at === 'number' && typeof balanceGroupId === 'string' && typeof seq === 'number') {
    return ok({ at, balanceGroupId, seq });
  }
  return err(refusal('request.malformed', 'Send the cursor exactly as the page before gave it.'));
}

export const positionCursor = (list: string, next: EntryPosition | null): string | null =>
  next === null ? null : writeCursor(list, [next.at, next.balanceGroupId, next.seq]);
