import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Pager } from '../../ui/pager.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { useAmount } from '../catalog/use-amount.ts';
import { notificationColumns } from '../notifications/notification-columns.tsx';
import { NotificationPanel } from '../notifications/notification-panel.tsx';
import type { Notification } from '../notifications/queries.ts';
import { customerNotificationsQuery } from './queries.ts';

const route = getRouteApi('/customers/$customerId/notifications');

/** What was told about the customer: thresholds that were reached, usage that was refused. */
export function NotificationsSection() {
  const { customerId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const amountOf = useAmount();
  const notifications = useQuery(customerNotificationsQuery(useApi(), customerId, search.cursor));
  return (
    <>
      <DataTable<Notification>
        title={t('section.notifications')}
        columns={notificationColumns(amountOf, ({ notificationId, type }) => (
          <TextLink
            to="/customers/$customerId/notifications"
            params={{ customerId }}
            search={{ ...search, entry: notificationId }}
          >
            {t(`notification.${type}`)}
          </TextLink>
        ))}
        rows={notifications.data?.items}
        rowId={({ notificationId }) => notificationId}
        error={notifications.error}
        retry={() => void notifications.refetch()}
        pager={
          <Pager
            list={`notifications ${customerId}`}
            place={search}
            nextCursor={notifications.data?.nextCursor}
            busy={notifications.isPlaceholderData}
            onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
          />
        }
        empty={<Empty title={t('notifications.none')}>{t('notifications.none.words')}</Empty>}
      />
      {search.entry === undefined ? null : (
        <NotificationPanel
          key={search.entry}
          notificationId={search.entry}
          onClose={() => void navigate({ search: (old) => ({ ...old, entry: undefined }) })}
        />
      )}
    </>
  );
}
