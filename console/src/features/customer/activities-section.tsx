import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../lib/api.ts';
import { useSiteNow } from '../../lib/site-queries.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Pager } from '../../ui/pager.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { ActivityPanel } from './activity-panel.tsx';
import { activitiesQuery } from './queries.ts';

const route = getRouteApi('/customers/$customerId/activities');

/** The audit trail of the account: who, what, when. Nothing of it can be edited. */
export function ActivitiesSection() {
  const { customerId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useSiteNow();
  const activities = useQuery(activitiesQuery(useApi(), customerId, search.cursor));
  const open = (entry: string | undefined) => void navigate({ search: (old) => ({ ...old, entry }) });
  const shown = activities.data?.items.find(({ activityId }) => activityId === search.entry);
  return (
    <>
      <DataTable
        title={t('section.activities')}
        columns={[
          {
            id: 'what',
            header: t('activities.what'),
            rowHeader: true,
            cell: ({ activityId, summary }) => (
              <TextLink
                to="/customers/$customerId/activities"
                params={{ customerId }}
                search={{ ...search, entry: activityId }}
              >
                <span className="sentence">{summary}</span>
              </TextLink>
            ),
          },
          { id: 'when', header: t('activities.when'), cell: ({ at }) => <Time at={at} now={now} /> },
          { id: 'who', header: t('activities.who'), cell: ({ actor }) => actor },
          {
            id: 'object',
            header: t('activities.object'),
            cell: ({ objectType, objectId }) => <span className="mono">{`${objectType} ${objectId}`}</span>,
          },
          {
            id: 'action',
            header: t('activities.action'),
            cell: ({ action }) => <span className="mono">{action}</span>,
          },
        ]}
        rows={activities.data?.items}
        rowId={({ activityId }) => activityId}
        error={activities.error}
        retry={() => void activities.refetch()}
        pager={
          <Pager
            list={`activities ${customerId}`}
            place={search}
            nextCursor={activities.data?.nextCursor}
            busy={activities.isPlaceholderData}
            onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
          />
        }
        empty={<Empty title={t('activities.empty')} />}
      />
      {shown === undefined ? null : <ActivityPanel activity={shown} onClose={() => open(undefined)} />}
    </>
  );
}
