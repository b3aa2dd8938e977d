import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { GroupBalances } from '../../../lib/answers.ts';
import { useApi } from '../../../lib/api.ts';
import { isZero } from '../../../lib/decimal-text.ts';
import { isNegative } from '../../../lib/format-money.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useRoleRefusal } from '../../../lib/role-refusal.ts';
import { t, translated } from '../../../lib/translate.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Pill } from '../../../ui/pill.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { PeriodText, Time } from '../../../ui/time.tsx';
import { balancesQuery } from '../queries.ts';
import { CountersTable } from './counters-table.tsx';
import { LimitsTable } from './limits-table.tsx';
import { ReservationsTable } from './reservations-table.tsx';
import { UnbilledLines } from './unbilled-lines.tsx';

const CreateBalance = lazy(() => import('./create-balance.tsx').then((module) => ({ default: module.CreateBalance })));

const route = getRouteApi('/customers/$customerId/balances');

type Balance = GroupBalances['balances'][number];
type Bucket = Balance['buckets'][number];

/** What the customer owes and has in hand, by resource; a resource opens its details. */
export function BalancesSection() {
  const { customerId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const balances = useQuery(balancesQuery(useApi(), customerId));
  const groups = balances.data?.items;
  const group = groups?.find(({ balanceGroupId }) => balanceGroupId === search.group) ?? groups?.[0];
  const resource = group?.balances.find(({ resource: code }) => code === search.resource);
  const open = (code: string | undefined) => void navigate({ search: (old) => ({ ...old, resource: code }) });
  return (
    <>
      <DataTable
        title={t('balances.title')}
        actions={group === undefined ? undefined : <CreateButton group={group} />}
        {...(group === undefined ? {} : { description: <GroupFacts group={group} /> })}
        filter={
          groups === undefined || groups.length < 2 ? undefined : (
            <search className="filters">
              <Choice
                label={t('balances.group')}
                any={groups[0]?.name ?? ''}
                value={search.group}
                options={groups.slice(1).map(({ balanceGroupId, name }) => ({ value: balanceGroupId, label: name }))}
                onChange={(next) => void navigate({ search: { group: next } })}
              />
            </search>
          )
        }
        columns={[
          {
            id: 'resource',
            header: t('balances.resource'),
            rowHeader: true,
            cell: ({ resource: code, name }) => (
              <TextLink
                to="/customers/$customerId/balances"
                params={{ customerId }}
                search={{ ...search, resource: code }}
              >
                {name}
              </TextLink>
            ),
          },
          {
            id: 'total',
            header: t('balances.total'),
            numeric: true,
            cell: (balance) => <Amount of={balance} amount={balance.total} />,
          },
          {
            id: 'granted',
            header: t('balances.granted'),
            numeric: true,
            cell: (balance) => <Amount of={balance} amount={balance.granted} plain />,
          },
          {
            id: 'reserved',
            header: t('balances.reserved'),
            numeric: true,
            cell: (balance) =>
              isZero(balance.reserved) ? '–' : <Amount of={balance} amount={balance.reserved} plain />,
          },
          {
            id: 'details',
            header: t('table.details'),
            cell: ({ buckets }) =>
              buckets.length === 1 ? t('balances.bucket') : t('balances.buckets', { count: buckets.length }),
          },
        ]}
        rows={balances.data === undefined ? undefined : (group?.balances ?? [])}
        rowId={({ resource: code }) => code}
        error={balances.error}
        retry={() => void balances.refetch()}
        empty={<Empty title={t('balances.empty')}>{t('balances.empty.words')}</Empty>}
      />
      {group === undefined ? null : <ReservationsTable key={group.balanceGroupId} group={group} />}
      {group === undefined ? null : <LimitsTable group={group} />}
      {group === undefined || group.counters.length === 0 ? null : <CountersTable group={group} />}
      {group === undefined ? null : <UnbilledLines group={group} />}
      {resource === undefined ? null : <BucketsPanel balance={resource} onClose={() => open(undefined)} />}
    </>
  );
}

function CreateButton({ group }: { group: GroupBalances }) {
  const [isOpen, setOpen] = useState(false);
  const refusal = useRoleRefusal('createBalance');
  return (
    <>
      <ActionButton
        primary
        reason={refusal ?? (group.status === 'closed' ? t('new-balance.off') : null)}
        onClick={() => setOpen(true)}
      >
        {t('new-balance.create')}
      </ActionButton>
      <Suspense fallback={null}>
        {isOpen ? <CreateBalance group={group} onClose={() => setOpen(false)} /> : null}
      </Suspense>
    </>
  );
}

const GroupFacts = ({ group }: { group: GroupBalances }) => (
  <span className="inline">
    <span>{group.name}</span>·<span>{t(`payment-type.${group.paymentType}`)}</span>·
    <PeriodText from={group.cycles.active.from} to={group.cycles.active.to} />
  </span>
);

/** Money in its currency, units with their symbol. Below zero is credit, and says so. */
function Amount({ of, amount, plain }: { of: Balance; amount: string; plain?: boolean }) {
  const { money, quantity } = useFormats();
  const text = of.currency === undefined ? `${quantity(amount)} ${of.symbol ?? ''}`.trim() : money(amount, of.currency);
  return (
    <span className="inline">
      {!plain && isNegative(amount) ? (
        <Pill tone="good" plain>
          {t('balances.credit')}
        </Pill>
      ) : null}
      <span className="nowrap">{text}</span>
    </span>
  );
}

/** Where a bucket comes from: `grant:2717`, `top-up:…`, `manual:…`, or the running charges. */
function originWords(origin: string): string {
  const [kind = ''] = origin.split(':');
  return translated('balances.origin', kind);
}

const BucketsPanel = ({ balance, onClose }: { balance: Balance; onClose: () => void }) => (
  <Panel title={t('balances.detail', { name: balance.name })} onClose={onClose}>
    <div className="page">
      <Facts
        of={[
          { label: t('balances.total'), value: <Amount of={balance} amount={balance.total} /> },
          { label: t('balances.granted'), value: <Amount of={balance} amount={balance.granted} plain /> },
          { label: t('balances.reserved'), value: <Amount of={balance} amount={balance.reserved} plain /> },
        ]}
      />
      <DataTable<Bucket>
        embedded
        title={t('table.details')}
        columns={[
          {
            id: 'origin',
            header: t('balances.origin'),
            rowHeader: true,
            cell: ({ origin, valid }) => (
              <span className="two-lines">
                <span>{originWords(origin)}</span>
                <span className="muted small">{valid ? t('balances.valid.yes') : t('balances.valid.no')}</span>
              </span>
            ),
          },
          {
            id: 'validity',
            header: t('balances.validity'),
            cell: ({ from, to }) => (
              <span className="two-lines">
                <Time at={from} as="day" />
                <Time at={to} as="last-day" />
              </span>
            ),
          },
          {
            id: 'amount',
            header: t('balances.amount'),
            numeric: true,
            cell: ({ amount }) => <Amount of={balance} amount={amount} />,
          },
        ]}
        rows={balance.buckets}
        rowId={({ key }) => key}
        empty={<Empty title={t('balances.empty')} />}
      />
    </div>
  </Panel>
);
