import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../../lib/api.ts';
import { instantOf, startOfDay } from '../../../lib/format-time.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { Choice } from '../../../ui/choice.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { DateRange } from '../../../ui/date-range.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { ExportButtons } from '../../../ui/export-buttons.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { Updated } from '../../../ui/updated.tsx';
import { eventsQuery, servicesQuery, serviceTypesQuery } from '../queries.ts';
import { commonServiceType, eventColumns, eventsExport } from './event-columns.tsx';
import { explainedText, parseExplained } from './explained-entry.ts';
import { ExplanationPanel } from './explanation-panel.tsx';
import { EventLinks } from './usage-links.tsx';

const route = getRouteApi('/customers/$customerId/events');

/** Rated usage, by service and date, with the fields that its service type says. */
export function EventsSection() {
  const { customerId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const formats = useFormats();
  const { service, from, to, cursor } = search;
  const events = useQuery(eventsQuery(api, customerId, { service, cursor, ...between(from, to, formats.zone) }));
  const services = useQuery(servicesQuery(api, customerId)).data?.items ?? [];
  const only = services.length === 1 ? services[0] : services.find(({ serviceId }) => serviceId === service);
  const types = useQuery(serviceTypesQuery(api)).data?.items ?? [];
  const rows = events.data?.items;
  const type = commonServiceType(rows ?? [], types);
  const typeName = (code: string): string => types.find((known) => known.code === code)?.name ?? code;
  const isFiltered = service !== undefined || from !== undefined || to !== undefined;
  const reset = () => void navigate({ search: {} });
  const shown = parseExplained(search.event);
  return (
    <>
      <DataTable
        title={t('events.title')}
        description={type?.name}
        columns={eventColumns(type, typeName, formats, (event) => (
          <TextLink
            to="/customers/$customerId/events"
            params={{ customerId }}
            search={{ ...search, event: explainedText(event) }}
          >
            <span className="mono">{event.eventId}</span>
          </TextLink>
        ))}
        rows={rows}
        rowId={({ eventId, balanceGroupId }) => `${balanceGroupId} ${eventId}`}
        error={events.error}
        retry={() => void events.refetch()}
        actions={
          <>
            <EventLinks customerId={customerId} days={search} service={only} />
            <Updated at={events.dataUpdatedAt} busy={events.isFetching} refresh={() => void events.refetch()} />
            <ExportButtons of={eventsExport(rows ?? [], type)} />
          </>
        }
        filter={
          <search className="filters">
            <Choice
              label={t('events.service')}
              any={t('filter.any')}
              value={service}
              options={services.map(({ serviceId, identifier, serviceTypeName }) => ({
                value: serviceId,
                label: `${identifier} · ${serviceTypeName}`,
              }))}
              onChange={(next) =>
                void navigate({ search: { ...search, service: next, cursor: undefined, page: undefined } })
              }
            />
            <DateRange
              label={t('events.dates')}
              from={from}
              to={to}
              onChange={(range) =>
                void navigate({ search: { ...search, ...range, cursor: undefined, page: undefined } })
              }
            />
            <div className="filters__narrow">
              <Button disabled={!isFiltered} onClick={reset}>
                {t('filter.reset')}
              </Button>
            </div>
          </search>
        }
        pager={
          <Pager
            list={`events ${customerId} ${service} ${from} ${to}`}
            place={search}
            nextCursor={events.data?.nextCursor}
            busy={events.isPlaceholderData}
            onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
          />
        }
        empty={
          isFiltered ? (
            <Empty title={t('events.no-match')} action={<Button onClick={reset}>{t('filter.reset')}</Button>}>
              {t('events.no-match.words')}
            </Empty>
          ) : (
            <Empty title={t('events.empty')}>{t('events.empty.words')}</Empty>
          )
        }
      />
      {shown === undefined ? null : (
        <ExplanationPanel
          key={search.event}
          customerId={customerId}
          entry={shown}
          onClose={() => void navigate({ search: (old) => ({ ...old, event: undefined }) })}
        />
      )}
    </>
  );
}

const DAY_MS = 86_400_000;

/** Both days belong to the range: it ends where the day after the last one begins. */
function between(from: string | undefined, to: string | undefined, zone: string) {
  const dayAfter = to && instantOf(Date.parse(`${to}T00:00:00Z`) + DAY_MS).slice(0, 10);
  return { from: from && startOfDay(from, zone), to: dayAfter && startOfDay(dayAfter, zone) };
}
