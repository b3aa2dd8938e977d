import { lazy, Suspense, useState } from 'react';
import type { Subscription } from '../../../lib/answers.ts';
import { useRoleRefusal } from '../../../lib/role-refusal.ts';
import { t } from '../../../lib/translate.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { isRunning } from './is-running.ts';

const PlanTransition = lazy(() =>
  import('./plan-transition.tsx').then((module) => ({ default: module.PlanTransition })),
);

type ChangePlanProps = { readonly customerId: string; readonly subscription: Subscription };

/** Opens the move to another plan; who may not sees why. */
export function ChangePlan({ customerId, subscription }: ChangePlanProps) {
  const [isOpen, setOpen] = useState(false);
  const refusal = useRoleRefusal('requestPlanTransition');
  const mayMove = isRunning(subscription) && subscription.cancelledAt === null;
  return (
    <>
      <ActionButton reason={refusal ?? (mayMove ? null : t('transition.off'))} onClick={() => setOpen(true)}>
        {t('transition.start')}
      </ActionButton>
      <Suspense fallback={null}>
        {isOpen ? (
          <PlanTransition customerId={customerId} subscription={subscription} onClose={() => setOpen(false)} />
        ) : null}
      </Suspense>
    </>
  );
}
