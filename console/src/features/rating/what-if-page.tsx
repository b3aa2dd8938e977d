import Container from '@cloudscape-design/components/container';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useApi } from '../../lib/api.ts';
import { useFormats } from '../../lib/formats.ts';
import { useMay } from '../../lib/session.ts';
import { t } from '../../lib/translate.ts';
import { Empty } from '../../ui/empty.tsx';
import { Forbidden } from '../../ui/forbidden.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ComparedLines } from './compared-lines.tsx';
import { Comparison } from './comparison.tsx';
import { plansQuery, type WhatIfQuestion, whatIfQuery } from './queries.ts';
import { instantsOf } from './usage-days.ts';
import { WhatIfForm, type WhatIfSearch } from './what-if-form.tsx';

const route = getRouteApi('/usage-events/what-if');

/** What past usage would have come to under another plan. The question stands in the address, and is answered from there. */
export function WhatIfPage() {
  return useMay('askWhatIf') ? <Asking /> : <Forbidden operation="askWhatIf" />;
}

function Asking() {
  const api = useApi();
  const { zone } = useFormats();
  const search = route.useSearch();
  const navigate = useNavigate();
  const question = questionOf(search, zone);
  const compared = useQuery(whatIfQuery(api, question));
  const plans = useQuery(plansQuery(api)).data?.items ?? [];
  const name = (code: string): string => plans.find((plan) => plan.code === code)?.name ?? code;
  const go = (next: WhatIfSearch) => void navigate({ to: '/usage-events/what-if', search: next });
  return (
    <>
      <WhatIfForm
        key={JSON.stringify({ ...search, by: undefined })}
        asked={search}
        error={compared.error}
        busy={compared.isFetching}
        onAsk={(next) => {
          if (JSON.stringify(questionOf(next, zone)) === JSON.stringify(question)) void compared.refetch();
          else go({ ...next, by: search.by });
        }}
      />
      {question === null ? (
        <Container>
          <Empty title={t('what-if.nothing')}>{t('what-if.nothing.words')}</Empty>
        </Container>
      ) : compared.isError ? (
        <ProblemAlert error={compared.error} retry={() => void compared.refetch()} />
      ) : compared.data == null ? (
        <div role="status" aria-label={t('what-if.working')}>
          <Skeleton block />
        </div>
      ) : (
        <>
          <Comparison of={compared.data} total={compared.data.total} plan={name(compared.data.newPlan)} />
          <ComparedLines
            groups={compared.data.balanceGroups}
            by={search.by ?? 'item'}
            onBy={(by) => go({ ...search, by: by === 'item' ? undefined : by })}
          />
        </>
      )}
    </>
  );
}

/** One customer's question; null while it is not whole, or of everybody who has a plan. */
function questionOf({ customer, plan, newPlan, from, to }: WhatIfSearch, zone: string): WhatIfQuestion | null {
  const period = instantsOf({ from, to }, zone);
  if (customer === undefined || newPlan === undefined || period === null) return null;
  return { customerId: customer, newPlan, ...period, ...(plan === undefined ? {} : { plan }) };
}
