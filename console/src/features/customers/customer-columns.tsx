import type { Customer } from '../../lib/answers.ts';
import { t, translated } from '../../lib/translate.ts';
import type { Column } from '../../ui/data-table.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import type { ExportRows } from '../../ui/use-export.ts';

/** Columns of the customers list; `typeName` gives the name of a customer type by its code. */
export const customerColumns = (typeName: (code: string) => string): readonly Column<Customer>[] => [
  {
    id: 'name',
    header: t('customers.name'),
    rowHeader: true,
    cell: ({ customerId, name, email }) => (
      <span className="two-lines">
        <span>
          <TextLink to="/customers/$customerId/overview" params={{ customerId }}>
            {name}
          </TextLink>
        </span>
        <span className="muted small">{email}</span>
      </span>
    ),
  },
  { id: 'status', header: t('customers.status'), cell: ({ status }) => <StatusPill status={status} /> },
  { id: 'type', header: t('customers.type'), cell: ({ type }) => typeName(type) },
  {
    id: 'method',
    header: t('customers.method'),
    cell: ({ paymentMethod }) => translated('method', paymentMethod),
  },
  {
    id: 'subscriptions',
    header: t('customers.subscriptions'),
    numeric: true,
    cell: ({ activeSubscriptions }) => activeSubscriptions,
  },
  { id: 'services', header: t('customers.services'), numeric: true, cell: ({ activeServices }) => activeServices },
  { id: 'created', header: t('customers.created'), cell: ({ createdAt }) => <Time at={createdAt} as="day" /> },
  { id: 'id', header: t('customers.id'), cell: ({ customerId }) => <span className="mono">{customerId}</span> },
  {
    id: 'details',
    header: t('customers.details'),
    cell: ({ customerId, name }) => (
      <TextLink
        to="/customers/$customerId/overview"
        params={{ customerId }}
        aria-label={t('table.details.of', { name })}
        data-no-print
      >
        {t('table.details')}
      </TextLink>
    ),
  },
];

export const DEFAULT_COLUMNS = ['name', 'status', 'type', 'method', 'subscriptions', 'services', 'details'];

/** What the page of customers gives to a spreadsheet: name, email, active subscriptions, active services. */
export const customersExport = (customers: readonly Customer[]): ExportRows => ({
  name: 'customers',
  heading: [t('customers.name'), t('customers.email'), t('customers.subscriptions'), t('customers.services')],
  rows: customers.map(({ name, email, activeSubscriptions, activeServices }) => [
    name,
    email,
    String(activeSubscriptions),
    String(activeServices),
  ]),
});
