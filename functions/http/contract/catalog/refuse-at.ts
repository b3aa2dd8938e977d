import type * as z from 'zod';

/** Refuses one field of a body; the message says the fix. */
export const refuseAt = (context: z.core.$RefinementCtx, path: readonly (string | number)[], message: string): void =>
  context.addIssue({ code: 'custom', path: [...path], message });

/** Refuses every item of a list whose key an earlier one has. */
export function refuseRepeats<T>(
  context: z.core.$RefinementCtx,
  items: readonly T[],
  {
    key,
    at,
    message,
  }: {
    readonly key: (item: T) => string;
    readonly at: (index: number) => readonly (string | number)[];
    readonly message: string;
  },
): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const own = key(item);
    if (seen.has(own)) refuseAt(context, at(index), message);
    seen.add(own);
  }
}
