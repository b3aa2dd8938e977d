import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type * as z from 'zod';
import { groupBody } from '../../../../../functions/http/contract/sharing/sharing-group.ts';
import type { Subscription } from '../../../lib/answers.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { endOfDay, startOfDay } from '../../../lib/format-time.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { useChecked } from '../../../lib/use-checked.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { customerKey } from '../queries.ts';

type NewGroup = z.input<typeof groupBody>;

type CreateGroupProps = {
  readonly customerId: string;
  readonly subscription: Subscription;
  readonly onDone: (groupId: string) => void;
  readonly onClose: () => void;
};

/** Lets others use what a subscription has. The policy is made of discounts that were bought with it. */
export function CreateGroup({ customerId, subscription, onDone, onClose }: CreateGroupProps) {
  const { subscriptionId, planName } = subscription;
  const api = useApi();
  const queries = useQueryClient();
  const { zone } = useFormats();
  const [key] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [policyName, setPolicyName] = useState('');
  const [discounts, setDiscounts] = useState<readonly string[]>([]);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [status, setStatus] = useState<'active' | 'inactive'>('active');
  const bought = subscription.discounts.filter((one) => one.status === 'active' || one.status === 'pending');
  const offered = bought.filter(
    ({ discount }, index) => bought.findIndex((one) => one.discount === discount) === index,
  );
  const body: NewGroup = {
    name,
    subscriptionId,
    policy: { name: policyName, discounts: [...discounts] },
    ...(from === '' ? {} : { validFrom: startOfDay(from, zone) }),
    ...(to === '' ? {} : { validTo: endOfDay(to, zone) }),
    status,
  };
  const create = useMutation({
    mutationFn: (sent: NewGroup) =>
      answerOf(
        api.POST('/v1/customers/{customerId}/sharing-groups', {
          params: { path: { customerId }, header: { 'idempotency-key': key } },
          body: sent,
        }),
      ),
    onSuccess: async ({ groupId }) => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      flash('success', t('sharing.created', { name }));
      onClose();
      onDone(groupId);
    },
  });
  const { errorOf, check } = useChecked(groupBody, body, create);
  const ofDiscounts = discounts.map((_, index) => errorOf(`/policy/discounts/${index}`)).find(Boolean);
  return (
    <FormDialog
      title={t('sharing.create.title', { plan: planName })}
      verb={t('sharing.create')}
      busy={create.isPending}
      blocked={offered.length === 0}
      error={create.error}
      onSubmit={() => {
        if (check()) create.mutate(body);
      }}
      onClose={onClose}
    >
      <FormField label={t('sharing.name')} errorText={errorOf('/name')} constraintText={t('sharing.name.hint')}>
        <Input value={name} autoComplete={false} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <FormField
        label={t('sharing.policy')}
        errorText={errorOf('/policy/name')}
        constraintText={t('sharing.policy.hint')}
      >
        <Input value={policyName} autoComplete={false} onChange={({ detail }) => setPolicyName(detail.value)} />
      </FormField>
      <FormField
        label={t('sharing.discounts')}
        description={t('sharing.discounts.hint')}
        errorText={errorOf('/policy/discounts') ?? ofDiscounts}
      >
        {offered.length === 0 ? (
          <p className="muted">{t('sharing.discounts.none')}</p>
        ) : (
          offered.map(({ discount, discountName }) => (
            <Checkbox
              key={discount}
              checked={discounts.includes(discount)}
              onChange={({ detail }) =>
                setDiscounts(detail.checked ? [...discounts, discount] : discounts.filter((one) => one !== discount))
              }
            >
              {discountName}
            </Checkbox>
          ))
        )}
      </FormField>
      <div className="fields">
        <DayField
          label={t('sharing.from')}
          optional
          hint={t('sharing.from.hint')}
          value={from}
          error={errorOf('/validFrom')}
          onChange={setFrom}
        />
        <DayField
          label={t('sharing.to')}
          optional
          future
          hint={t('sharing.to.hint')}
          value={to}
          error={errorOf('/validTo')}
          onChange={setTo}
        />
      </div>
      <FormField label={t('product.status')}>
        <RadioGroup
          value={status}
          direction="horizontal"
          items={[
            { value: 'active', label: t('status.active') },
            { value: 'inactive', label: t('status.inactive') },
          ]}
          onChange={({ detail }) => setStatus(detail.value === 'inactive' ? 'inactive' : 'active')}
        />
      </FormField>
    </FormDialog>
  );
}
