import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Customer } from '../../../lib/answers.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { customerKey } from '../queries.ts';

/** Says what closing does, or what stands in the way. */
export function CloseAccount({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { customerId, name } = customer;
  const api = useApi();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const isBlocked = customer.activeSubscriptions > 0;
  const close = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/customers/{customerId}/close', {
          params: { path: { customerId } },
          body: reason.trim() === '' ? {} : { reason: reason.trim() },
        }),
      ),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: customerKey(customerId) }),
        queries.invalidateQueries({ queryKey: ['customers'] }),
      ]);
      flash('success', t('close.done'));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('close.title', { name })}
      verb={t('close.do')}
      typed={{ word: name, label: t('close.type', { name }) }}
      blocked={isBlocked}
      busy={close.isPending}
      error={close.error}
      onConfirm={() => close.mutate()}
      onClose={onClose}
    >
      {isBlocked ? (
        <Alert type="warning" header={t('close.blocked')}>
          <span className="inline">
            {t('close.blocked.words')}
            <TextLink to="/customers/$customerId/subscriptions" params={{ customerId }} onClick={onClose}>
              {t('close.blocked.link')}
            </TextLink>
          </span>
        </Alert>
      ) : (
        <>
          <p>{t('close.words')}</p>
          <FormField label={t('close.reason')} description={t('form.optional')}>
            <Input value={reason} onChange={({ detail }) => setReason(detail.value)} />
          </FormField>
        </>
      )}
    </Confirm>
  );
}
