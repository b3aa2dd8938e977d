import type * as z from 'zod';
import type { FieldProblem } from '../../domain/refusal.ts';

type Issue = z.core.$ZodIssue;

const pointer = (root: string, path: readonly PropertyKey[]): string =>
  `${root}${path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;

/** Of several forms that a value could have taken, the one it comes nearest to. */
function nearest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length));
  const [first = [], ...others] = branches;
  return others.reduce((best, issues) => (depth(issues) > depth(best) ? issues : best), first);
}

const listed = (values: readonly unknown[]): string => values.map((value) => `"${String(value)}"`).join(', ');

/** What a type is called by somebody who writes JSON. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** A message that the schema gives itself already says what to do; zod's own say what is wrong. */
function typeWords(issue: Issue & { readonly code: 'invalid_type' }): string {
  if (issue.input === undefined) return 'Add this field.';
  const isZods = issue.message.startsWith('Invalid input');
  return isZods ? `Send ${TYPE_WORDS[issue.expected] ?? issue.expected} here.` : issue.message;
}

function inWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue);
    case 'invalid_value':
      return `Use one of ${listed(issue.values)}.`;
    case 'invalid_union':
      // A discriminator's values: told, but not in zod's types.
      return 'options' in issue && Array.isArray(issue.options)
        ? `Use one of ${listed(issue.options)}.`
        : issue.message;
    default:
      return issue.message;
  }
}

/** Tells what the schema found wrong: where, and what to do about it. `root` is empty for the body. */
export function fieldProblems(root: string, issues: readonly Issue[]): readonly FieldProblem[] {
  return issues.flatMap((issue): readonly FieldProblem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        pointer: pointer(root, [...issue.path, key]),
        message: 'Remove this field: it does not exist here.',
      }));
    }
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const chosen = nearest(issue.errors);
      if (chosen.some(({ path }) => path.length > 0)) return fieldProblems(pointer(root, issue.path), chosen);
    }
    return [{ pointer: pointer(root, issue.path), message: inWords(issue) }];
  });
}
