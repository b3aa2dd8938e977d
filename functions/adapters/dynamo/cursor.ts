/** Thrown for a cursor that was not given out for this very question. The caller's mistake: doors answer `request.malformed`. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** What a cursor is good for: one question of one site. */
export type CursorScope = { readonly siteId: string; readonly question: string };

/**
 * A cursor says where a list goes on: after which item, as text that only the list understands. It names its site and its
 * question and is refused anywhere else. It holds nothing that its owner has not seen, so it is not sealed.
 */
export const encodeCursor = ({ siteId, question }: CursorScope, position: readonly string[]): string =>
  Buffer.from(JSON.stringify([siteId, question, ...position])).toString('base64url');

/** The position, if the cursor belongs to the question. Throws InvalidCursor otherwise. */
export function decodeCursor({ siteId, question }: CursorScope, cursor: string): readonly string[] {
  const [site, asked, ...position] = textsIn(cursor);
  if (site !== siteId || asked !== question) throw new InvalidCursor('The cursor belongs to another list.');
  return position;
}

function textsIn(cursor: string): readonly string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursor('The cursor cannot be read.');
  }
  if (!Array.isArray(parsed)) throw new InvalidCursor('The cursor cannot be read.');
  return parsed.map((part: unknown) => {
    if (typeof part !== 'string') throw new InvalidCursor('The cursor cannot be read.');
    return part;
  });
}
