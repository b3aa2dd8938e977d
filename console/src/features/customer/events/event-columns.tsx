import type { ReactNode } from 'react';
import type { UsageEvent } from '../../../lib/answers.ts';
import type { Formats } from '../../../lib/formats.ts';
import { t } from '../../../lib/translate.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { Time } from '../../../ui/time.tsx';
import type { ExportRows } from '../../../ui/use-export.ts';

export type ServiceFields = {
  readonly code: string;
  readonly name: string;
  readonly mandatoryFields: readonly Field[];
  readonly optionalFields: readonly Field[];
};
type Field = { readonly name: string; readonly type: 'text' | 'decimal' | 'instant' };

/** The one service type of all these events; undefined when they are of several, and have no fields in common. */
export function commonServiceType<T extends ServiceFields>(
  events: readonly UsageEvent[],
  types: readonly T[],
): T | undefined {
  const codes = new Set(events.map(({ serviceType }) => serviceType));
  const [only] = codes;
  return codes.size === 1 ? types.find(({ code }) => code === only) : undefined;
}

const fieldsOf = (type: ServiceFields | undefined): readonly Field[] =>
  type === undefined ? [] : [...type.mandatoryFields, ...type.optionalFields];

const amountOf = ({ amount, currency }: UsageEvent, { money, quantity }: Formats): string =>
  currency === null ? quantity(amount) : money(amount, currency);

const quantityOf = ({ quantity: measured, unit }: UsageEvent, { quantity }: Formats): string =>
  measured === null ? '–' : `${quantity(measured)}${unit === null ? '' : ` ${unit}`}`;

/** Whose usage an owner took over, or who took over a member's. */
const sharedWords = ({ as, customerId }: NonNullable<UsageEvent['shared']>): string =>
  t(as === 'owner' ? 'events.shared.owner' : 'events.shared.member', { customer: customerId });

/** Event ID, created at and amount for every service; between them what its service type says. */
export function eventColumns(
  type: ServiceFields | undefined,
  typeName: (code: string) => string,
  formats: Formats,
  /** Opens how the amount came about. */
  idCell: (event: UsageEvent) => ReactNode,
): readonly Column<UsageEvent>[] {
  const fields = fieldsOf(type).map(
    ({ name, type: kind }): Column<UsageEvent> => ({
      id: `field.${name}`,
      header: name,
      numeric: kind === 'decimal',
      cell: ({ fields: values }) => {
        const value = values[name];
        if (value === undefined) return '–';
        if (kind === 'instant') return <Time at={value} />;
        return kind === 'decimal' ? formats.quantity(value) : value;
      },
    }),
  );
  return [
    {
      id: 'id',
      header: t('events.id'),
      rowHeader: true,
      cell: (event) => (
        <span className="two-lines">
          <span>{idCell(event)}</span>
          <span className="muted small">{event.identifier}</span>
          {event.shared === undefined ? null : <span className="muted small">{sharedWords(event.shared)}</span>}
        </span>
      ),
    },
    { id: 'at', header: t('events.at'), cell: ({ at }) => <Time at={at} /> },
    ...(type === undefined
      ? [
          {
            id: 'type',
            header: t('events.service-type'),
            cell: ({ serviceType }: UsageEvent) => (serviceType === null ? '–' : typeName(serviceType)),
          },
        ]
      : []),
    ...fields,
    { id: 'quantity', header: t('events.quantity'), numeric: true, cell: (event) => quantityOf(event, formats) },
    { id: 'amount', header: t('events.amount'), numeric: true, cell: (event) => amountOf(event, formats) },
  ];
}

/** The same columns for a spreadsheet: times in UTC, decimals as they are. */
export function eventsExport(events: readonly UsageEvent[], type: ServiceFields | undefined): ExportRows {
  const fields = fieldsOf(type).map(({ name }) => name);
  return {
    name: 'usage-events',
    heading: [
      t('events.id'),
      t('events.at'),
      t('events.service-type'),
      t('events.service'),
      ...fields,
      t('events.quantity'),
      t('events.amount'),
    ],
    rows: events.map((event) => [
      event.eventId,
      event.at,
      event.serviceType ?? '',
      event.identifier ?? '',
      ...fields.map((name) => event.fields[name] ?? ''),
      event.quantity ?? '',
      event.amount,
    ]),
  };
}
