import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { useMay } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';
import { Kpis } from '../../ui/kpis.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { tallyQuery } from './queries.ts';
import { SuspenseList } from './suspense-list.tsx';
import { SuspensePanel } from './suspense-panel.tsx';
import { SuspenseReasons } from './suspense-reasons.tsx';

const route = getRouteApi('/usage-events/');

/** How much usage came in, what became of it, and what waits for somebody. */
export function UsagePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const api = useApi();
  const { count } = useFormats();
  const tally = useQuery(tallyQuery(api)).data;
  const mayRead = useMay('getSuspenseSummary');
  const open = (message: string | undefined) => void navigate({ search: (old) => ({ ...old, message }) });
  const figure = (number: number | undefined) => (number === undefined ? <Skeleton /> : count(number));
  return (
    <>
      <Kpis
        label={t('usage.figures')}
        of={[
          { label: t('usage.received'), value: figure(tally?.received), note: t('usage.received.note') },
          { label: t('usage.rated'), value: figure(tally?.rated), note: t('usage.rated.note') },
          { label: t('usage.duplicate'), value: figure(tally?.duplicate), note: t('usage.duplicate.note') },
          { label: t('usage.suspended'), value: figure(tally?.suspended), note: t('usage.suspended.note') },
        ]}
      />
      {mayRead ? <SuspenseReasons search={search} /> : null}
      <SuspenseList search={search} onGo={(next) => void navigate({ search: next })} />
      {search.message === undefined ? null : (
        <SuspensePanel key={search.message} suspenseId={search.message} onClose={() => open(undefined)} />
      )}
    </>
  );
}
