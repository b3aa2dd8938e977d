import { EVERY_ROLE, MONEY_READERS, OPERATORS } from './roles.ts';
import type { Route } from './route.ts';

/** Usage events and what could not be rated. */
export const usageRoutes = [
  { method: 'POST', path: '/v1/usage-events', door: 'usage', operation: 'sendUsageEvents', roles: OPERATORS },
  { method: 'GET', path: '/v1/usage-tally', door: 'usage', operation: 'getUsageTally', roles: EVERY_ROLE },
  { method: 'GET', path: '/v1/suspense', door: 'usage', operation: 'listSuspense', roles: MONEY_READERS },
  { method: 'GET', path: '/v1/suspense/{suspenseId}', door: 'usage', operation: 'getSuspense', roles: MONEY_READERS },
  {
    method: 'POST',
    path: '/v1/suspense/{suspenseId}/retry',
    door: 'usage',
    operation: 'retrySuspense',
    roles: OPERATORS,
  },
  {
    method: 'POST',
    path: '/v1/suspense/{suspenseId}/discard',
    door: 'usage',
    operation: 'discardSuspense',
    roles: OPERATORS,
  },
] as const satisfies readonly Route[];
