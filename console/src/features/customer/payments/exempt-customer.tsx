import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type * as z from 'zod';
import { exemptionBody, type taxStatusAnswer } from '../../../../../functions/http/contract/balances/tax-status.ts';
import { answerOf, useApi, type Versioned } from '../../../lib/api.ts';
import { endOfDay, isForever, lastDayOf } from '../../../lib/format-time.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { useChecked } from '../../../lib/use-checked.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { customerKey } from '../queries.ts';

type ExemptCustomerProps = {
  readonly customerId: string;
  /** As it was shown: what is changed is this version. */
  readonly status: Versioned<z.input<typeof taxStatusAnswer>>;
  readonly onClose: () => void;
};

/** Exempts a customer from tax, with the reason that invoices print. */
export function ExemptCustomer({ customerId, status, onClose }: ExemptCustomerProps) {
  const api = useApi();
  const queries = useQueryClient();
  const { zone } = useFormats();
  const [{ answer, etag }] = useState(status);
  const { exemption } = answer;
  const isEndless = exemption === null || isForever(exemption.until);
  const [reason, setReason] = useState(exemption?.reason ?? '');
  const [ends, setEnds] = useState(!isEndless);
  const [day, setDay] = useState(isEndless ? '' : lastDayOf(exemption.until, zone));
  const body = { reason, until: ends ? endOfDay(day, zone) : null };
  const save = useMutation({
    mutationFn: (sent: typeof body) =>
      answerOf(
        api.PUT('/v1/customers/{customerId}/tax-exemption', {
          params: { path: { customerId }, header: { 'if-match': etag } },
          body: sent,
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      flash('success', t('tax-status.done'));
      onClose();
    },
  });
  const { errorOf, check } = useChecked(exemptionBody, body, save);
  return (
    <FormDialog
      title={exemption === null ? t('tax-status.exempt.title') : t('tax-status.edit.title')}
      verb={exemption === null ? t('tax-status.exempt') : t('edit.save')}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => {
        if (check()) save.mutate(body);
      }}
      onClose={onClose}
    >
      <p>{t('tax-status.exempt.words')}</p>
      <FormField
        label={t('tax-status.reason')}
        constraintText={t('tax-status.reason.hint')}
        errorText={errorOf('/reason')}
      >
        <Input value={reason} autoComplete={false} onChange={({ detail }) => setReason(detail.value)} />
      </FormField>
      <FormField label={t('tax-status.ends')}>
        <RadioGroup
          value={ends ? 'day' : 'none'}
          items={[
            { value: 'none', label: t('time.no-end') },
            { value: 'day', label: t('tax-status.ends.day') },
          ]}
          onChange={({ detail }) => setEnds(detail.value === 'day')}
        />
      </FormField>
      {ends ? (
        <DayField label={t('tax-status.last-day')} value={day} future error={errorOf('/until')} onChange={setDay} />
      ) : null}
    </FormDialog>
  );
}
