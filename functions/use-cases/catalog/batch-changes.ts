import type { ObjectChange } from './catalog-commit.ts';
import type { LoadedCatalog } from './load-catalog.ts';
import { changedCatalog, misfitsIn } from './plan-import.ts';

/** Each object is two writes, itself and its revision; the site and the remembered answer are two more. Far below a transaction's hundred. */
const MOST_OBJECTS = 40;
/** Of objects as JSON, before and after: a transaction takes 4 MB. */
const MOST_CHARACTERS = 1_200_000;

const sizeOf = ({ stored, object }: ObjectChange): number =>
  JSON.stringify(object).length + JSON.stringify(stored?.object ?? null).length;

/** How many of the next changes fit into one transaction. At least one: an object alone always fits. */
function mostThatFit(changes: readonly ObjectChange[]): number {
  let characters = 0;
  let count = 0;
  for (const change of changes.slice(0, MOST_OBJECTS)) {
    characters += sizeOf(change);
    if (count > 0 && characters > MOST_CHARACTERS) break;
    count += 1;
  }
  return count;
}

/**
 * Divides changes, in their order, into transactions, so that the catalog fits together after each of them: whoever reads it in between
 * reads a whole one, and an import that stops half-way can be sent again. Null: too many depend on each other for that.
 */
export function batchChanges(
  loaded: LoadedCatalog,
  changes: readonly ObjectChange[],
): readonly (readonly ObjectChange[])[] | null {
  const tolerated = new Set(misfitsIn(loaded, new Set()).keys());
  const fits = (done: readonly ObjectChange[]): boolean =>
    misfitsIn(changedCatalog(loaded, done), tolerated).size === 0;
  const batches: (readonly ObjectChange[])[] = [];
  for (let from = 0; from < changes.length; ) {
    let count = mostThatFit(changes.slice(from));
    // What the last change leaves was checked with the plan.
    while (count > 0 && from + count < changes.length && !fits(changes.slice(0, from + count))) count -= 1;
    if (count === 0) return null;
    batches.push(changes.slice(from, from + count));
    from += count;
  }
  return batches;
}
