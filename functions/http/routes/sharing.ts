import { CUSTOMER_READERS, CUSTOMER_WRITERS } from './roles.ts';
import type { Route } from './route.ts';

/** Customers who use what another customer has. */
export const sharingRoutes = [
  {
    method: 'GET',
    path: '/v1/customers/{customerId}/sharing-groups',
    door: 'customers',
    operation: 'listSharingGroups',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'POST',
    path: '/v1/customers/{customerId}/sharing-groups',
    door: 'customers',
    operation: 'createSharingGroup',
    roles: CUSTOMER_WRITERS,
  },
  {
    method: 'GET',
    path: '/v1/sharing-groups/{groupId}',
    door: 'customers',
    operation: 'getSharingGroup',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'GET',
    path: '/v1/sharing-groups/{groupId}/usage',
    door: 'customers',
    operation: 'getSharingUsage',
    roles: CUSTOMER_READERS,
  },
  {
    method: 'PATCH',
    path: '/v1/sharing-groups/{groupId}',
    door: 'customers',
    operation: 'updateSharingGroup',
    roles: CUSTOMER_WRITERS,
  },
  {
    method: 'POST',
    path: '/v1/sharing-groups/{groupId}/cancel',
    door: 'customers',
    operation: 'cancelSharingGroup',
    roles: CUSTOMER_WRITERS,
  },
  {
    method: 'POST',
    path: '/v1/sharing-groups/{groupId}/members',
    door: 'customers',
    operation: 'addSharingMember',
    roles: CUSTOMER_WRITERS,
  },
  {
    method: 'PATCH',
    path: '/v1/sharing-groups/{groupId}/members/{customerId}',
    door: 'customers',
    operation: 'updateSharingMember',
    roles: CUSTOMER_WRITERS,
  },
  {
    method: 'POST',
    path: '/v1/sharing-groups/{groupId}/members/{customerId}/remove',
    door: 'customers',
    operation: 'removeSharingMember',
    roles: CUSTOMER_WRITERS,
  },
] as const satisfies readonly Route[];
