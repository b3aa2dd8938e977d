import { useQuery } from '@tanstack/react-query';
import type { Bill } from '../../../lib/answers.ts';
import { useApi } from '../../../lib/api.ts';
import { isZero } from '../../../lib/decimal-text.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t, translated } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Money } from '../../../ui/money.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { PeriodText, Time } from '../../../ui/time.tsx';
import { billQuery } from '../queries.ts';
import { BillDocuments } from './bill-documents.tsx';
import { BillTotals } from './bill-totals.tsx';

type BillPanelProps = { readonly customerId: string; readonly billId: string; readonly onClose: () => void };

/** One bill with its items, taxes, totals and documents. */
export function BillPanel({ customerId, billId, onClose }: BillPanelProps) {
  const bill = useQuery(billQuery(useApi(), customerId, billId));
  return (
    <Panel title={t('bills.open', { id: billId })} onClose={onClose}>
      {bill.isError ? (
        <ProblemAlert error={bill.error} retry={() => void bill.refetch()} />
      ) : bill.data === undefined ? (
        <Skeleton block />
      ) : (
        <div className="page">
          <BillFacts bill={bill.data} />
          <BillLines bill={bill.data} />
          <BillTotals bill={bill.data} />
          <BillDocuments customerId={customerId} bill={bill.data} />
        </div>
      )}
    </Panel>
  );
}

function BillFacts({ bill }: { bill: Bill }) {
  const { collection } = bill;
  return (
    <Facts
      of={[
        { label: t('bills.status'), value: <StatusPill status={bill.status} /> },
        { label: t('bills.period'), value: <PeriodText from={bill.from} to={bill.to} /> },
        { label: t('bills.amount'), value: <Money amount={bill.total} currency={bill.currency} /> },
        { label: t('bills.due'), value: <Money amount={bill.due} currency={bill.currency} /> },
        ...(bill.dueAt === null ? [] : [{ label: t('bills.due-at'), value: <Time at={bill.dueAt} as="day" /> }]),
        ...(bill.closedAt === null
          ? []
          : [{ label: t('bill.closed-at'), value: <Time at={bill.closedAt} as="day" /> }]),
        ...(collection === null || isZero(bill.due)
          ? []
          : [
              {
                label: t('bill.collection'),
                value: t('bill.collection.words', {
                  method: translated('method', collection.method),
                  attempts: collection.attempts,
                }),
              },
              {
                label: t('bill.collection.next'),
                value: collection.nextAt === null ? t('bill.collection.none') : <Time at={collection.nextAt} />,
              },
            ]),
      ]}
    />
  );
}

type Line = Bill['lines'][number];

const lineName = ({ discount, discountName, productName, billItemName }: Line): string =>
  discount === undefined ? (productName ?? billItemName) : (discountName ?? discount);

/** Of a discount, what it takes off; of a charge, the time or the events that it is for. */
const lineNote = ({ discount, productName, billItemName }: Line, note: string | null): string =>
  discount === undefined ? (note ?? billItemName) : t('bill.discount', { name: productName ?? billItemName });

function BillLines({ bill }: { bill: Bill }) {
  const { quantity, day, lastDay } = useFormats();
  const note = ({ from, to, events }: Line): string | null =>
    from !== null && to !== null
      ? t('bill.for', { from: day(from), to: lastDay(to) })
      : events === 1
        ? t('bill.event')
        : events > 1
          ? t('bill.events', { count: events })
          : null;
  return (
    <DataTable<Line>
      embedded
      title={t('bill.lines')}
      columns={[
        {
          id: 'item',
          header: t('bill.item'),
          rowHeader: true,
          cell: (line) => (
            <span className="two-lines">
              <span>{lineName(line)}</span>
              <span className="muted small">{lineNote(line, note(line))}</span>
            </span>
          ),
        },
        {
          id: 'quantity',
          header: t('bill.quantity'),
          numeric: true,
          cell: (line) =>
            line.discount === undefined
              ? `${quantity(line.quantity)}${line.unit === null ? '' : ` ${line.unit}`}`
              : '–',
        },
        {
          id: 'net',
          header: t('bill.net'),
          numeric: true,
          cell: ({ net }) => <Money amount={net} currency={bill.currency} />,
        },
      ]}
      rows={bill.lines}
      rowId={(line) =>
        `${line.billItem} ${line.product} ${line.discount} ${line.from} ${line.taxCode} ${line.net} ${line.quantity}`
      }
      empty={<Empty title={t('bill.lines.empty')} />}
    />
  );
}
