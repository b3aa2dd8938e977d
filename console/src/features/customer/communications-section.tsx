import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../lib/api.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { communicationsQuery } from './queries.ts';

const route = getRouteApi('/customers/$customerId/communications');

/** The log of what the system sent to the customer. */
export function CommunicationsSection() {
  const { customerId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const sent = useQuery(communicationsQuery(useApi(), customerId, search.cursor));
  const open = (entry: string | undefined) => void navigate({ search: (old) => ({ ...old, entry }) });
  const shown = sent.data?.items.find(({ communicationId }) => communicationId === search.entry);
  return (
    <>
      <DataTable
        title={t('section.communications')}
        columns={[
          {
            id: 'subject',
            header: t('communications.subject'),
            rowHeader: true,
            cell: ({ communicationId, subject }) => (
              <TextLink
                to="/customers/$customerId/communications"
                params={{ customerId }}
                search={{ ...search, entry: communicationId }}
              >
                {subject}
              </TextLink>
            ),
          },
          { id: 'when', header: t('communications.when'), cell: ({ at }) => <Time at={at} /> },
          { id: 'to', header: t('communications.to'), cell: ({ to }) => to },
          { id: 'template', header: t('communications.template'), cell: ({ template }) => template },
          { id: 'status', header: t('communications.status'), cell: ({ status }) => <StatusPill status={status} /> },
        ]}
        rows={sent.data?.items}
        rowId={({ communicationId }) => communicationId}
        error={sent.error}
        retry={() => void sent.refetch()}
        pager={
          <Pager
            list={`communications ${customerId}`}
            place={search}
            nextCursor={sent.data?.nextCursor}
            busy={sent.isPlaceholderData}
            onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
          />
        }
        empty={<Empty title={t('communications.empty')}>{t('communications.empty.words')}</Empty>}
      />
      {shown === undefined ? null : (
        <Panel title={t('communications.detail')} onClose={() => open(undefined)}>
          <Facts
            of={[
              { label: t('communications.subject'), value: shown.subject },
              { label: t('communications.status'), value: <StatusPill status={shown.status} /> },
              { label: t('communications.when'), value: <Time at={shown.at} /> },
              { label: t('communications.channel'), value: t(`communications.${shown.channel}`) },
              { label: t('communications.to'), value: shown.to },
              { label: t('communications.template'), value: <span className="mono">{shown.template}</span> },
              ...(shown.related === undefined
                ? []
                : [{ label: t('communications.related'), value: <span className="mono">{shown.related}</span> }]),
              ...(shown.error === undefined ? [] : [{ label: t('communications.error'), value: shown.error }]),
            ]}
          />
        </Panel>
      )}
    </>
  );
}
