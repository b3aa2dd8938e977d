import { onboardingBody } from '../../../../functions/http/contract/onboarding/request.ts';
import { type Issues, issuesBy } from '../../lib/field-issues.ts';
import type { OnboardingRequest } from './draft.ts';

/** Where each step's fields are in the request, in the order of the steps. */
export const STEPS = ['/customer', '/payment', '/sharing', '/subscription'] as const;

/** Checks by the API's own schema. */
export const issuesOf = (request: OnboardingRequest): Issues => issuesBy(onboardingBody, request);

export const issuesOfStep = (issues: Issues, step: number): readonly string[] =>
  [...issues.keys()].filter((pointer) => pointer.startsWith(`${STEPS[step]}/`));

/** The first step that something is wrong in; -1: none. */
export const firstWrongStep = (issues: Issues): number =>
  STEPS.findIndex((_, step) => issuesOfStep(issues, step).length > 0);
