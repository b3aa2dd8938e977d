import type { BillRow } from '../../../lib/answers.ts';
import { t } from '../../../lib/translate.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { Money } from '../../../ui/money.tsx';
import type { PagePlace } from '../../../ui/pager.tsx';
import { Pill } from '../../../ui/pill.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { PeriodText, Time } from '../../../ui/time.tsx';

type BillColumnsOptions = { readonly now: string | undefined; readonly place: PagePlace };

/** Columns of the bills: the ID opens the panel with the lines. */
export const billColumns = ({ now, place }: BillColumnsOptions): readonly Column<BillRow>[] => [
  {
    id: 'id',
    header: t('bills.id'),
    rowHeader: true,
    cell: ({ customerId, billId }) => (
      <TextLink
        to="/customers/$customerId/bills"
        params={{ customerId }}
        search={{ ...place, bill: billId }}
        aria-label={t('bills.open', { id: billId })}
      >
        {billId}
      </TextLink>
    ),
  },
  { id: 'date', header: t('bills.date'), cell: ({ finalisedAt, to }) => <Time at={finalisedAt ?? to} as="day" /> },
  { id: 'period', header: t('bills.period'), cell: ({ from, to }) => <PeriodText from={from} to={to} /> },
  {
    id: 'status',
    header: t('bills.status'),
    cell: (bill) => (
      <span className="inline nowrap">
        <StatusPill status={bill.status} />
        {bill.status === 'active' ? <span className="muted small">{t('bills.collecting')}</span> : null}
        {isOverdue(bill, now) ? <Pill tone="bad">{t('bills.overdue')}</Pill> : null}
      </span>
    ),
  },
  {
    id: 'profile',
    header: t('bills.profile'),
    cell: ({ billingProfileId }) => <span className="mono">{billingProfileId}</span>,
  },
  { id: 'due-at', header: t('bills.due-at'), cell: ({ dueAt }) => <Time at={dueAt} as="day" /> },
  {
    id: 'amount',
    header: t('bills.amount'),
    numeric: true,
    cell: ({ total, currency }) => <Money amount={total} currency={currency} />,
  },
  {
    id: 'due',
    header: t('bills.due'),
    numeric: true,
    cell: ({ due, currency }) => <Money amount={due} currency={currency} />,
  },
];

const isOverdue = ({ status, dueAt }: BillRow, now: string | undefined): boolean =>
  status === 'billing' && dueAt !== null && now !== undefined && dueAt < now;
