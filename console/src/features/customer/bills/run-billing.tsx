import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BillRow } from '../../../lib/answers.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { PeriodText } from '../../../ui/time.tsx';
import { customerKey } from '../queries.ts';

/** Bills the cycles of one billing profile that are over. */
export function RunBilling({ bill, onClose }: { bill: BillRow; onClose: () => void }) {
  const { billingProfileId, customerId, currency } = bill;
  const api = useApi();
  const queries = useQueryClient();
  const { money } = useFormats();
  const run = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/billing-profiles/{billingProfileId}/run-billing', { params: { path: { billingProfileId } } }),
      ),
    onSuccess: async ({ billed }) => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      const [only] = billed;
      if (only === undefined) flash('info', t('run-billing.done.none'));
      else if (billed.length > 1) flash('success', t('run-billing.done', { count: billed.length }));
      else flash('success', t('run-billing.done.one', { id: only.billId, amount: money(only.total, only.currency) }));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('run-billing.title')}
      verb={t('run-billing.do', { amount: money(bill.total, currency) })}
      busy={run.isPending}
      error={run.error}
      onConfirm={() => run.mutate()}
      onClose={onClose}
    >
      <p>{t('run-billing.words')}</p>
      <Facts
        of={[
          { label: t('run-billing.bill'), value: bill.billId },
          { label: t('bills.period'), value: <PeriodText from={bill.from} to={bill.to} /> },
          { label: t('run-billing.amount'), value: money(bill.total, currency) },
        ]}
      />
    </Confirm>
  );
}
