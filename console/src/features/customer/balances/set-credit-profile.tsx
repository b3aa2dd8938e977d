import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type * as z from 'zod';
import { creditProfileBody, type limitsAnswer } from '../../../../../functions/http/contract/balances/limits.ts';
import type { GroupBalances } from '../../../lib/answers.ts';
import { answerOf, useApi, type Versioned } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { useChecked } from '../../../lib/use-checked.ts';
import { flash } from '../../../ui/flashes.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useAmount } from '../../catalog/use-amount.ts';
import { creditProfilesQuery, customerKey } from '../queries.ts';

type SetCreditProfileProps = {
  readonly group: GroupBalances;
  /** As they were shown: what is changed is this version. */
  readonly limits: Versioned<z.input<typeof limitsAnswer>>;
  readonly onClose: () => void;
};

/** Gives a balance group a credit profile of its own, or the default one of its payment type again. */
export function SetCreditProfile({ group, limits, onClose }: SetCreditProfileProps) {
  const { customerId, balanceGroupId, name, paymentType } = group;
  const api = useApi();
  const queries = useQueryClient();
  const amountOf = useAmount();
  const [shown] = useState(limits);
  const [code, setCode] = useState(limits.answer.creditProfile);
  const profiles = useQuery(creditProfilesQuery(api)).data?.items.filter(
    ({ paymentTypes }) => paymentTypes.length === 0 || paymentTypes.includes(paymentType),
  );
  const byDefault = profiles?.find(({ isDefault }) => isDefault);
  const options = [
    {
      value: '',
      label: t('credit-profile.default'),
      description: byDefault === undefined ? t('credit-profile.no-default') : byDefault.name,
    },
    ...(profiles ?? []).map((profile) => ({ value: profile.code, label: profile.name, description: profile.code })),
  ];
  const chosen = code === null ? byDefault : profiles?.find((profile) => profile.code === code);
  const body = { code };
  const save = useMutation({
    mutationFn: (sent: typeof body) =>
      answerOf(
        api.PUT('/v1/balance-groups/{balanceGroupId}/credit-profile', {
          params: { path: { balanceGroupId }, header: { 'if-match': shown.etag } },
          body: sent,
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      flash('success', t('credit-profile.done', { name }));
      onClose();
    },
  });
  const { errorOf, check } = useChecked(creditProfileBody, body, save);
  return (
    <FormDialog
      title={t('credit-profile.title', { name })}
      verb={t('edit.save')}
      busy={save.isPending}
      error={save.error}
      onSubmit={() => {
        if (check()) save.mutate(body);
      }}
      onClose={onClose}
    >
      <FormField
        label={t('credit-profile.label')}
        constraintText={t('credit-profile.hint', { type: t(`payment-type.${paymentType}`) })}
        errorText={errorOf('/code')}
      >
        <Select
          selectedOption={
            options.find(({ value }) => value === (code ?? '')) ?? { value: code ?? '', label: code ?? '' }
          }
          options={options}
          statusType={profiles === undefined ? 'loading' : 'finished'}
          loadingText={t('table.loading')}
          onChange={({ detail }) => setCode(detail.selectedOption.value || null)}
        />
      </FormField>
      {chosen === undefined ? null : (
        <dl className="sums">
          {chosen.limits.map(({ resource, limit, hard }) => (
            <div className="sums__row" key={resource}>
              <dt>{t(hard ? 'credit-profile.limit.hard' : 'credit-profile.limit', { resource })}</dt>
              <dd className="num">{limit === null ? t('credit.none') : amountOf(resource)(limit)}</dd>
            </div>
          ))}
        </dl>
      )}
    </FormDialog>
  );
}
