import { EVERY_ROLE, MONEY_READERS, OPERATORS } from './roles.ts';
import type { Role, Route } from './route.ts';

/** Whoever makes prices may try them. */
const PRICERS = ['pricing', ...MONEY_READERS] as const satisfies readonly Role[];
/** Moves money of many customers. */
const CORRECTORS = ['finance', ...OPERATORS] as const satisfies readonly Role[];

/** Usage events, how they were rated, and what could not be. */
export const usageRoutes = [
  { method: 'POST', path: '/v1/usage-events', door: 'usage', operation: 'sendUsageEvents', roles: OPERATORS },
  { method: 'POST', path: '/v1/usage-events/rate', door: 'usage', operation: 'rateUsageEvents', roles: PRICERS },
  { method: 'GET', path: '/v1/usage-tally', door: 'usage', operation: 'getUsageTally', roles: EVERY_ROLE },
  {
    method: 'GET',
    path: '/v1/balance-groups/{balanceGroupId}/entries/{seq}/explanation',
    door: 'usage',
    operation: 'explainEntry',
    roles: PRICERS,
  },
  { method: 'POST', path: '/v1/re-ratings', door: 'usage', operation: 'startRerating', roles: CORRECTORS },
  { method: 'GET', path: '/v1/re-ratings', door: 'usage', operation: 'listReratings', roles: MONEY_READERS },
  { method: 'GET', path: '/v1/re-ratings/{runId}', door: 'usage', operation: 'getRerating', roles: MONEY_READERS },
  {
    method: 'GET',
    path: '/v1/re-ratings/{runId}/balance-groups/{balanceGroupId}/corrections',
    door: 'usage',
    operation: 'listCorrections',
    roles: MONEY_READERS,
  },
  { method: 'POST', path: '/v1/what-if', door: 'usage', operation: 'askWhatIf', roles: PRICERS },
  { method: 'GET', path: '/v1/what-if/{runId}', door: 'usage', operation: 'getWhatIf', roles: PRICERS },
  { method: 'GET', path: '/v1/suspense', door: 'usage', operation: 'listSuspense', roles: MONEY_READERS },
  {
    method: 'GET',
    path: '/v1/suspense/summary',
    door: 'usage',
    operation: 'getSuspenseSummary',
    roles: MONEY_READERS,
  },
  { method: 'POST', path: '/v1/suspense/retry', door: 'usage', operation: 'retryAllSuspense', roles: OPERATORS },
  { method: 'POST', path: '/v1/suspense/discard', door: 'usage', operation: 'discardAllSuspense', roles: OPERATORS },
  { method: 'GET', path: '/v1/suspense/{suspenseId}', door: 'usage', operation: 'getSuspense', roles: MONEY_READERS },
  { method: 'PATCH', path: '/v1/suspense/{suspenseId}', door: 'usage', operation: 'editSuspense', roles: OPERATORS },
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
