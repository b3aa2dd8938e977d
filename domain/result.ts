/** An expected refusal is a value with a stable code; a bug throws. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** For states that mean a bug, not a bad request. Crashes the invocation. */
export function invariant(condition: boolean, broken: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${broken}`);
}
