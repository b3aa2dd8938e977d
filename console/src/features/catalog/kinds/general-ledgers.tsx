import Container from '@cloudscape-design/components/container';
import { answerOf } from '../../../lib/api.ts';
import { t } from '../../../lib/translate.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { CodeLink } from '../code-link.tsx';
import { givenCode } from '../given.tsx';
import { kindPage } from '../kind-page.tsx';
import type { ObjectOf } from './answer.ts';

type Ledger = ObjectOf<'generalLedger'>;

const STATES = ['billedEarned', 'billedUnearned', 'unbilledEarned', 'unbilledUnearned'] as const;

const bookings = ({ accounts }: Ledger) =>
  STATES.flatMap((state) => {
    const booking = accounts[state];
    return booking === undefined ? [] : [{ state, ...booking }];
  });

/** General ledgers: which accounts money is booked to. */
export const generalLedgers = kindPage<Ledger>({
  path: 'general-ledgers',
  list: (api, query) => answerOf(api.GET('/v1/general-ledgers', { params: { query } })),
  get: (api, code) => answerOf(api.GET('/v1/general-ledgers/{code}', { params: { path: { code } } })),
  useColumns: () => [
    { id: 'group', header: t('ledger.group'), cell: ({ group }) => group ?? '–' },
    { id: 'debit', header: t('ledger.debit'), cell: ({ accounts }) => accounts.billedEarned.debit },
    { id: 'credit', header: t('ledger.credit'), cell: ({ accounts }) => accounts.billedEarned.credit },
  ],
  Body: ({ of: ledger }) => (
    <>
      {ledger.group === undefined && ledger.taxAccount === undefined ? null : (
        <Container>
          <Facts
            of={[
              ...givenCode(t('ledger.group'), 'general-ledger-groups', ledger.group),
              ...givenCode(t('ledger.tax-account'), 'general-ledger-accounts', ledger.taxAccount),
            ]}
          />
        </Container>
      )}
      <DataTable
        sticky={false}
        title={t('ledger.bookings')}
        columns={[
          { id: 'state', header: t('ledger.state'), rowHeader: true, cell: ({ state }) => t(`ledger.${state}`) },
          {
            id: 'debit',
            header: t('ledger.debit'),
            cell: ({ debit }) => <CodeLink to="general-ledger-accounts" code={debit} />,
          },
          {
            id: 'credit',
            header: t('ledger.credit'),
            cell: ({ credit }) => <CodeLink to="general-ledger-accounts" code={credit} />,
          },
        ]}
        rows={bookings(ledger)}
        rowId={({ state }) => state}
        empty={null}
      />
    </>
  ),
});
