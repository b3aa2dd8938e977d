import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type * as z from 'zod';
import type { taxStatusAnswer } from '../../../../../functions/http/contract/balances/tax-status.ts';
import { useApi } from '../../../lib/api.ts';
import { useRoleRefusal } from '../../../lib/role-refusal.ts';
import { useSiteNow } from '../../../lib/site-queries.ts';
import { t } from '../../../lib/translate.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Pill } from '../../../ui/pill.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Time } from '../../../ui/time.tsx';
import { overviewQuery, taxStatusQuery } from '../queries.ts';

const ExemptCustomer = lazy(() =>
  import('./exempt-customer.tsx').then((module) => ({ default: module.ExemptCustomer })),
);
const EndExemption = lazy(() => import('./end-exemption.tsx').then((module) => ({ default: module.EndExemption })));

type TaxStatus = z.input<typeof taxStatusAnswer>;

/** What decides which tax the customer is charged, and whether any at all. */
export function TaxCard({ customerId }: { customerId: string }) {
  const api = useApi();
  const now = useSiteNow();
  const [open, setOpen] = useState<'exempt' | 'end' | null>(null);
  const status = useQuery(taxStatusQuery(api, customerId));
  const customer = useQuery(overviewQuery(api, customerId)).data?.customer;
  const refusal = useRoleRefusal('setTaxExemption');
  if (status.isError) return <ProblemAlert error={status.error} retry={() => void status.refetch()} />;
  const { data } = status;
  const isExempt = data?.answer.exemption != null;
  const reason = refusal ?? (customer?.status === 'closed' ? t('tax-status.off') : null);
  const close = () => setOpen(null);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('tax-status.words')}
          actions={
            data === undefined ? undefined : (
              <SpaceBetween direction="horizontal" size="xs">
                {isExempt ? (
                  <ActionButton reason={reason} onClick={() => setOpen('end')}>
                    {t('tax-status.end')}
                  </ActionButton>
                ) : null}
                <ActionButton reason={reason} onClick={() => setOpen('exempt')}>
                  {isExempt ? t('tax-status.edit') : t('tax-status.exempt')}
                </ActionButton>
              </SpaceBetween>
            )
          }
        >
          {t('tax-status.title')}
        </Header>
      }
    >
      {data === undefined ? <Skeleton block /> : <TaxFacts of={data.answer} now={now} />}
      <Suspense fallback={null}>
        {open === 'exempt' && data !== undefined ? (
          <ExemptCustomer customerId={customerId} status={data} onClose={close} />
        ) : null}
        {open === 'end' && data !== undefined ? (
          <EndExemption customerId={customerId} status={data} onClose={close} />
        ) : null}
      </Suspense>
    </Container>
  );
}

function TaxFacts({ of: { country, taxId, exemption }, now }: { of: TaxStatus; now: string | undefined }) {
  const isOver = exemption !== null && now !== undefined && exemption.until <= now;
  return (
    <Facts
      of={[
        { label: t('tax-status.country'), value: country ?? t('tax-status.country.unknown') },
        {
          label: t('details.tax-id'),
          value: taxId === undefined ? t('tax-status.id.none') : <span className="mono">{taxId}</span>,
        },
        {
          label: t('tax-status.exemption'),
          value:
            exemption === null ? (
              t('tax-status.exemption.none')
            ) : (
              <span className="inline">
                <Pill tone={isOver ? 'calm' : 'good'}>
                  {isOver ? t('tax-status.exemption.over') : t('tax-status.exemption.now')}
                </Pill>
                {exemption.reason}
              </span>
            ),
        },
        ...(exemption === null
          ? []
          : [{ label: t('tax-status.until'), value: <Time at={exemption.until} as="last-day" /> }]),
      ]}
    />
  );
}
