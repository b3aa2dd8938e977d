import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useApi } from '../lib/api.ts';
import { WritingProvider } from '../lib/formats.ts';
import { siteQuery } from '../lib/site-queries.ts';
import { LANGUAGE, t } from '../lib/translate.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';

/** Nothing is written before the site has said how: its zone, its currency, its locale. */
export function SiteGate({ children }: { children: ReactNode }) {
  const site = useQuery(siteQuery(useApi()));
  const writing = useMemo(
    () =>
      site.data && {
        zone: site.data.zone,
        currency: site.data.currency,
        locale: site.data.locale.startsWith(LANGUAGE) ? site.data.locale : LANGUAGE,
      },
    [site.data],
  );
  if (writing === undefined) {
    return (
      <main className="centre">
        {site.isError ? (
          <ProblemAlert error={site.error} retry={() => void site.refetch()} />
        ) : (
          <div role="status" aria-label={t('gate.loading')}>
            <Spinner size="large" />
          </div>
        )}
      </main>
    );
  }
  return <WritingProvider value={writing}>{children}</WritingProvider>;
}
