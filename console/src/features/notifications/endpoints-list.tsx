import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../../lib/api.ts';
import { rolesFor, useMay } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Pager } from '../../ui/pager.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { CreateEndpoint } from './create-endpoint.tsx';
import { EnabledPill } from './enabled-pill.tsx';
import { EndpointPanel } from './endpoint-panel.tsx';
import { type Endpoint, endpointsQuery } from './queries.ts';

const route = getRouteApi('/notifications/endpoints');

/** The addresses of other systems that are told. */
export function EndpointsList() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [isCreating, setCreating] = useState(false);
  const endpoints = useQuery(endpointsQuery(useApi(), search.cursor));
  const shown = endpoints.data?.items.find(({ code }) => code === search.endpoint);
  const off = useMay('createWebhookEndpoint')
    ? {}
    : { disabled: true, disabledReason: t('role.needed', { roles: rolesFor('createWebhookEndpoint').join(', ') }) };
  const create = (
    <Button variant="primary" {...off} onClick={() => setCreating(true)}>
      {t('endpoints.create')}
    </Button>
  );
  return (
    <>
      <DataTable<Endpoint>
        title={t('endpoints.title')}
        description={t('endpoints.words')}
        actions={create}
        columns={[
          {
            id: 'name',
            header: t('catalog.name'),
            rowHeader: true,
            cell: ({ code, name }) => (
              <span className="two-lines">
                <span>
                  <TextLink to="/notifications/endpoints" search={{ ...search, endpoint: code }}>
                    {name}
                  </TextLink>
                </span>
                <span className="mono muted">{code}</span>
              </span>
            ),
          },
          { id: 'url', header: t('endpoints.url'), cell: ({ url }) => <span className="mono">{url}</span> },
          { id: 'enabled', header: t('suspense.status'), cell: ({ enabled }) => <EnabledPill enabled={enabled} /> },
          { id: 'created', header: t('endpoints.since'), cell: ({ createdAt }) => <Time at={createdAt} as="day" /> },
        ]}
        rows={endpoints.data?.items}
        rowId={({ code }) => code}
        error={endpoints.error}
        retry={() => void endpoints.refetch()}
        pager={
          <Pager
            list="endpoints"
            place={search}
            nextCursor={endpoints.data?.nextCursor}
            busy={endpoints.isPlaceholderData}
            onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
          />
        }
        empty={<Empty title={t('endpoints.empty')}>{t('endpoints.empty.words')}</Empty>}
      />
      {isCreating ? <CreateEndpoint onClose={() => setCreating(false)} /> : null}
      {shown === undefined ? null : (
        <EndpointPanel
          key={shown.code}
          endpoint={shown}
          onClose={() => void navigate({ search: (old) => ({ ...old, endpoint: undefined }) })}
        />
      )}
    </>
  );
}
