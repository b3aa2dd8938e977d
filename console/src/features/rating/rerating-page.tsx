import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Rerating } from '../../lib/answers.ts';
import { useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { asProblem } from '../../lib/problem.ts';
import { t } from '../../lib/translate.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Kpis } from '../../ui/kpis.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { PeriodText, Time } from '../../ui/time.tsx';
import { Updated } from '../../ui/updated.tsx';
import { RunProgress } from '../jobs/run-progress.tsx';
import { ChangedItems } from './changed-items.tsx';
import { CorrectionsPanel } from './corrections-panel.tsx';
import { PostCorrections } from './post-corrections.tsx';
import { reratingQuery } from './queries.ts';
import { ReratingResults } from './rerating-results.tsx';
import { reratingVerdict } from './rerating-verdict.ts';
import { ScopeWords } from './scope-words.tsx';
import { changedItems, changedTotals } from './sums.ts';
import { daysOf } from './usage-days.ts';
import { useMoneyOf } from './use-money-of.ts';

const route = getRouteApi('/usage-events/re-ratings/$runId');

/** One re-rating as it goes: what it comes to in all, for each customer, and the entries that it posted. */
export function ReratingPage() {
  const { runId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const rerating = useQuery(reratingQuery(useApi(), runId, search.cursor));
  const data = rerating.data;
  const isMissing = rerating.isError && asProblem(rerating.error).status === 404;
  const title = t(data?.dryRun ? 'rerating.run.preview' : 'rerating.run', { id: runId });
  return (
    <Page
      title={isMissing ? t('problem.not-found') : title}
      context={t('usage.re-ratings')}
      crumbs={[
        <TextLink key="usage" to="/usage-events">
          {t('nav.usage')}
        </TextLink>,
        <TextLink key="list" to="/usage-events/re-ratings">
          {t('usage.re-ratings')}
        </TextLink>,
        <span key="id" className="mono">
          {runId}
        </span>,
      ]}
      facts={data === undefined ? undefined : <StatusPill status={data.run.state} />}
      actions={
        data === undefined ? undefined : (
          <>
            <Updated at={rerating.dataUpdatedAt} busy={rerating.isFetching} refresh={() => void rerating.refetch()} />
            <ChangeLink rerating={data} />
            {data.dryRun ? <PostCorrections rerating={data} /> : null}
          </>
        )
      }
    >
      {isMissing ? (
        <Empty title={t('problem.not-found')}>{t('problem.not-found.words')}</Empty>
      ) : rerating.isError ? (
        <ProblemAlert error={rerating.error} retry={() => void rerating.refetch()} />
      ) : data === undefined ? (
        <Skeleton block />
      ) : (
        <>
          <Outcome rerating={data} />
          <ChangedItems of={data.total} />
          <ReratingResults
            rerating={data}
            search={search}
            busy={rerating.isPlaceholderData}
            onGo={(next) => void navigate({ search: next })}
          />
          {search.group === undefined ? null : (
            <CorrectionsPanel
              key={search.group}
              runId={runId}
              balanceGroupId={search.group}
              onClose={() => void navigate({ search: (old) => ({ ...old, group: undefined }) })}
            />
          )}
        </>
      )}
    </Page>
  );
}

/** The same form with the same choices. */
function ChangeLink({ rerating }: { rerating: Rerating }) {
  const { zone } = useFormats();
  const { customerId: customer, balanceGroupId: group, product, plan, dryRun } = rerating;
  return (
    <ButtonLink
      to="/usage-events/re-ratings/new"
      search={{ customer, group, product, plan, ...daysOf(rerating, zone) }}
    >
      {t(dryRun ? 'rerating.change' : 'rerating.again')}
    </ButtonLink>
  );
}

function Outcome({ rerating }: { rerating: Rerating }) {
  const { count } = useFormats();
  const money = useMoneyOf();
  const { run, total, reason, dryRun, by } = rerating;
  const isOver = run.state !== 'running';
  const differences = changedTotals(changedItems(total)).map(({ resource, before, after, difference }) => ({
    label: t('rerating.difference'),
    value: money.difference(resource, difference),
    note: t('rerating.difference.note', {
      before: money.amount(resource, before),
      after: money.amount(resource, after),
    }),
  }));
  return (
    <>
      <Container>
        <div className="stack">
          {isOver ? (
            <div role="status" className="stack">
              {reratingVerdict(rerating, { count, amount: money.amount }).map((sentence) => (
                <p key={sentence} className="strong">
                  {sentence}
                </p>
              ))}
            </div>
          ) : null}
          {isOver && run.failed === 0 ? null : <RunProgress run={run} />}
          <Facts
            of={[
              ...(dryRun ? [] : [{ label: t('rerating.why'), value: reason }]),
              { label: t('rerating.scope'), value: <ScopeWords of={rerating} /> },
              { label: t('rerating.period'), value: <PeriodText from={rerating.from} to={rerating.to} /> },
              { label: t('rerating.by'), value: by },
              { label: t('runs.started'), value: <Time at={run.startedAt} /> },
              { label: t('runs.ended'), value: <Time at={run.endedAt} /> },
            ]}
          />
        </div>
      </Container>
      {total.isWhole ? null : <Alert type="warning">{t('rerating.part')}</Alert>}
      <Kpis
        label={t('rerating.figures')}
        of={[
          { label: t('rerating.events'), value: count(total.events) },
          { label: t('rerating.corrected'), value: count(total.corrected), note: t('rerating.corrected.note') },
          {
            label: t('rerating.unrated'),
            value: count(total.unrated),
            note: t(total.unrated === 0 ? 'rerating.unrated.none' : 'rerating.unrated.note'),
            bad: total.unrated > 0,
          },
          ...differences,
        ]}
      />
    </>
  );
}
