import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type * as z from 'zod';
import { transitionBody } from '../../../../../functions/http/contract/customers/subscription.ts';
import type { Subscription } from '../../../lib/answers.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { issuesBy, issuesIn } from '../../../lib/field-issues.ts';
import { endOfDay } from '../../../lib/format-time.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useSiteNow } from '../../../lib/site-queries.ts';
import { t } from '../../../lib/translate.ts';
import { useChecked } from '../../../lib/use-checked.ts';
import { useSettled } from '../../../lib/use-settled.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { plansQuery } from '../../catalog/queries.ts';
import { balancesQuery, customerKey, serviceTypesQuery } from '../queries.ts';
import { TransitionPreview, transitionPreviewQuery } from './transition-preview.tsx';

type Transition = z.input<typeof transitionBody>;
type PlanTransitionProps = {
  readonly customerId: string;
  readonly subscription: Subscription;
  readonly onClose: () => void;
};

const IDENTIFIERS = '/identifiers/';

/** Moves a subscription to another plan: what that comes to is shown before it is asked for. */
export function PlanTransition({ customerId, subscription, onClose }: PlanTransitionProps) {
  const { subscriptionId, planName, balanceGroupId } = subscription;
  const api = useApi();
  const queries = useQueryClient();
  const { zone, lastDay } = useFormats();
  const now = useSiteNow();
  const [key] = useState(() => crypto.randomUUID());
  const [plan, setPlan] = useState(subscription.transition?.plan ?? '');
  const [effective, setEffective] = useState<'now' | 'cycle_end'>('cycle_end');
  const [to, setTo] = useState('');
  const [identifiers, setIdentifiers] = useState<Readonly<Record<string, string>>>({});
  const [asked, setAsked] = useState<readonly string[]>([]);
  const group = useQuery(balancesQuery(api, customerId)).data?.items.find(
    (one) => one.balanceGroupId === balanceGroupId,
  );
  const plans = useQuery(plansQuery(api)).data?.items.filter(
    ({ code, status, paymentTypes }) =>
      status === 'active' &&
      code !== subscription.plan &&
      (paymentTypes.length === 0 || group === undefined || paymentTypes.includes(group.paymentType)),
  );
  const types = useQuery(serviceTypesQuery(api)).data?.items ?? [];
  const given = Object.entries(identifiers).filter(([type, text]) => asked.includes(type) && text.trim() !== '');
  const body: Transition = {
    plan,
    effective,
    ...(to === '' ? {} : { validTo: endOfDay(to, zone) }),
    identifiers: Object.fromEntries(given.map(([type, text]) => [type, text.trim()])),
  };
  const settled = useSettled(issuesBy(transitionBody, body).size === 0 ? body : null);
  const preview = useQuery(transitionPreviewQuery(api, subscriptionId, settled));
  const missing = [...issuesIn(preview.error)].filter(([pointer]) => pointer.startsWith(IDENTIFIERS));
  const missingTypes = missing.map(([pointer]) => pointer.slice(IDENTIFIERS.length)).join(' ');
  // The API knows which services the new plan has and the old one has not: it is asked, and its fields stay.
  useEffect(() => {
    const types = missingTypes.split(' ').filter((type) => type !== '');
    setAsked((known) => [...new Set([...known, ...types])]);
  }, [missingTypes]);
  const request = useMutation({
    mutationFn: (sent: Transition) =>
      answerOf(
        api.POST('/v1/subscriptions/{subscriptionId}/plan-transition', {
          params: { path: { subscriptionId }, header: { 'idempotency-key': key } },
          body: sent,
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      flash('success', t('transition.done', { plan: planLabel }));
      onClose();
    },
  });
  const { errorOf, isRight, check } = useChecked(transitionBody, body, request);
  const options = (plans ?? []).map(({ code, name, description = code }) => ({
    value: code,
    label: name,
    description,
  }));
  const planLabel = options.find(({ value }) => value === plan)?.label ?? plan;
  const isShown = !preview.isPlaceholderData && JSON.stringify(settled) === JSON.stringify(body);
  const cycleEnd = cycleEndAt(group?.cycles, now);
  const onlyMissing = missing.length > 0 && missing.length === issuesIn(preview.error).size;
  return (
    <FormDialog
      title={t('transition.title', { name: planName })}
      verb={plan === '' ? t('transition.start') : t('transition.do', { plan: planLabel })}
      busy={request.isPending}
      blocked={isRight && (!isShown || preview.data == null)}
      error={request.error}
      onSubmit={() => {
        if (check()) request.mutate(body);
      }}
      onClose={onClose}
    >
      <FormField
        label={t('transition.plan')}
        errorText={
          errorOf('/plan') === undefined ? undefined : plan === '' ? t('onboarding.choose.error') : errorOf('/plan')
        }
      >
        <Select
          filteringType="auto"
          placeholder={t('transition.choose')}
          selectedOption={options.find(({ value }) => value === plan) ?? null}
          options={options}
          statusType={plans === undefined ? 'loading' : 'finished'}
          loadingText={t('table.loading')}
          empty={t('transition.no-plans')}
          onChange={({ detail }) => setPlan(detail.selectedOption.value ?? '')}
        />
      </FormField>
      <FormField label={t('subscriptions.cancel.when')} errorText={errorOf('/effective')}>
        <RadioGroup
          value={effective}
          items={[
            {
              value: 'cycle_end',
              label: t('subscriptions.cancel.cycle'),
              ...(cycleEnd === undefined ? {} : { description: t('transition.cycle', { day: lastDay(cycleEnd) }) }),
            },
            { value: 'now', label: t('subscriptions.cancel.now'), description: t('transition.now') },
          ]}
          onChange={({ detail }) => setEffective(detail.value === 'now' ? 'now' : 'cycle_end')}
        />
      </FormField>
      <DayField
        label={t('transition.to')}
        optional
        future
        hint={t('transition.to.hint')}
        value={to}
        error={errorOf('/validTo')}
        onChange={setTo}
      />
      {asked.map((type) => (
        <FormField
          key={type}
          label={t('transition.identifier', { service: types.find(({ code }) => code === type)?.name ?? type })}
          constraintText={t('transition.identifier.hint')}
          errorText={
            errorOf(`${IDENTIFIERS}${type}`) ??
            (identifiers[type] && isShown ? issuesIn(preview.error).get(`${IDENTIFIERS}${type}`) : undefined)
          }
        >
          <Input
            value={identifiers[type] ?? ''}
            autoComplete={false}
            onChange={({ detail }) => setIdentifiers({ ...identifiers, [type]: detail.value })}
          />
        </FormField>
      ))}
      {settled === null ? null : (
        <TransitionPreview
          preview={preview.data ?? undefined}
          error={preview.error}
          needs={onlyMissing ? t('transition.needs') : undefined}
        />
      )}
    </FormDialog>
  );
}

type Cycles = { readonly active: { readonly to: string }; readonly next: { readonly to: string } };

/** A cycle that is over and not billed yet is not the current one. */
const cycleEndAt = (cycles: Cycles | undefined, now: string | undefined): string | undefined =>
  cycles !== undefined && now !== undefined && cycles.active.to <= now ? cycles.next.to : cycles?.active.to;
