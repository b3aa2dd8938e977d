import { invariant } from '../../domain/result.ts';
import type { SequenceKind, Sequences } from '../ports.ts';

/** Takes numbers of a kind and gives them out by position. Taking none asks nobody. */
export async function reserveNumbers(
  { sequences }: { readonly sequences: Sequences },
  siteId: string,
  kind: SequenceKind,
  count: number,
): Promise<(index: number) => string> {
  const ids = count === 0 ? [] : await sequences.reserve(siteId, kind, count);
  return (index) => {
    const id = ids[index];
    invariant(id !== undefined, `${count} numbers of kind ${kind} are enough`);
    return id;
  };
}
