import * as z from 'zod';

/** Says whether an event passes a Lambda event filter; see `matchesPattern` for the language. */
export type EventFilter = (event: unknown) => boolean;

const filterCriteria = z.object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) });

/** A mapping's `FilterCriteria`: an event passes when any filter matches, or when there is none. */
export function eventFilterOf(criteria: unknown): EventFilter {
  const patterns = filterCriteria.parse(criteria ?? {}).Filters.map(({ Pattern }): unknown => JSON.parse(Pattern));
  return (event) => patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, event));
}

/**
 * EventBridge's pattern language as Lambda's filters use it: an object asks for every key, a list for any of its
 * members; a member is a literal or an operator such as `{ "prefix": "a" }`.
 * @throws when an operator is unknown: passing or dropping every event would both be wrong
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  return Object.entries(asRecord(pattern)).every(([key, wanted]) => {
    if (key === '$or')
      return z
        .array(z.unknown())
        .parse(wanted)
        .some((branch) => matchesPattern(branch, event));
    const value = isRecord(event) ? event[key] : undefined;
    if (Array.isArray(wanted)) return wanted.some((member) => matchesMember(member, value));
    return isRecord(value) ? matchesPattern(wanted, value) : matchesPattern(wanted, {});
  });
}

/** A list in the event matches when one of its items does. */
function matchesMember(member: unknown, value: unknown): boolean {
  if (!isRecord(member)) return itemsOf(value).some((item) => item === member);
  const [operator, argument] = Object.entries(member)[0] ?? [];
  if (operator === undefined) throw new Error('An event filter holds an empty operator');
  if (operator === 'exists') return (value !== undefined) === argument;
  if (operator === 'anything-but') return value !== undefined && !matchesAny(asList(argument), value);
  const test = TEXT_OPERATORS.get(operator);
  if (test) return itemsOf(value).some((item) => typeof item === 'string' && test(item, z.string().parse(argument)));
  if (operator === 'numeric')
    return itemsOf(value).some((item) => typeof item === 'number' && isInRange(item, argument));
  throw new Error(`The local runtime does not know the filter operator "${operator}"`);
}

const TEXT_OPERATORS: ReadonlyMap<string, (text: string, argument: string) => boolean> = new Map([
  ['prefix', (text: string, argument: string) => text.startsWith(argument)],
  ['suffix', (text: string, argument: string) => text.endsWith(argument)],
  ['equals-ignore-case', (text: string, argument: string) => text.toLowerCase() === argument.toLowerCase()],
  ['wildcard', (text: string, argument: string) => wildcard(argument).test(text)],
]);

function matchesAny(members: readonly unknown[], value: unknown): boolean {
  return members.some((member) => matchesMember(member, value));
}

/** `["numeric", ">=", 0, "<", 5]` without its first word: pairs of comparison and bound. */
function isInRange(value: number, bounds: unknown): boolean {
  const list = z.array(z.union([z.string(), z.number()])).parse(bounds);
  for (let index = 0; index < list.length; index += 2) {
    const bound = z.number().parse(list[index + 1]);
    if (!compare(value, z.string().parse(list[index]), bound)) return false;
  }
  return true;
}

function compare(value: number, comparison: string, bound: number): boolean {
  switch (comparison) {
    case '=':
      return value === bound;
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    default:
      throw new Error(`The local runtime does not know the comparison "${comparison}"`);
  }
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).parse(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
