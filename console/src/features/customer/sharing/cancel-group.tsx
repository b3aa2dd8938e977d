import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, useApi } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { Confirm } from '../../../ui/confirm.tsx';
import { flash } from '../../../ui/flashes.tsx';
import { customerKey } from '../queries.ts';
import type { SharingGroup } from './queries.ts';

type CancelGroupProps = { readonly customerId: string; readonly group: SharingGroup; readonly onClose: () => void };

/** Ends a group for good. */
export function CancelGroup({ customerId, group: { groupId, name }, onClose }: CancelGroupProps) {
  const api = useApi();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/sharing-groups/{groupId}/cancel', { params: { path: { groupId } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: customerKey(customerId) });
      flash('success', t('sharing.cancelled', { name }));
      onClose();
    },
  });
  return (
    <Confirm
      title={t('sharing.cancel.title', { name })}
      verb={t('sharing.cancel')}
      typed={{ word: name, label: t('subscriptions.cancel.type', { name }) }}
      busy={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate()}
      onClose={onClose}
    >
      <p>{t('sharing.cancel.words')}</p>
    </Confirm>
  );
}
