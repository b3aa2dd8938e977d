import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../../lib/api.ts';
import { t, translated } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Money } from '../../../ui/money.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { Time } from '../../../ui/time.tsx';
import { transactionsQuery } from '../queries.ts';
import { BillingDetails } from './billing-details.tsx';
import { TaxCard } from './tax-card.tsx';

const route = getRouteApi('/customers/$customerId/payments');
const VIEWS = ['transactions', 'details'] as const;

/** Charges and payments by date, and how the customer pays. */
export function PaymentsSection() {
  const { customerId } = route.useParams();
  const { show = 'transactions' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <div>
        <SegmentedControl
          label={t('payments.show')}
          selectedId={show}
          options={VIEWS.map((id) => ({ id, text: t(`payments.${id}`) }))}
          onChange={({ detail }) => void navigate({ search: { show: VIEWS.find((id) => id === detail.selectedId) } })}
        />
      </div>
      {show === 'details' ? (
        <>
          <BillingDetails customerId={customerId} />
          <TaxCard customerId={customerId} />
        </>
      ) : (
        <Transactions />
      )}
    </>
  );
}

function Transactions() {
  const { customerId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const transactions = useQuery(transactionsQuery(useApi(), customerId, search.cursor));
  return (
    <DataTable
      title={t('payments.transactions')}
      columns={[
        {
          id: 'id',
          header: t('payments.id'),
          rowHeader: true,
          cell: ({ kind, id }) =>
            kind === 'bill' ? (
              <TextLink to="/customers/$customerId/bills" params={{ customerId }} search={{ bill: id }}>
                {id}
              </TextLink>
            ) : (
              <span className="mono">{id}</span>
            ),
        },
        { id: 'date', header: t('payments.date'), cell: ({ at }) => <Time at={at} /> },
        { id: 'kind', header: t('payments.kind'), cell: ({ kind }) => t(`payments.kind.${kind}`) },
        {
          id: 'method',
          header: t('payments.method'),
          cell: ({ method }) => (method === null ? '–' : translated('method', method)),
        },
        { id: 'reference', header: t('payments.reference'), cell: ({ reference }) => reference ?? '–' },
        {
          id: 'amount',
          header: t('payments.amount'),
          numeric: true,
          cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
        },
        {
          id: 'balance',
          header: t('payments.balance'),
          numeric: true,
          cell: ({ balance, currency }) => <Money amount={balance} currency={currency} />,
        },
      ]}
      rows={transactions.data?.items}
      rowId={({ kind, id }) => `${kind} ${id}`}
      error={transactions.error}
      retry={() => void transactions.refetch()}
      pager={
        <Pager
          list={`transactions ${customerId}`}
          place={search}
          nextCursor={transactions.data?.nextCursor}
          busy={transactions.isPlaceholderData}
          onGo={(place) => void navigate({ search: (old) => ({ ...old, ...place }) })}
        />
      }
      empty={<Empty title={t('payments.empty')}>{t('payments.empty.words')}</Empty>}
    />
  );
}
