import { CUSTOMER_WRITERS } from './roles.ts';
import type { Route } from './route.ts';

/** Onboarding and its preview. */
export const onboardingRoutes = [
  {
    method: 'POST',
    path: '/v1/onboarding',
    door: 'onboarding',
    operation: 'onboardCustomer',
    roles: CUSTOMER_WRITERS,
  },
  {
    method: 'POST',
    path: '/v1/onboarding/preview',
    door: 'onboarding',
    operation: 'previewOnboarding',
    roles: CUSTOMER_WRITERS,
  },
] as const satisfies readonly Route[];
