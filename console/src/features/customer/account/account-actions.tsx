import Button from '@cloudscape-design/components/button';
import { lazy, Suspense, useState } from 'react';
import type { Customer } from '../../../lib/answers.ts';
import { rolesFor, useMay } from '../../../lib/session.ts';
import { t } from '../../../lib/translate.ts';

const EditAccount = lazy(() => import('./edit-account.tsx').then((module) => ({ default: module.EditAccount })));
const CloseAccount = lazy(() => import('./close-account.tsx').then((module) => ({ default: module.CloseAccount })));

/** Edit and close; who may not sees why. */
export function AccountActions({ customer }: { customer: Customer }) {
  const [open, setOpen] = useState<'edit' | 'close' | null>(null);
  const mayEdit = useMay('updateCustomer');
  const mayClose = useMay('closeCustomer');
  const off = (may: boolean, operation: 'updateCustomer' | 'closeCustomer') =>
    may ? {} : { disabled: true, disabledReason: t('role.needed', { roles: rolesFor(operation).join(', ') }) };
  if (customer.status === 'closed') return null;
  return (
    <>
      <Button {...off(mayClose, 'closeCustomer')} onClick={() => setOpen('close')}>
        {t('overview.close')}
      </Button>
      <Button {...off(mayEdit, 'updateCustomer')} onClick={() => setOpen('edit')}>
        {t('overview.edit')}
      </Button>
      <Suspense fallback={null}>
        {open === 'edit' ? <EditAccount customer={customer} onClose={() => setOpen(null)} /> : null}
        {open === 'close' ? <CloseAccount customer={customer} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  );
}
