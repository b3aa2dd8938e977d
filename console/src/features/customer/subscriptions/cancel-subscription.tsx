import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Subscription } from '../../../lib/answers.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { rolesFor, useMay } from '../../../lib/session.ts';
import { t } from '../../../lib/translate.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { OptionalLabel } from '../../../ui/optional-label.tsx';
import { customerKey } from '../queries.ts';
import { CancellationPreview, cancellationPreviewQuery } from './cancellation-preview.tsx';
import { isRunning } from './is-running.ts';

type CancelSubscriptionProps = { readonly customerId: string; readonly subscription: Subscription };

/** Ends a subscription, now or with its cycle. */
export function CancelSubscription({ customerId, subscription }: CancelSubscriptionProps) {
  const [isOpen, setOpen] = useState(false);
  const may = useMay('cancelSubscription');
  const isOpenEnded = isRunning(subscription) || subscription.status === 'pending';
  const reason = !may
    ? t('role.needed', { roles: rolesFor('cancelSubscription').join(', ') })
    : isOpenEnded
      ? null
      : t('subscriptions.cancel.off');
  return (
    <>
      <Button {...(reason === null ? {} : { disabled: true, disabledReason: reason })} onClick={() => setOpen(true)}>
        {t('subscriptions.cancel')}
      </Button>
      {isOpen ? (
        <CancelForm customerId={customerId} subscription={subscription} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

function CancelForm({ customerId, subscription, onClose }: CancelSubscriptionProps & { onClose: () => void }) {
  const { subscriptionId, planName } = subscription;
  const api = useApi();
  const queries = useQueryClient();
  const [effective, setEffective] = useState<'now' | 'cycle_end'>('cycle_end');
  const [reason, setReason] = useState('');
  const [waiveFee, setWaiveFee] = useState(false);
  const preview = useQuery(cancellationPreviewQuery(api, subscriptionId, { effective, waiveFee }));
  const hasFee = preview.data !== undefined && preview.data.terminationFees.length > 0;
  const isWaived = waiveFee && hasFee;
  const cancel = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/subscriptions/{subscriptionId}/cancel', {
          params: { path: { subscriptionId } },
          body: {
            effective,
            ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
            ...(isWaived ? { waiveFee: true } : {}),
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      flash('success', t('subscriptions.cancel.done', { name: planName }));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('subscriptions.cancel.title', { name: planName })}
      verb={t('subscriptions.cancel')}
      typed={{ word: planName, label: t('subscriptions.cancel.type', { name: planName }) }}
      blocked={isWaived && reason.trim() === ''}
      busy={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate()}
      onClose={onClose}
    >
      <p>{t('subscriptions.cancel.words')}</p>
      <FormField label={t('subscriptions.cancel.when')}>
        <RadioGroup
          value={effective}
          items={[
            {
              value: 'cycle_end',
              label: t('subscriptions.cancel.cycle'),
              description: t('subscriptions.cancel.cycle.words'),
            },
            { value: 'now', label: t('subscriptions.cancel.now'), description: t('subscriptions.cancel.now.words') },
          ]}
          onChange={({ detail }) => setEffective(detail.value === 'now' ? 'now' : 'cycle_end')}
        />
      </FormField>
      <CancellationPreview preview={preview.data} error={preview.error} />
      {hasFee ? (
        <Checkbox checked={waiveFee} onChange={({ detail }) => setWaiveFee(detail.checked)}>
          {t('subscriptions.cancel.waive')}
        </Checkbox>
      ) : null}
      <FormField
        label={isWaived ? t('subscriptions.cancel.reason') : <OptionalLabel label={t('subscriptions.cancel.reason')} />}
        errorText={isWaived && reason.trim() === '' ? t('subscriptions.cancel.waive.why') : undefined}
      >
        <Input value={reason} onChange={({ detail }) => setReason(detail.value)} />
      </FormField>
    </Confirm>
  );
}
