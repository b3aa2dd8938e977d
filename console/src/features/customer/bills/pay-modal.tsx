import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { BillRow } from '../../../lib/answers.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { addDecimals, compareDecimals, negate, parseAmount } from '../../../lib/decimal-text.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { Facts } from '../../../ui/facts.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { OptionalLabel } from '../../../ui/optional-label.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useFirstFocus } from '../../../ui/use-first-focus.ts';
import { customerKey } from '../queries.ts';

type PayModalProps = {
  readonly bill: BillRow;
  readonly direction: 'charge' | 'refund';
  readonly customerName: string;
  readonly onClose: () => void;
};

const METHODS = ['cash', 'credit_card', 'transfer'] as const;
const FORM = 'record-payment';

/** Records money that came in, or went back, another way. One idempotency key as long as it is open: nothing is paid twice. */
export function PayModal({ bill, direction, customerName, onClose }: PayModalProps) {
  const { billId, customerId, currency } = bill;
  const isCharge = direction === 'charge';
  const { money, locale } = useFormats();
  const api = useApi();
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState(isCharge ? bill.due : '');
  const [method, setMethod] = useState<(typeof METHODS)[number]>('transfer');
  const [provider, setProvider] = useState('');
  const [reference, setReference] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const first = useRef<InputProps.Ref>(null);
  useFirstFocus(first);

  const digits = new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  const amount = parseAmount(typed, digits ?? 2);
  const pay = useMutation({
    mutationFn: (paid: string) =>
      answerOf(
        api.POST('/v1/bills/{billId}/payments', {
          params: { path: { billId }, header: { 'idempotency-key': key } },
          body: {
            direction,
            method,
            amount: paid,
            currency,
            ...(provider.trim() === '' ? {} : { provider: provider.trim() }),
            ...(reference.trim() === '' ? {} : { reference: reference.trim() }),
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          },
        }),
      ),
    onSuccess: async ({ payment }) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: customerKey(customerId) }),
        queries.invalidateQueries({ queryKey: ['customers'] }),
      ]);
      const values = { amount: money(payment.amount, currency), id: billId };
      flash('success', isCharge ? t('pay.done', values) : t('pay.done.refund', values));
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (amount === null) first.current?.focus();
    else if (!pay.isPending) pay.mutate(amount);
  };
  const verb =
    amount === null
      ? isCharge
        ? t('pay.do.plain')
        : t('pay.do.refund.plain')
      : t(isCharge ? 'pay.do' : 'pay.do.refund', { amount: money(amount, currency) });
  return (
    <Modal
      visible
      header={isCharge ? t('pay.title', { id: billId }) : t('pay.title.refund', { id: billId })}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button variant="primary" formAction="submit" form={FORM} loading={pay.isPending}>
              {verb}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate>
        <SpaceBetween size="l">
          {pay.isError ? <ProblemAlert error={pay.error} /> : null}
          <Facts
            of={[
              { label: t('pay.customer'), value: customerName },
              { label: t('pay.total'), value: money(bill.total, currency) },
              { label: t('pay.due-now'), value: money(bill.due, currency) },
              {
                label: t('pay.due-after'),
                value: amount === null ? '–' : money(dueAfter(bill.due, amount, isCharge), currency),
              },
            ]}
          />
          <FormField
            label={t('pay.amount')}
            errorText={tried && amount === null ? t('pay.amount.error') : undefined}
            constraintText={surplus(bill.due, amount, isCharge, (over) => money(over, currency))}
          >
            <Input
              ref={first}
              value={typed}
              inputMode="decimal"
              autoComplete={false}
              onChange={({ detail }) => setTyped(detail.value)}
            />
          </FormField>
          <FormField label={t('pay.method')}>
            <RadioGroup
              value={method}
              items={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
              direction="horizontal"
              onChange={({ detail }) => setMethod(METHODS.find((value) => value === detail.value) ?? method)}
            />
          </FormField>
          <FormField label={<OptionalLabel label={t('pay.provider')} />} constraintText={t('pay.provider.hint')}>
            <Input value={provider} onChange={({ detail }) => setProvider(detail.value)} />
          </FormField>
          <FormField label={<OptionalLabel label={t('pay.reference')} />}>
            <Input value={reference} onChange={({ detail }) => setReference(detail.value)} />
          </FormField>
          <FormField label={<OptionalLabel label={t('pay.note')} />}>
            <Textarea value={note} rows={2} onChange={({ detail }) => setNote(detail.value)} />
          </FormField>
        </SpaceBetween>
      </form>
    </Modal>
  );
}

/** What the bill owes afterwards: a charge leaves nothing below zero, a refund opens the bill again. */
function dueAfter(due: string, amount: string, isCharge: boolean): string {
  const after = addDecimals(due, isCharge ? negate(amount) : amount);
  return compareDecimals(after, '0') < 0 ? '0' : after;
}

function surplus(
  due: string,
  amount: string | null,
  isCharge: boolean,
  money: (amount: string) => string,
): string | undefined {
  if (!isCharge || amount === null) return undefined;
  const over = addDecimals(amount, negate(due));
  return compareDecimals(over, '0') > 0 ? t('pay.credit-after', { amount: money(over) }) : undefined;
}
