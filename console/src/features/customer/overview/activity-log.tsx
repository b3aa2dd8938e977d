import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api.ts';
import { useSiteNow } from '../../../lib/site-queries.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { Time } from '../../../ui/time.tsx';
import { activitiesQuery } from '../queries.ts';

const LATEST = 5;

/** The last five things that were done to the account. */
export function ActivityLog({ customerId }: { customerId: string }) {
  const activities = useQuery(activitiesQuery(useApi(), customerId, undefined, LATEST));
  const now = useSiteNow();
  return (
    <DataTable
      sticky={false}
      title={t('overview.activity')}
      actions={
        <TextLink to="/customers/$customerId/activities" params={{ customerId }}>
          {t('overview.activity.all')}
        </TextLink>
      }
      columns={[
        { id: 'when', header: t('activities.when'), cell: ({ at }) => <Time at={at} now={now} /> },
        {
          id: 'what',
          header: t('activities.what'),
          rowHeader: true,
          cell: ({ summary }) => <span className="sentence">{summary}</span>,
        },
        { id: 'who', header: t('activities.who'), cell: ({ actor }) => actor },
      ]}
      rows={activities.data?.items}
      rowId={({ activityId }) => activityId}
      error={activities.error}
      retry={() => void activities.refetch()}
      empty={<Empty title={t('overview.activity.empty')} />}
    />
  );
}
