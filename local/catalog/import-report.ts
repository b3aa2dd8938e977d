import type { ImportAnswer } from './catalog-client.ts';

type ImportedObject = ImportAnswer['objects'][number];
type Change = ImportedObject['changes'][number];

const MARKS = { create: '+', replace: '~', delete: '-', unchanged: '=' } as const satisfies Record<
  ImportedObject['action'],
  string
>;
const WORDS = { create: 'to create', replace: 'to replace', delete: 'to delete', unchanged: 'unchanged' } as const;
const DONE = { create: 'created', replace: 'replaced', delete: 'deleted', unchanged: 'unchanged' } as const;
const MOST_LETTERS = 80;

/** A value on one line; what is longer is cut off. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;
}

function changeLine({ pointer, before, after }: Change): string {
  if (before === undefined) return `    + ${pointer}  ${shown(after)}`;
  if (after === undefined) return `    - ${pointer}  ${shown(before)}`;
  return `    ~ ${pointer}  ${shown(before)} → ${shown(after)}`;
}

function objectLines({ kind, code, action, changes, moreChanges }: ImportedObject): readonly string[] {
  const more = moreChanges > 0 ? [`      and ${moreChanges} more`] : [];
  return [`${MARKS[action]} ${kind} ${code}`, ...changes.map(changeLine), ...more];
}

export const isDifferent = ({ objects }: ImportAnswer): boolean => objects.some(({ action }) => action !== 'unchanged');

/** Problems of a file, one line each. */
export const problemLines = (
  problems: readonly { readonly pointer: string; readonly message: string }[],
): readonly string[] => problems.map(({ pointer, message }) => `! ${pointer === '' ? 'file' : pointer}: ${message}`);

/** What an import did, or would do, for people: what changes, line by line, then the sums. */
export function importReport(answer: ImportAnswer): readonly string[] {
  const { dryRun, objects, problems, catalogVersion } = answer;
  const words = dryRun ? WORDS : DONE;
  const changed = objects.filter(({ action }) => action !== 'unchanged');
  const sums = (['create', 'replace', 'delete', 'unchanged'] as const)
    .map((action) => ({ action, count: objects.filter((one) => one.action === action).length }))
    .filter(({ count }) => count > 0)
    .map(({ action, count }) => `${count} ${words[action]}`);
  const summary = sums.length === 0 ? 'The file has no objects' : sums.join(', ');
  return [
    ...changed.flatMap(objectLines),
    ...(changed.length > 0 ? [''] : []),
    ...problemLines(problems),
    `${summary}. The catalog ${dryRun ? 'has' : 'now has'} version ${catalogVersion}.`,
  ];
}
