import Container from '@cloudscape-design/components/container';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useApi } from '../../lib/api.ts';
import { useMay, useSession } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';
import { Empty } from '../../ui/empty.tsx';
import { Forbidden } from '../../ui/forbidden.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { dryRunQuery, type EventToTry } from './queries.ts';
import { parseFields } from './tried-event.ts';
import { TriedResult } from './tried-result.tsx';
import { TryForm, type TrySearch } from './try-form.tsx';

const route = getRouteApi('/usage-events/try');

/** Says what one event would cost, and why. The event stands in the address, and is tried from there. */
export function TryPage() {
  return useMay('rateUsageEvents') ? <Trying /> : <Forbidden operation="rateUsageEvents" />;
}

function Trying() {
  const api = useApi();
  const { site } = useSession();
  const search = route.useSearch();
  const navigate = useNavigate();
  const event = eventOf(search, site);
  const tried = useQuery(dryRunQuery(api, event));
  const [result] = tried.data?.results ?? [];
  return (
    <>
      <TryForm
        key={JSON.stringify(search)}
        asked={search}
        busy={tried.isFetching}
        onTry={(next) => {
          if (JSON.stringify(eventOf(next, site)) === JSON.stringify(event)) void tried.refetch();
          else void navigate({ to: '/usage-events/try', search: next });
        }}
      />
      {event === null ? (
        <Container>
          <Empty title={t('try.nothing')}>{t('try.nothing.words')}</Empty>
        </Container>
      ) : tried.isError ? (
        <ProblemAlert error={tried.error} retry={() => void tried.refetch()} />
      ) : result === undefined ? (
        <Skeleton block />
      ) : (
        <TriedResult of={result} />
      )}
    </>
  );
}

/** Null while it is not whole. */
function eventOf({ type, identifier, at, fields }: TrySearch, site: string): EventToTry | null {
  if (type === undefined || identifier === undefined || at === undefined || fields === undefined) return null;
  return { site, serviceType: type, identifier, at, fields: parseFields(fields) };
}
