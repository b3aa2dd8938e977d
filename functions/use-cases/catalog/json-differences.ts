/** One difference of two JSON values: where, and what stood and stands there. Without `before` it is new, without `after` it is gone. */
export type Difference = { readonly pointer: string; readonly before?: unknown; readonly after?: unknown };

/** A value as text, whatever the order of its keys; equal texts are equal values. */
export const canonicalText = (value: unknown): string => JSON.stringify(ordered(value)) ?? '';

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, part]) => [name, ordered(part)]),
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * What changed from one JSON value to the other, field by field. Lists keep their common beginning and end, so that a row put in between
 * is one difference and not one for every row after it. Pointers into lists name the place in `after`, for what is gone in `before`.
 */
export function differences(before: unknown, after: unknown, pointer = ''): readonly Difference[] {
  if (canonicalText(before) === canonicalText(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, pointer);
  if (!isObject(before) || !isObject(after)) return [{ pointer, before, after }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const at = `${pointer}/${escaped(name)}`;
    const [was, is] = [before[name], after[name]];
    if (was === undefined) return is === undefined ? [] : [{ pointer: at, after: is }];
    return is === undefined ? [{ pointer: at, before: was }] : differences(was, is, at);
  });
}

function listDifferences(before: readonly unknown[], after: readonly unknown[], pointer: string): Difference[] {
  const [was, is] = [before.map(canonicalText), after.map(canonicalText)];
  let start = 0;
  while (start < was.length && start < is.length && was[start] === is[start]) start++;
  let end = 0;
  while (end < was.length - start && end < is.length - start && was.at(-1 - end) === is.at(-1 - end)) end++;
  const gone = before.slice(start, before.length - end);
  const come = after.slice(start, after.length - end);
  const found: Difference[] = [];
  for (let index = 0; index < Math.max(gone.length, come.length); index++) {
    const at = `${pointer}/${start + index}`;
    if (index >= come.length) found.push({ pointer: at, before: gone[index] });
    else if (index >= gone.length) found.push({ pointer: at, after: come[index] });
    else found.push(...differences(gone[index], come[index], at));
  }
  return found;
}
