import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type * as z from 'zod';
import { memberBody } from '../../../../../functions/http/contract/sharing/sharing-group.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { endOfDay } from '../../../lib/format-time.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { useChecked } from '../../../lib/use-checked.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { balancesQuery, customerKey } from '../queries.ts';
import { FindCustomer, type FoundCustomer } from './find-customer.tsx';
import type { SharingGroup } from './queries.ts';

type NewMember = z.input<typeof memberBody>;
type AddMemberProps = { readonly customerId: string; readonly group: SharingGroup; readonly onClose: () => void };

/** Lets another customer use what a group shares. */
export function AddMember({ customerId, group: { groupId, name, members }, onClose }: AddMemberProps) {
  const api = useApi();
  const queries = useQueryClient();
  const { zone } = useFormats();
  const [key] = useState(() => crypto.randomUUID());
  const [member, setMember] = useState<FoundCustomer | null>(null);
  const [balanceGroup, setBalanceGroup] = useState<string | null>(null);
  const [to, setTo] = useState('');
  const own = useQuery({ ...balancesQuery(api, member?.customerId ?? ''), enabled: member !== null }).data?.items ?? [];
  const balanceGroups = own.map(({ balanceGroupId, name: label }) => ({ value: balanceGroupId, label }));
  const body: NewMember = {
    customerId: member?.customerId ?? '',
    ...(balanceGroup === null ? {} : { balanceGroupId: balanceGroup }),
    ...(to === '' ? {} : { validTo: endOfDay(to, zone) }),
  };
  const add = useMutation({
    mutationFn: (sent: NewMember) =>
      answerOf(
        api.POST('/v1/sharing-groups/{groupId}/members', {
          params: { path: { groupId }, header: { 'idempotency-key': key } },
          body: sent,
        }),
      ),
    onSuccess: async (_, sent) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: customerKey(customerId) }),
        queries.invalidateQueries({ queryKey: customerKey(sent.customerId) }),
      ]);
      flash('success', t('sharing.added', { member: member?.name ?? sent.customerId, name }));
      onClose();
    },
  });
  const { errorOf, check } = useChecked(memberBody, body, add);
  const gone = members.filter(({ status }) => status === 'removed').map((one) => one.customerId);
  const taken = members.map((one) => one.customerId).filter((one) => !gone.includes(one));
  const missing = member === null ? t('find-customer.error') : undefined;
  return (
    <FormDialog
      title={t('sharing.add.title', { name })}
      verb={t('sharing.add')}
      busy={add.isPending}
      error={add.error}
      onSubmit={() => {
        if (check()) add.mutate(body);
      }}
      onClose={onClose}
    >
      <FindCustomer
        label={t('sharing.member')}
        value={member}
        except={[customerId, ...taken]}
        error={errorOf('/customerId') === undefined ? undefined : (missing ?? errorOf('/customerId'))}
        onChange={(found) => {
          setMember(found);
          setBalanceGroup(null);
        }}
      />
      {balanceGroups.length < 2 ? null : (
        <FormField label={t('balances.group')} errorText={errorOf('/balanceGroupId')}>
          <Select
            selectedOption={balanceGroups.find(({ value }) => value === balanceGroup) ?? null}
            placeholder={t('onboarding.choose')}
            options={balanceGroups}
            onChange={({ detail }) => setBalanceGroup(detail.selectedOption.value ?? null)}
          />
        </FormField>
      )}
      <DayField
        label={t('sharing.to')}
        optional
        future
        hint={t('sharing.to.hint')}
        value={to}
        error={errorOf('/validTo')}
        onChange={setTo}
      />
    </FormDialog>
  );
}
