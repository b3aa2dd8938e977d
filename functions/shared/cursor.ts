import { type Refusal, refusal } from '../../domain/refusal.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Page } from '../ports.ts';

/** A position in a list that a handler makes itself, as text that only this list understands. */
export const writeCursor = (list: string, position: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify([list, ...position])).toString('base64url');

const unreadable = (): Refusal =>
  refusal('request.malformed', 'Send the cursor exactly as the page before gave it, with the same filters.');

/** The position, if the cursor was given out for this list. */
export function readCursor(list: string, cursor: string): Result<readonly (string | number)[], Refusal> {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const parts: readonly unknown[] = Array.isArray(parsed) ? parsed : [];
    const position = parts.slice(1).filter((part) => typeof part === 'string' || typeof part === 'number');
    const isOurs = parts[0] === list && position.length === parts.length - 1;
    return isOurs ? ok(position) : err(unreadable());
  } catch {
    return err(unreadable());
  }
}

/** The offset that a cursor of a list in memory stands for; 0 without one. */
export function readOffset(list: string, cursor: string | undefined): Result<number, Refusal> {
  if (cursor === undefined) return ok(0);
  const position = readCursor(list, cursor);
  if (!position.ok) return position;
  const [offset] = position.value;
  return typeof offset === 'number' && offset >= 0 ? ok(offset) : err(unreadable());
}

/** A page of a list that is in memory as a whole. */
export function pageOf<T>(
  list: string,
  items: readonly T[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Result<Page<T>, Refusal> {
  const offset = readOffset(list, cursor);
  if (!offset.ok) return offset;
  const end = offset.value + limit;
  return ok({
    items: items.slice(offset.value, end),
    nextCursor: end < items.length ? writeCursor(list, [end]) : null,
  });
}
