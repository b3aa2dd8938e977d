import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answerOf, useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { t } from '../../lib/translate.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { flash } from '../../ui/flashes.tsx';
import { ConfirmDiscard } from './confirm-discard.tsx';
import { reasonWords } from './reason-words.ts';

type WholeReasonProps = { readonly reason: string; readonly count: number; readonly onClose: () => void };

/** Where the run of an order is shown as it goes. */
function useFollowRun(words: string): (order: { readonly runId: string }) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async ({ runId }) => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['suspense'] }),
      queries.invalidateQueries({ queryKey: ['job-runs'] }),
    ]);
    flash('success', words);
    await navigate({ to: '/jobs/$runId', params: { runId } });
  };
}

/** Sends everything that waits for one reason to be rated again. */
export function RetryAll({ reason, count: open, onClose }: WholeReasonProps) {
  const api = useApi();
  const { count } = useFormats();
  const retry = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/suspense/retry', { body: { reason } })),
    onSuccess: useFollowRun(t('suspense.retry-all.started')),
  });
  return (
    <Confirm
      title={t('suspense.retry-all.title', { reason: reasonWords(reason) })}
      verb={open === 1 ? t('suspense.retry-all.do.one') : t('suspense.retry-all.do', { count: count(open) })}
      busy={retry.isPending}
      error={retry.error}
      onConfirm={() => retry.mutate()}
      onClose={onClose}
    >
      <p>{t('suspense.retry-all.words')}</p>
    </Confirm>
  );
}

/** Gives everything up that waits for one reason, with a note. */
export function DiscardAll({ reason, count: open, onClose }: WholeReasonProps) {
  const api = useApi();
  const { count } = useFormats();
  const discard = useMutation({
    mutationFn: (note: string) => answerOf(api.POST('/v1/suspense/discard', { body: { reason, note } })),
    onSuccess: useFollowRun(t('suspense.discard-all.started')),
  });
  return (
    <ConfirmDiscard
      title={t('suspense.discard-all.title', { reason: reasonWords(reason) })}
      verb={open === 1 ? t('suspense.discard-all.do.one') : t('suspense.discard-all.do', { count: count(open) })}
      words={t('suspense.discard-all.words')}
      busy={discard.isPending}
      error={discard.error}
      onDiscard={(note) => discard.mutate(note)}
      onClose={onClose}
    />
  );
}
