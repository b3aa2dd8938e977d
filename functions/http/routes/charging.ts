import { CHARGERS } from './roles.ts';
import type { Route } from './route.ts';

/** Asking before serving: for systems that charge while they serve. */
export const chargingRoutes = [
  { method: 'POST', path: '/v1/charging/authorize', door: 'charging', operation: 'authorizeUsage', roles: CHARGERS },
  { method: 'POST', path: '/v1/charging/reservations', door: 'charging', operation: 'reserveUsage', roles: CHARGERS },
  {
    method: 'POST',
    path: '/v1/charging/reservations/{reservationId}/extend',
    door: 'charging',
    operation: 'extendReservation',
    roles: CHARGERS,
  },
  {
    method: 'POST',
    path: '/v1/charging/reservations/{reservationId}/commit',
    door: 'charging',
    operation: 'commitReservation',
    roles: CHARGERS,
  },
  {
    method: 'POST',
    path: '/v1/charging/reservations/{reservationId}/release',
    door: 'charging',
    operation: 'releaseReservation',
    roles: CHARGERS,
  },
] as const satisfies readonly Route[];
