import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type * as z from 'zod';
import type { limitsAnswer } from '../../../../../functions/http/contract/balances/limits.ts';
import type { GroupBalances } from '../../../lib/answers.ts';
import { useApi } from '../../../lib/api.ts';
import { isNegative } from '../../../lib/format-money.ts';
import { useRoleRefusal } from '../../../lib/role-refusal.ts';
import { t } from '../../../lib/translate.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Pill } from '../../../ui/pill.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { resourcesQuery } from '../../catalog/queries.ts';
import { useAmount } from '../../catalog/use-amount.ts';
import { useMoneyOf } from '../../rating/use-money-of.ts';
import { limitsQuery } from '../queries.ts';

const SetCreditProfile = lazy(() =>
  import('./set-credit-profile.tsx').then((module) => ({ default: module.SetCreditProfile })),
);

type Limit = z.input<typeof limitsAnswer>['limits'][number];

/** How far each resource may go, and what is told on the way. */
export function LimitsTable({ group }: { group: GroupBalances }) {
  const { customerId, balanceGroupId } = group;
  const [isOpen, setOpen] = useState(false);
  const refusal = useRoleRefusal('setCreditProfile');
  const limits = useQuery(limitsQuery(useApi(), customerId, balanceGroupId));
  const amountOf = useAmount();
  const moneyOf = useMoneyOf();
  const resources = useQuery(resourcesQuery(useApi())).data?.items ?? [];
  const nameOf = (code: string): string =>
    [...group.balances.map(({ resource, name }) => ({ code: resource, name })), ...resources].find(
      (known) => known.code === code,
    )?.name ?? code;
  const profile = limits.data?.answer.creditProfile;
  const table = (
    <DataTable<Limit>
      sticky={false}
      title={t('limits.title')}
      actions={
        <ActionButton
          reason={refusal ?? (group.status === 'closed' ? t('credit-profile.off') : null)}
          onClick={() => setOpen(true)}
        >
          {t('credit-profile.change')}
        </ActionButton>
      }
      {...(limits.data === undefined
        ? {}
        : {
            description:
              profile == null ? (
                t('limits.default')
              ) : (
                <TextLink to="/catalog/$kind/$code" params={{ kind: 'credit-profiles', code: profile }}>
                  {profile}
                </TextLink>
              ),
          })}
      columns={[
        { id: 'resource', header: t('balances.resource'), rowHeader: true, cell: ({ resource }) => nameOf(resource) },
        {
          id: 'limit',
          header: t('credit.limit'),
          numeric: true,
          cell: ({ limit, resource }) => (limit === null ? t('credit.none') : amountOf(resource)(limit)),
        },
        {
          id: 'left',
          header: t('limits.left'),
          numeric: true,
          cell: ({ left, resource }) =>
            left === null ? (
              '–'
            ) : (
              <span className={isNegative(left) ? 'bad' : ''}>{moneyOf.amount(resource, left)}</span>
            ),
        },
        {
          id: 'hard',
          header: t('limits.beyond'),
          cell: ({ hard, limit }) => (limit === null ? '–' : hard ? t('credit.hard.yes') : t('credit.hard.no')),
        },
        {
          id: 'thresholds',
          header: t('credit.thresholds'),
          cell: ({ thresholds, resource }) =>
            thresholds.length === 0 ? (
              '–'
            ) : (
              <span className="inline">
                {thresholds.map(({ type, value, amount, reached }) => (
                  <Pill key={`${type} ${value}`} tone={reached ? 'warn' : 'calm'} plain={!reached}>
                    {type === 'percent' ? t('limits.percent', { percent: value }) : amountOf(resource)(amount)}
                  </Pill>
                ))}
              </span>
            ),
        },
      ]}
      rows={limits.data?.answer.limits}
      rowId={({ resource }) => resource}
      error={limits.error}
      retry={() => void limits.refetch()}
      empty={<Empty title={t('limits.none')}>{t('limits.none.words')}</Empty>}
    />
  );
  return (
    <>
      {table}
      <Suspense fallback={null}>
        {isOpen && limits.data !== undefined ? (
          <SetCreditProfile group={group} limits={limits.data} onClose={() => setOpen(false)} />
        ) : null}
      </Suspense>
    </>
  );
}
