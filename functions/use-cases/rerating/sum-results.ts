import type { RatingFigures } from '../../../domain/rerating/figures.ts';
import type { Records } from '../../ports.ts';
import { everyItem } from '../every-item.ts';

/** So many results are added up when somebody looks at a run. */
const MOST_RESULTS = 10_000;

/** The figures of a run's results, so far. */
export async function figuresOfRun<K extends RatingFigures['of']>(
  ports: { readonly records: Pick<Records, 'find'> },
  { siteId, runId }: { readonly siteId: string; readonly runId: string },
  of: K,
): Promise<{ readonly figures: readonly Extract<RatingFigures, { of: K }>[]; readonly isWhole: boolean }> {
  const found: Extract<RatingFigures, { of: K }>[] = [];
  let results = 0;
  for await (const { figures } of everyItem(ports, 'resultsOfRun', siteId, { runId })) {
    if (results === MOST_RESULTS) return { figures: found, isWhole: false };
    results += 1;
    if (figures !== undefined && isOf(figures, of)) found.push(figures);
  }
  return { figures: found, isWhole: true };
}

export const isOf = <K extends RatingFigures['of']>(
  figures: RatingFigures,
  of: K,
): figures is Extract<RatingFigures, { of: K }> => figures.of === of;
