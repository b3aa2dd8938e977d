import type { GroupBalances } from '../../../lib/answers.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Money } from '../../../ui/money.tsx';

type Line = GroupBalances['unbilled'][number];

/** What the running bills hold so far. */
export function UnbilledLines({ group }: { group: GroupBalances }) {
  const { quantity, day, lastDay } = useFormats();
  const amount = (id: 'net' | 'tax' | 'total', header: string) => ({
    id,
    header,
    numeric: true,
    cell: (line: Line) => <Money amount={line[id]} currency={group.currency ?? undefined} />,
  });
  return (
    <DataTable<Line>
      sticky={false}
      title={t('balances.unbilled')}
      columns={[
        {
          id: 'item',
          header: t('bill.item'),
          rowHeader: true,
          cell: ({ productName, billItem, from, to, events }) => (
            <span className="two-lines">
              <span>{productName ?? billItem}</span>
              <span className="muted small">
                {from !== null && to !== null
                  ? t('bill.for', { from: day(from), to: lastDay(to) })
                  : events === 1
                    ? t('bill.event')
                    : t('bill.events', { count: events })}
              </span>
            </span>
          ),
        },
        {
          id: 'quantity',
          header: t('bill.quantity'),
          numeric: true,
          cell: (line) => `${quantity(line.quantity)} ${line.unit ?? ''}`.trim(),
        },
        amount('net', t('bill.net')),
        amount('tax', t('balances.tax')),
        amount('total', t('balances.with-tax')),
      ]}
      rows={group.unbilled}
      rowId={(line) => `${line.cycle} ${line.billItem} ${line.product} ${line.from} ${line.taxCode}`}
      empty={<Empty title={t('balances.unbilled.empty')} />}
    />
  );
}
