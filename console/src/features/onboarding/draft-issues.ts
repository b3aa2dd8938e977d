import { onboardingBody } from '../../../../functions/http/contract/onboarding/request.ts';
import { type Issues, issuesBy } from '../../lib/field-issues.ts';
import { t } from '../../lib/translate.ts';
import type { OnboardingRequest } from './draft.ts';

/** Where each step's fields are in the request, in the order of the steps. */
export const STEPS = ['/customer', '/payment', '/sharing', '/subscription'] as const;

type Attribute = { readonly code: string; readonly entity: string; readonly mandatory?: boolean };

const ATTRIBUTES_OF = {
  customer: '/customer/attributes',
  'billing-profile': '/subscription/attributes',
} as const satisfies Record<string, string>;

/** Checks by the API's own schema, and that the catalog's mandatory attributes are there, which no schema knows. */
export function issuesOf(request: OnboardingRequest, attributes: readonly Attribute[] = []): Issues {
  const issues = new Map(issuesBy(onboardingBody, request));
  for (const { code, entity, mandatory } of attributes) {
    if (mandatory !== true || (entity !== 'customer' && entity !== 'billing-profile')) continue;
    const part = entity === 'customer' ? request.customer : request.subscription;
    if (part.attributes?.[code] === undefined) {
      issues.set(`${ATTRIBUTES_OF[entity]}/${code}`, t('onboarding.attribute.missing'));
    }
  }
  return issues;
}

export const issuesOfStep = (issues: Issues, step: number): readonly string[] =>
  [...issues.keys()].filter((pointer) => pointer.startsWith(`${STEPS[step]}/`));

/** The first step that something is wrong in; -1: none. */
export const firstWrongStep = (issues: Issues): number =>
  STEPS.findIndex((_, step) => issuesOfStep(issues, step).length > 0);
