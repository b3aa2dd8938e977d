import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { parkedQuery } from '../jobs/queries.ts';

/** Billing profiles that billing had to leave, with the reason; nothing when there are none. */
export function ParkedProfiles() {
  const parked = useQuery(parkedQuery(useApi()));
  if (!parked.isError && !parked.data?.items.length) return null;
  return (
    <DataTable
      sticky={false}
      title={t('home.parked.title')}
      columns={[
        {
          id: 'customer',
          header: t('home.parked.customer'),
          rowHeader: true,
          cell: ({ customerId, customerName }) => (
            <TextLink to="/customers/$customerId/bills" params={{ customerId }}>
              {customerName}
            </TextLink>
          ),
        },
        {
          id: 'profile',
          header: t('home.parked.profile'),
          cell: ({ billingProfileId }) => <span className="mono">{billingProfileId}</span>,
        },
        { id: 'reason', header: t('home.parked.reason'), cell: ({ parked: { reason } }) => reason },
        { id: 'since', header: t('home.parked.since'), cell: ({ parked: { at } }) => <Time at={at} /> },
      ]}
      rows={parked.data?.items}
      rowId={({ billingProfileId }) => billingProfileId}
      error={parked.error}
      retry={() => void parked.refetch()}
      empty={null}
    />
  );
}
