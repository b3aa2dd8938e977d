import type { DoorContract } from '../../shared/handler.ts';
import { onboardingAnswer, previewAnswer } from './onboarding/answer.ts';
import { onboardingBody } from './onboarding/request.ts';
import { operation } from './operation.ts';

export const onboardingContract = {
  onboardCustomer: operation({
    summary: 'Onboard a customer',
    description:
      'Customer, contact, payment information, billing profile, balance group, subscription, services, bills and first charges: ' +
      'all in one write, or nothing. A refusal names the step and the field by its pointer.',
    body: onboardingBody,
    responses: { 201: onboardingAnswer },
  }),
  previewOnboarding: operation({
    summary: 'Preview what onboarding a customer would charge now',
    description: 'Checks everything that onboarding checks and writes nothing.',
    body: onboardingBody,
    responses: { 200: previewAnswer },
  }),
} as const satisfies DoorContract<'onboarding'>;
