import Alert from '@cloudscape-design/components/alert';
import type { Operation } from '../../../functions/http/routes.ts';
import { rolesFor } from '../lib/session.ts';
import { t } from '../lib/translate.ts';

/** A page that the operator's roles do not include, told before anything is typed in vain. */
export const Forbidden = ({ operation }: { operation: Operation }) => (
  <Alert type="info" header={t('problem.forbidden')}>
    {t('role.needed', { roles: rolesFor(operation).join(', ') })}
  </Alert>
);
