import { onboardingBody } from '../../../../functions/http/contract/onboarding/request.ts';
import { Problem } from '../../lib/problem.ts';
import type { OnboardingRequest } from './draft.ts';

/** What is wrong, by JSON pointer into the request. */
export type Issues = ReadonlyMap<string, string>;

export const STEPS = ['/customer', '/payment', '/subscription'] as const;

/** Checks by the API's own schema. */
export function issuesOf(request: OnboardingRequest): Issues {
  const checked = onboardingBody.safeParse(request);
  if (checked.success) return new Map();
  return new Map(checked.error.issues.toReversed().map(({ path, message }) => [`/${path.join('/')}`, message]));
}

/** What the API found beyond the schema: an email in use, an IBAN that does not add up. */
export const issuesIn = (error: unknown): Issues =>
  new Map(error instanceof Problem ? error.fields.map(({ pointer, message }) => [pointer, message]) : []);

export const issuesOfStep = (issues: Issues, step: number): readonly string[] =>
  [...issues.keys()].filter((pointer) => pointer.startsWith(`${STEPS[step]}/`));

/** The first step that something is wrong in; -1: none. */
export const firstWrongStep = (issues: Issues): number =>
  STEPS.findIndex((_, step) => issuesOfStep(issues, step).length > 0);
