import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type * as z from 'zod';
import type { taxStatusAnswer } from '../../../../../functions/http/contract/balances/tax-status.ts';
import { answerOf, useApi, type Versioned } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { customerKey } from '../queries.ts';

type EndExemptionProps = {
  readonly customerId: string;
  /** As it was shown: what is changed is this version. */
  readonly status: Versioned<z.input<typeof taxStatusAnswer>>;
  readonly onClose: () => void;
};

/** Taxes a customer again. */
export function EndExemption({ customerId, status, onClose }: EndExemptionProps) {
  const api = useApi();
  const queries = useQueryClient();
  const [{ etag }] = useState(status);
  const end = useMutation({
    mutationFn: () =>
      answerOf(
        api.PUT('/v1/customers/{customerId}/tax-exemption', {
          params: { path: { customerId }, header: { 'if-match': etag } },
          body: null,
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      flash('success', t('tax-status.ended'));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('tax-status.end.title')}
      verb={t('tax-status.end')}
      busy={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      <p>{t('tax-status.end.words')}</p>
    </Confirm>
  );
}
