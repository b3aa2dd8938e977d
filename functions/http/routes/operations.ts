import { EVERY_ROLE, MONEY_READERS, OPERATORS } from './roles.ts';
import type { Route } from './route.ts';

/** Site and its test clock, jobs, dead letters. */
export const operationsRoutes = [
  { method: 'GET', path: '/v1/site', door: 'operations', operation: 'getSite', roles: EVERY_ROLE },
  { method: 'PATCH', path: '/v1/site', door: 'operations', operation: 'updateSite', roles: ['system'] },
  { method: 'GET', path: '/v1/site/clock', door: 'operations', operation: 'getClock', roles: EVERY_ROLE },
  { method: 'POST', path: '/v1/site/clock/advance', door: 'operations', operation: 'advanceClock', roles: OPERATORS },
  { method: 'GET', path: '/v1/jobs', door: 'operations', operation: 'listJobs', roles: EVERY_ROLE },
  { method: 'POST', path: '/v1/jobs/{job}/runs', door: 'operations', operation: 'startJobRun', roles: OPERATORS },
  { method: 'GET', path: '/v1/job-runs', door: 'operations', operation: 'listJobRuns', roles: EVERY_ROLE },
  { method: 'GET', path: '/v1/job-runs/{runId}', door: 'operations', operation: 'getJobRun', roles: EVERY_ROLE },
  {
    method: 'GET',
    path: '/v1/parked-billing-profiles',
    door: 'operations',
    operation: 'listParkedBillingProfiles',
    roles: MONEY_READERS,
  },
  {
    method: 'GET',
    path: '/v1/dead-letters',
    door: 'operations',
    operation: 'listDeadLetters',
    roles: EVERY_ROLE,
  },
  {
    method: 'POST',
    path: '/v1/dead-letters/{queue}/redrive',
    door: 'operations',
    operation: 'redriveDeadLetters',
    roles: OPERATORS,
  },
] as const satisfies readonly Route[];
