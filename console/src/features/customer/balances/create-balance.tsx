import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type * as z from 'zod';
import { newBalanceBody } from '../../../../../functions/http/contract/balances/new-balance.ts';
import type { GroupBalances } from '../../../lib/answers.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { addDecimals, isZero, negate, parseAmount } from '../../../lib/decimal-text.ts';
import { endOfDay } from '../../../lib/format-time.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useSiteNow } from '../../../lib/site-queries.ts';
import { t } from '../../../lib/translate.ts';
import { useChecked } from '../../../lib/use-checked.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { resourcesQuery } from '../../catalog/queries.ts';
import { useAmount } from '../../catalog/use-amount.ts';
import { customerKey, overviewQuery } from '../queries.ts';

type NewBalance = z.input<typeof newBalanceBody>;
/** As the API takes decimals. */
const MOST_DIGITS = 12;
const UNTIL = ['cycle', 'infinite', 'day'] as const;

/** Puts money or units into a balance group by hand. One idempotency key as long as it is open: nothing is given twice. */
export function CreateBalance({ group, onClose }: { group: GroupBalances; onClose: () => void }) {
  const { customerId, balanceGroupId, cycles } = group;
  const api = useApi();
  const queries = useQueryClient();
  const { zone, lastDay, money } = useFormats();
  const amountOf = useAmount();
  const now = useSiteNow();
  const [key] = useState(() => crypto.randomUUID());
  const [resource, setResource] = useState(group.resource);
  const [typed, setTyped] = useState('');
  const [wanted, setDirection] = useState<NewBalance['direction']>('credit');
  const [until, setUntil] = useState<(typeof UNTIL)[number]>('infinite');
  const [day, setDay] = useState('');
  const [note, setNote] = useState('');
  const customer = useQuery(overviewQuery(api, customerId)).data?.customer;
  const known = useQuery(resourcesQuery(api)).data?.items ?? [];
  // Money of another currency than the group is billed in has no place here, and what only counts has no balance.
  const resources = known.filter(({ code, kind, counter }) => !counter && (kind === 'unit' || code === group.resource));
  const isMoney = resource === group.resource;
  const direction = isMoney ? 'credit' : wanted;
  const amount = typed.trim().replace(',', '.');
  const body: NewBalance = {
    ...{ resource, amount, direction },
    validity: until === 'day' ? { until: endOfDay(day, zone) } : until,
    note,
  };
  const create = useMutation({
    mutationFn: (sent: NewBalance) =>
      answerOf(
        api.POST('/v1/balance-groups/{balanceGroupId}/balances', {
          params: { path: { balanceGroupId }, header: { 'idempotency-key': key } },
          body: sent,
        }),
      ),
    onSuccess: async ({ settled }, sent) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: customerKey(customerId) }),
        queries.invalidateQueries({ queryKey: ['customers'] }),
      ]);
      const write = amountOf(sent.resource);
      const values = { amount: write(sent.amount), settled: write(settled) };
      const words = sent.direction === 'debit' ? 'new-balance.done.debit' : 'new-balance.done';
      flash('success', isZero(settled) ? t(words, values) : t('new-balance.done.settled', values));
      onClose();
    },
  });
  const { errorOf, isRight, check } = useChecked(newBalanceBody, body, create);
  const total = group.balances.find((balance) => balance.resource === resource)?.total ?? '0';
  const after = addDecimals(total, direction === 'credit' ? negate(safe(amount)) : safe(amount));
  const cycleEnd = now !== undefined && cycles.active.to <= now ? cycles.next.to : cycles.active.to;
  const write = amountOf(resource);
  const { currency } = group;
  const writeTotal = (text: string) => (isMoney && currency !== null ? money(text, currency) : write(text));
  const ofUntil = errorOf('/validity/until') ?? errorOf('/validity');
  const verbs = { credit: 'new-balance.do', debit: 'new-balance.do.debit' } as const;
  const options = resources.map(({ code, name }) => ({ value: code, label: name, description: code }));
  return (
    <FormDialog
      title={t('new-balance.title')}
      verb={isZero(safe(amount)) ? t('new-balance.create') : t(verbs[direction], { amount: write(safe(amount)) })}
      busy={create.isPending}
      error={create.error}
      onSubmit={() => {
        if (check() && isRight) create.mutate(body);
      }}
      onClose={onClose}
    >
      <FormField label={t('balances.resource')} errorText={errorOf('/resource')}>
        <Select
          selectedOption={options.find(({ value }) => value === resource) ?? { value: resource, label: resource }}
          options={options}
          onChange={({ detail }) => setResource(detail.selectedOption.value ?? resource)}
        />
      </FormField>
      <FormField
        label={t('new-balance.amount')}
        errorText={
          errorOf('/amount') !== undefined && parseAmount(typed, MOST_DIGITS) === null
            ? t('pay.amount.error')
            : errorOf('/amount')
        }
        constraintText={isMoney ? t('new-balance.money') : undefined}
      >
        <Input
          value={typed}
          inputMode="decimal"
          autoComplete={false}
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
      {isMoney ? null : (
        <FormField label={t('new-balance.direction')} errorText={errorOf('/direction')}>
          <RadioGroup
            value={direction}
            items={(['credit', 'debit'] as const).map((value) => ({
              value,
              label: t(`new-balance.${value}`),
              description: t(`new-balance.${value}.words`),
            }))}
            onChange={({ detail }) => setDirection(detail.value === 'debit' ? 'debit' : 'credit')}
          />
        </FormField>
      )}
      <FormField label={t('balances.validity')} errorText={until === 'day' ? undefined : errorOf('/validity')}>
        <RadioGroup
          value={until}
          items={UNTIL.map((value) => ({
            value,
            label: t(`new-balance.${value}`),
            ...(value === 'cycle' ? { description: t('new-balance.cycle.words', { day: lastDay(cycleEnd) }) } : {}),
          }))}
          onChange={({ detail }) => setUntil(UNTIL.find((value) => value === detail.value) ?? until)}
        />
      </FormField>
      {until === 'day' ? (
        <DayField label={t('new-balance.last-day')} value={day} future error={ofUntil} onChange={setDay} />
      ) : null}
      <FormField label={t('pay.note')} errorText={errorOf('/note')} constraintText={t('new-balance.note.hint')}>
        <Input value={note} autoComplete={false} onChange={({ detail }) => setNote(detail.value)} />
      </FormField>
      <Facts
        of={[
          { label: t('pay.customer'), value: customer?.name ?? customerId },
          { label: t('new-balance.total'), value: writeTotal(total) },
          { label: t('new-balance.after'), value: isZero(safe(amount)) ? '–' : writeTotal(after) },
        ]}
      />
    </FormDialog>
  );
}

/** What is typed, or nothing while it is no amount yet. */
const safe = (amount: string): string => (/^\d{1,15}(\.\d{1,12})?$/.test(amount) ? amount : '0');
