import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answerOf, useApi } from '../../lib/api.ts';
import { problemOf } from '../../lib/problem.ts';
import { rolesFor, useMay } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { flash, flashProblem } from '../../ui/flashes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { EnabledPill } from './enabled-pill.tsx';
import type { Endpoint } from './queries.ts';
import { SecretOnce } from './secret-once.tsx';

type EndpointPanelProps = { readonly endpoint: Endpoint; readonly onClose: () => void };
type Asked = 'rotate' | 'remove';

/** One endpoint: try it, give it another secret, turn it off, remove it. */
export function EndpointPanel({ endpoint, onClose }: EndpointPanelProps) {
  const { code, name, description, url, enabled, createdAt, secrets } = endpoint;
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const path = { code };
  const refresh = () => queries.invalidateQueries({ queryKey: ['webhook-endpoints'] });
  const off = useMay('updateWebhookEndpoint')
    ? {}
    : { disabled: true, disabledReason: t('role.needed', { roles: rolesFor('updateWebhookEndpoint').join(', ') }) };
  const test = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/webhook-endpoints/{code}/test', { params: { path } })),
    onSuccess: async ({ notificationId }) => {
      await queries.invalidateQueries({ queryKey: ['notifications'] });
      flash('success', t('endpoints.tested'));
      await navigate({ to: '/notifications', search: { state: 'pending', notification: notificationId } });
    },
    onError: flashProblem,
  });
  const turn = useMutation({
    mutationFn: async () => {
      const current = await api.GET('/v1/webhook-endpoints/{code}', { params: { path } });
      if (current.data === undefined) throw problemOf(current.response.status, current.error);
      return answerOf(
        api.PUT('/v1/webhook-endpoints/{code}', {
          params: { path, header: { 'if-match': current.response.headers.get('etag') ?? '' } },
          body: {
            name: current.data.name,
            url: current.data.url,
            enabled: !enabled,
            ...(current.data.description === null ? {} : { description: current.data.description }),
          },
        }),
      );
    },
    onSuccess: refresh,
    onError: flashProblem,
  });
  const rotate = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/webhook-endpoints/{code}/rotate-secret', { params: { path } })),
    onSuccess: async (answer) => {
      setSecret(answer.secret);
      setAsked(null);
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      const { error, response } = await api.DELETE('/v1/webhook-endpoints/{code}', { params: { path } });
      if (!response.ok) throw problemOf(response.status, error);
    },
    onSuccess: async () => {
      await refresh();
      flash('success', t('endpoints.removed', { name }));
      onClose();
    },
  });
  return (
    <Panel title={name} onClose={onClose}>
      <div className="page">
        {secret === null ? null : <SecretOnce secret={secret} />}
        <Facts
          of={[
            { label: t('endpoints.url'), value: <span className="mono">{url}</span> },
            { label: t('endpoints.code'), value: <span className="mono">{code}</span> },
            { label: t('suspense.status'), value: <EnabledPill enabled={enabled} /> },
            { label: t('endpoints.since'), value: <Time at={createdAt} /> },
            ...(description === null ? [] : [{ label: t('catalog.description'), value: description }]),
          ]}
        />
        <DataTable<Endpoint['secrets'][number]>
          embedded
          title={t('endpoints.secrets')}
          columns={[
            {
              id: 'since',
              header: t('endpoints.since'),
              rowHeader: true,
              cell: (one) => <Time at={one.createdAt} />,
            },
            {
              id: 'until',
              header: t('endpoints.secret.until'),
              cell: ({ expiresAt }) => (expiresAt === null ? t('endpoints.secret.current') : <Time at={expiresAt} />),
            },
          ]}
          rows={secrets}
          rowId={(one) => one.createdAt}
          empty={null}
        />
        <SpaceBetween direction="horizontal" size="xs">
          <Button {...off} loading={test.isPending} onClick={() => test.mutate()}>
            {t('endpoints.test')}
          </Button>
          <Button {...off} loading={turn.isPending} onClick={() => turn.mutate()}>
            {enabled ? t('endpoints.turn-off') : t('endpoints.turn-on')}
          </Button>
          <Button {...off} onClick={() => setAsked('rotate')}>
            {t('endpoints.rotate')}
          </Button>
          <Button {...off} onClick={() => setAsked('remove')}>
            {t('endpoints.remove')}
          </Button>
        </SpaceBetween>
      </div>
      {asked === 'rotate' ? (
        <Confirm
          title={t('endpoints.rotate.title', { name })}
          verb={t('endpoints.rotate')}
          busy={rotate.isPending}
          error={rotate.error}
          onConfirm={() => rotate.mutate()}
          onClose={() => setAsked(null)}
        >
          <p>{t('endpoints.rotate.words')}</p>
        </Confirm>
      ) : null}
      {asked === 'remove' ? (
        <Confirm
          title={t('endpoints.remove.title', { name })}
          verb={t('endpoints.remove')}
          typed={{ word: code, label: t('endpoints.remove.type', { code }) }}
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsked(null)}
        >
          <p>{t('endpoints.remove.words')}</p>
        </Confirm>
      ) : null}
    </Panel>
  );
}
