import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Subscription } from '../../../lib/answers.ts';
import { answerOf, useApi } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { useFirstFocus } from '../../../ui/use-first-focus.ts';
import { customerKey } from '../queries.ts';
import { useBuyingRefusal } from './add-bundle.tsx';
import { promotionCodes } from './promotion-codes.ts';

type ApplyVouchersProps = { readonly customerId: string; readonly subscription: Subscription };

/** Uses voucher codes for a subscription. */
export function ApplyVouchers({ customerId, subscription }: ApplyVouchersProps) {
  const [isOpen, setOpen] = useState(false);
  const reason = useBuyingRefusal('applyVouchers', subscription);
  return (
    <>
      <Button {...(reason === null ? {} : { disabled: true, disabledReason: reason })} onClick={() => setOpen(true)}>
        {t('vouchers.apply')}
      </Button>
      {isOpen ? (
        <VouchersForm customerId={customerId} subscription={subscription} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

function VouchersForm({ customerId, subscription, onClose }: ApplyVouchersProps & { onClose: () => void }) {
  const { subscriptionId, planName } = subscription;
  const api = useApi();
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const first = useRef<InputProps.Ref>(null);
  useFirstFocus(first);
  const codes = promotionCodes(typed);
  const apply = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/subscriptions/{subscriptionId}/vouchers', {
          params: { path: { subscriptionId }, header: { 'idempotency-key': key } },
          body: { codes },
        }),
      ),
    onSuccess: async ({ bundles }) => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      flash('success', t('vouchers.done', { bundles: bundles.join(', ') }));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('vouchers.title', { name: planName })}
      verb={t('vouchers.apply')}
      busy={apply.isPending}
      error={apply.error}
      onConfirm={() => {
        setTried(true);
        if (codes.length > 0) apply.mutate();
      }}
      onClose={onClose}
    >
      <p>{t('vouchers.words')}</p>
      <FormField
        label={t('vouchers.codes')}
        constraintText={t('vouchers.codes.hint')}
        errorText={tried && codes.length === 0 ? t('vouchers.codes.error') : undefined}
      >
        <Input ref={first} value={typed} autoComplete={false} onChange={({ detail }) => setTyped(detail.value)} />
      </FormField>
    </Confirm>
  );
}
