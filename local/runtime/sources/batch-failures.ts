import * as z from 'zod';

const response = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
  })
  .nullish();

/**
 * Reads a partial-batch response. No answer and an empty list mean that all went well; a malformed answer or an
 * unknown identifier means that nothing did, as Lambda sees it.
 * @returns the identifiers that failed
 */
export function failuresIn(answer: unknown, identifiers: readonly string[]): ReadonlySet<string> {
  const parsed = response.safeParse(answer);
  if (!parsed.success) return new Set(identifiers);
  const failed = new Set((parsed.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  const known = new Set(identifiers);
  return [...failed].every((identifier) => known.has(identifier)) ? failed : known;
}
