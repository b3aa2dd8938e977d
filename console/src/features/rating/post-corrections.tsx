import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Rerating } from '../../lib/answers.ts';
import { answerOf, useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { useRoleRefusal } from '../../lib/role-refusal.ts';
import { t } from '../../lib/translate.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { flash } from '../../ui/flashes.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { reratingVerdict } from './rerating-verdict.ts';
import { useMoneyOf } from './use-money-of.ts';

/** Posts what a preview has shown, once somebody has said why. */
export function PostCorrections({ rerating }: { rerating: Rerating }) {
  const [isOpen, setOpen] = useState(false);
  const refusal = useRoleRefusal('startRerating');
  const { run, total } = rerating;
  const reason =
    refusal ??
    (run.state === 'running' ? t('rerating.post.running') : total.corrected === 0 ? t('rerating.post.nothing') : null);
  return (
    <>
      <ActionButton primary reason={reason} onClick={() => setOpen(true)}>
        {t('rerating.post')}
      </ActionButton>
      {isOpen ? <PostDialog rerating={rerating} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const LONGEST = 300;

function PostDialog({ rerating, onClose }: { rerating: Rerating; onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { count } = useFormats();
  const { amount } = useMoneyOf();
  const [key] = useState(() => crypto.randomUUID());
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { from, to, customerId, balanceGroupId, product, plan, total } = rerating;
  const reason = note.trim();
  const post = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/re-ratings', {
          params: { header: { 'idempotency-key': key } },
          body: {
            ...{ from, to, reason, dryRun: false },
            ...(customerId === undefined ? {} : { customerId }),
            ...(balanceGroupId === undefined ? {} : { balanceGroupId }),
            ...(product === undefined ? {} : { product }),
            ...(plan === undefined ? {} : { plan }),
          },
        }),
      ),
    onSuccess: async ({ runId }) => {
      await Promise.all(
        [['re-ratings', 'list'], ['job-runs'], ['customer']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      flash('success', t('rerating.post.started'));
      await navigate({ to: '/usage-events/re-ratings/$runId', params: { runId } });
    },
  });
  const error =
    reason === '' ? t('rerating.post.note.error') : reason.length > LONGEST ? t('rerating.post.note.long') : undefined;
  return (
    <FormDialog
      title={t('rerating.post.title')}
      verb={
        total.corrected === 1 ? t('rerating.post.do.one') : t('rerating.post.do', { count: count(total.corrected) })
      }
      busy={post.isPending}
      error={post.error}
      onSubmit={() => {
        setTried(true);
        if (error === undefined) post.mutate();
      }}
      onClose={onClose}
    >
      {reratingVerdict(rerating, { count, amount }).map((sentence) => (
        <p key={sentence} className="strong">
          {sentence}
        </p>
      ))}
      <p>{t('rerating.post.words')}</p>
      <FormField
        stretch
        label={t('rerating.post.note')}
        constraintText={t('rerating.post.note.hint')}
        errorText={tried ? error : undefined}
      >
        <Textarea value={note} rows={3} onChange={({ detail }) => setNote(detail.value)} />
      </FormField>
    </FormDialog>
  );
}
