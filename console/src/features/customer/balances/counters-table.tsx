import type { GroupBalances } from '../../../lib/answers.ts';
import { useFormats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Time } from '../../../ui/time.tsx';

/** What was used in a cycle, as tiers and discounts count it. */
export function CountersTable({ group }: { group: GroupBalances }) {
  const { quantity } = useFormats();
  return (
    <DataTable<GroupBalances['counters'][number]>
      sticky={false}
      title={t('balances.counters')}
      description={t('balances.counters.words')}
      columns={[
        {
          id: 'name',
          header: t('balances.counter'),
          rowHeader: true,
          cell: ({ name }) => <span className="mono">{name}</span>,
        },
        { id: 'cycle', header: t('balances.counter.cycle'), cell: ({ cycle }) => <Time at={cycle} as="day" /> },
        { id: 'amount', header: t('balances.counted'), numeric: true, cell: ({ amount }) => quantity(amount) },
      ]}
      rows={group.counters}
      rowId={({ name, cycle }) => `${name} ${cycle}`}
      empty={null}
    />
  );
}
