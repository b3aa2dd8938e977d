import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { Choice } from '../../ui/choice.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Pager } from '../../ui/pager.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Updated } from '../../ui/updated.tsx';
import { useAmount } from '../catalog/use-amount.ts';
import { notificationColumns } from './notification-columns.tsx';
import { NotificationPanel } from './notification-panel.tsx';
import { type Notification, notificationsQuery } from './queries.ts';

const route = getRouteApi('/notifications/');
const OTHERS = ['pending', 'failed', 'delivered', 'skipped'] as const satisfies readonly Notification['state'][];

/** Notifications that were given up wait here for somebody; others can be asked for. */
export function NotificationsList() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const amountOf = useAmount();
  const { state, cursor } = search;
  const notifications = useQuery(notificationsQuery(useApi(), { state, cursor }));
  return (
    <>
      <DataTable<Notification>
        title={t('notifications.list')}
        description={t('notifications.words')}
        actions={
          <Updated
            at={notifications.dataUpdatedAt}
            busy={notifications.isFetching}
            refresh={() => void notifications.refetch()}
          />
        }
        filter={
          <search className="filters">
            <Choice
              label={t('runs.state')}
              any={t('status.given_up')}
              value={state}
              options={OTHERS.map((value) => ({ value, label: t(`status.${value}`) }))}
              onChange={(next) => void navigate({ search: { state: next } })}
            />
          </search>
        }
        columns={[
          ...notificationColumns(amountOf, ({ notificationId, type }) => (
            <TextLink to="/notifications" search={{ ...search, notification: notificationId }}>
              {t(`notification.${type}`)}
            </TextLink>
          )),
          {
            id: 'customer',
            header: t('run.customer'),
            cell: ({ customerId }) =>
              customerId === null ? (
                '–'
              ) : (
                <TextLink to="/customers/$customerId/notifications" params={{ customerId }}>
                  {customerId}
                </TextLink>
              ),
          },
        ]}
        rows={notifications.data?.items}
        rowId={({ notificationId }) => notificationId}
        error={notifications.error}
        retry={() => void notifications.refetch()}
        pager={
          <Pager
            list={`notifications ${state}`}
            place={search}
            nextCursor={notifications.data?.nextCursor}
            busy={notifications.isPlaceholderData}
            onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
          />
        }
        empty={
          state === undefined ? (
            <Empty title={t('notifications.empty')}>{t('notifications.empty.words')}</Empty>
          ) : (
            <Empty title={t('notifications.no-match')} />
          )
        }
      />
      {search.notification === undefined ? null : (
        <NotificationPanel
          key={search.notification}
          notificationId={search.notification}
          onClose={() => void navigate({ search: (old) => ({ ...old, notification: undefined }) })}
        />
      )}
    </>
  );
}
