import type { Suspension } from '../../../domain/rating/suspension.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';

/**
 * The caller waits for an answer, so what suspense would keep is told at once, with its reason. A service that nobody has is one that
 * does not exist for this site.
 */
export function refusalOf({ reason, detail }: Suspension): Refusal {
  if (reason === 'UNKNOWN_SERVICE') return { ...refusal('request.not_found', detail), reason };
  if (reason === 'LIMIT_REACHED') return { ...refusal('charging.limit_reached', detail), reason };
  return { ...refusal('charging.not_rated', detail), reason };
}
