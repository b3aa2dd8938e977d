import Button from '@cloudscape-design/components/button';
import { useNavigate } from '@tanstack/react-router';
import { rolesFor, useMay } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';

/** Goes to onboarding; who may not sees why. */
export function CreateCustomer() {
  const navigate = useNavigate();
  const off = useMay('onboardCustomer')
    ? {}
    : { disabled: true, disabledReason: t('role.needed', { roles: rolesFor('onboardCustomer').join(', ') }) };
  return (
    <Button variant="primary" {...off} onClick={() => void navigate({ to: '/customers/new' })}>
      {t('customers.create')}
    </Button>
  );
}
