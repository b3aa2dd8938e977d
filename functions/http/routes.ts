import { balancesRoutes } from './routes/balances.ts';
import { billingRoutes } from './routes/billing.ts';
import { catalogRoutes } from './routes/catalog.ts';
import { chargingRoutes } from './routes/charging.ts';
import { customersRoutes } from './routes/customers.ts';
import { documentsRoutes } from './routes/documents.ts';
import { notificationsRoutes } from './routes/notifications.ts';
import { onboardingRoutes } from './routes/onboarding.ts';
import { operationsRoutes } from './routes/operations.ts';
import type { Route } from './routes/route.ts';
import { sharingRoutes } from './routes/sharing.ts';
import { usageRoutes } from './routes/usage.ts';

/**
 * Every route of the API, as data: which door answers it and which roles it admits. Nothing but data is imported, on purpose: the
 * deployed API, the local API, the doors and the OpenAPI document are all built from this one table.
 */
export const ROUTES = [
  ...catalogRoutes,
  ...operationsRoutes,
  ...notificationsRoutes,
  ...usageRoutes,
  ...chargingRoutes,
  ...onboardingRoutes,
  ...customersRoutes,
  ...balancesRoutes,
  ...sharingRoutes,
  ...billingRoutes,
  ...documentsRoutes,
] as const satisfies readonly Route[];

export type Operation = (typeof ROUTES)[number]['operation'];
