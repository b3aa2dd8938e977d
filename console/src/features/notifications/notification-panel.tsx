import Button from '@cloudscape-design/components/button';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod';
import type { notificationDetails } from '../../../../functions/http/contract/notifications/notification.ts';
import { answerOf, useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { rolesFor, useMay } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Facts } from '../../ui/facts.tsx';
import { flash, flashProblem } from '../../ui/flashes.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { CodeLink } from '../catalog/code-link.tsx';
import { useAmount } from '../catalog/use-amount.ts';
import { aboutWords } from './notification-columns.tsx';
import { notificationQuery } from './queries.ts';

type Details = z.input<typeof notificationDetails>;
type NotificationPanelProps = { readonly notificationId: string; readonly onClose: () => void };

/** One notification with every try to deliver it. */
export function NotificationPanel({ notificationId, onClose }: NotificationPanelProps) {
  const notification = useQuery(notificationQuery(useApi(), notificationId));
  return (
    <Panel title={t('notifications.one')} onClose={onClose}>
      {notification.isError ? (
        <ProblemAlert error={notification.error} retry={() => void notification.refetch()} />
      ) : notification.data === undefined ? (
        <Skeleton block />
      ) : (
        <NotificationBody of={notification.data} />
      )}
    </Panel>
  );
}

function NotificationBody({ of: one }: { of: Details }) {
  const amountOf = useAmount();
  return (
    <div className="page">
      <Facts
        of={[
          { label: t('notifications.what'), value: t(`notification.${one.type}`) },
          { label: t('notifications.about'), value: aboutWords(one, amountOf) },
          { label: t('runs.state'), value: <StatusPill status={one.state} /> },
          { label: t('communications.when'), value: <Time at={one.at} /> },
          { label: t('communications.channel'), value: t(`channel.${one.channel}`) },
          ...(one.sentTo === null ? [] : [{ label: t('communications.to'), value: one.sentTo }]),
          ...(one.total === null || one.resource === null
            ? []
            : [{ label: t('notifications.total'), value: amountOf(one.resource)(one.total) }]),
          ...(one.rule === null
            ? []
            : [{ label: t('notifications.rule'), value: <CodeLink to="notification-rules" code={one.rule} /> }]),
          ...(one.template === null
            ? []
            : [
                {
                  label: t('communications.template'),
                  value: <CodeLink to="message-templates" code={one.template} />,
                },
              ]),
          ...(one.customerId === null
            ? []
            : [
                {
                  label: t('run.customer'),
                  value: (
                    <TextLink to="/customers/$customerId/overview" params={{ customerId: one.customerId }}>
                      {one.customerId}
                    </TextLink>
                  ),
                },
              ]),
          ...(one.nextAttemptAt === null
            ? []
            : [{ label: t('notifications.next'), value: <Time at={one.nextAttemptAt} /> }]),
        ]}
      />
      <DataTable<Details['attempts'][number]>
        embedded
        title={t('notifications.attempts')}
        counter={`(${one.attempts.length})`}
        columns={[
          { id: 'at', header: t('communications.when'), rowHeader: true, cell: ({ at }) => <Time at={at} /> },
          {
            id: 'outcome',
            header: t('run.outcome'),
            cell: ({ outcome, status, error }) => (
              <span className="two-lines">
                <span>
                  <StatusPill status={outcome} />
                </span>
                <span className="muted small">
                  {error ?? (status === null ? null : t('notifications.answered', { status }))}
                </span>
              </span>
            ),
          },
          {
            id: 'took',
            header: t('notifications.took'),
            numeric: true,
            cell: ({ durationMs }) => t('notifications.ms', { ms: durationMs }),
          },
        ]}
        rows={one.attempts}
        rowId={(attempt) => JSON.stringify(attempt)}
        empty={<Empty title={t('notifications.no-attempts')} />}
      />
      <Replay notificationId={one.notificationId} />
    </div>
  );
}

/** Delivers it again from the beginning. */
function Replay({ notificationId }: { notificationId: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const { minute } = useFormats();
  const off = useMay('replayNotification')
    ? {}
    : { disabled: true, disabledReason: t('role.needed', { roles: rolesFor('replayNotification').join(', ') }) };
  const replay = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/v1/notifications/{notificationId}/replay', { params: { path: { notificationId } } })),
    onSuccess: async ({ at }) => {
      await queries.invalidateQueries({ queryKey: ['notifications'] });
      flash('success', t('notifications.replayed', { when: minute(at) }));
    },
    onError: flashProblem,
  });
  return (
    <div>
      <Button {...off} loading={replay.isPending} onClick={() => replay.mutate()}>
        {t('notifications.replay')}
      </Button>
    </div>
  );
}
