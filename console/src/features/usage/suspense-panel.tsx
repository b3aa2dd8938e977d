import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Suspense } from '../../lib/answers.ts';
import { answerOf, useApi } from '../../lib/api.ts';
import { rolesFor, useMay } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';
import { Facts } from '../../ui/facts.tsx';
import { flash, flashProblem } from '../../ui/flashes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { Time } from '../../ui/time.tsx';
import { ConfirmDiscard } from './confirm-discard.tsx';
import { suspendedQuery } from './queries.ts';
import { reasonWords } from './reason-words.ts';

type SuspensePanelProps = { readonly suspenseId: string; readonly onClose: () => void };

/** One message that could not be rated: why, what it says, and what can be done. */
export function SuspensePanel({ suspenseId, onClose }: SuspensePanelProps) {
  const message = useQuery(suspendedQuery(useApi(), suspenseId));
  return (
    <Panel title={t('suspense.panel')} onClose={onClose}>
      {message.isError ? (
        <ProblemAlert error={message.error} retry={() => void message.refetch()} />
      ) : message.data === undefined ? (
        <Skeleton block />
      ) : (
        <Message message={message.data} onClose={onClose} />
      )}
    </Panel>
  );
}

function Message({ message, onClose }: { message: Suspense; onClose: () => void }) {
  const { suspenseId, status, reason, detail, receivedAt, payload, note, original } = message;
  const api = useApi();
  const queries = useQueryClient();
  const readable = pretty(payload);
  const [text, setText] = useState(readable);
  const [isDiscarding, setDiscarding] = useState(false);
  const isChanged = text !== readable;
  const mayRetry = useMay('retrySuspense');
  const off = mayRetry
    ? {}
    : { disabled: true, disabledReason: t('role.needed', { roles: rolesFor('retrySuspense').join(', ') }) };
  const done = async (words: string): Promise<void> => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['suspense'] }),
      queries.invalidateQueries({ queryKey: ['usage-tally'] }),
    ]);
    flash('success', words);
    onClose();
  };
  const retry = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/suspense/{suspenseId}/retry', {
          params: { path: { suspenseId } },
          body: isChanged ? { payload: text } : {},
        }),
      ),
    onSuccess: () => done(t('suspense.retried')),
    onError: flashProblem,
  });
  return (
    <div className="page">
      <Facts
        of={[
          {
            label: t('suspense.reason'),
            value: (
              <span className="two-lines">
                <span>{reasonWords(reason)}</span>
                <span className="mono muted">{reason}</span>
              </span>
            ),
          },
          { label: t('suspense.status'), value: <StatusPill status={status} /> },
          { label: t('suspense.received'), value: <Time at={receivedAt} /> },
          ...(note === undefined ? [] : [{ label: t('suspense.note'), value: note }]),
        ]}
      />
      <p>{detail}</p>
      {status === 'discarded' ? (
        <pre className="payload">{readable}</pre>
      ) : (
        <FormField
          stretch
          label={isChanged ? t('suspense.payload.edit') : t('suspense.payload')}
          description={t('suspense.payload.edit.hint')}
          warningText={isChanged && !isJson(text) ? t('suspense.payload.invalid') : undefined}
        >
          <div className="payload-field">
            <Textarea value={text} rows={16} spellcheck={false} onChange={({ detail: { value } }) => setText(value)} />
          </div>
        </FormField>
      )}
      {status === 'discarded' ? null : (
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="primary" {...off} loading={retry.isPending} onClick={() => retry.mutate()}>
            {isChanged ? t('suspense.retry.changed') : t('suspense.retry')}
          </Button>
          <Button {...off} onClick={() => setDiscarding(true)}>
            {t('suspense.discard')}
          </Button>
        </SpaceBetween>
      )}
      {original === undefined || original === payload ? null : (
        <ExpandableSection headerText={t('suspense.original')}>
          <pre className="payload">{pretty(original)}</pre>
        </ExpandableSection>
      )}
      {isDiscarding ? (
        <Discard
          suspenseId={suspenseId}
          onDone={() => done(t('suspense.discarded'))}
          onClose={() => setDiscarding(false)}
        />
      ) : null}
    </div>
  );
}

type DiscardProps = { readonly suspenseId: string; readonly onDone: () => Promise<void>; readonly onClose: () => void };

function Discard({ suspenseId, onDone, onClose }: DiscardProps) {
  const api = useApi();
  const discard = useMutation({
    mutationFn: (note: string) =>
      answerOf(api.POST('/v1/suspense/{suspenseId}/discard', { params: { path: { suspenseId } }, body: { note } })),
    onSuccess: onDone,
  });
  return (
    <ConfirmDiscard
      title={t('suspense.discard.title')}
      verb={t('suspense.discard')}
      words={t('suspense.discard.words')}
      busy={discard.isPending}
      error={discard.error}
      onDiscard={(note) => discard.mutate(note)}
      onClose={onClose}
    />
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Indented when it is JSON whose numbers survive that; as it came otherwise. */
function pretty(payload: string): string {
  const withoutTexts = payload.replace(/"(?:[^"\\]|\\.)*"/g, '');
  if (!isJson(payload) || /\d/.test(withoutTexts)) return payload;
  return JSON.stringify(JSON.parse(payload), null, 2);
}
