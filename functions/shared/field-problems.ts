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

function inWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Add this field.' : issue.message;
    case 'invalid_value':
      return `Use one of ${listed(issue.values)}.`;
    case 'invalid_union':
      return issue.discriminator === undefined ? issue.message : 'Use one of the forms that the API document lists.';
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
