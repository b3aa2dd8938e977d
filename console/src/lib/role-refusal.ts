import type { Operation } from '../../../functions/http/routes.ts';
import { rolesFor, useMay } from './session.ts';
import { t } from './translate.ts';

/** Why the roles of the operator do not admit an operation; null when they do. */
export const useRoleRefusal = (operation: Operation): string | null =>
  useMay(operation) ? null : t('role.needed', { roles: rolesFor(operation).join(', ') });
