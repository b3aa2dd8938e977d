import { describe, expect, it } from 'vitest';
import { eventsExport } from '../../console/src/features/customer/events/event-columns.tsx';
import { customersExport } from '../../console/src/features/customers/customer-columns.tsx';
import { toCsv, toTabSeparated } from '../../console/src/lib/csv.ts';
import { aCustomer, anEvent, aServiceType } from './support/fixtures.tsx';

describe('what leaves for a spreadsheet', () => {
  it('is UTF-8 with a byte order mark and CRLF, quoted where it must be', () => {
    expect(
      toCsv([
        ['Name', 'Note'],
        ['Žan, d.o.o.', 'says "hi"'],
      ]),
    ).toBe('\u{FEFF}Name,Note\r\n"Žan, d.o.o.","says ""hi"""\r\n');
  });

  it.each(['=HYPERLINK("x")', '+1 800', '-cmd', '@SUM(A1)'])('never runs %s as a formula', (text) => {
    expect(toCsv([[text]])).toContain(`'${text.replaceAll('"', '""')}`);
    expect(toTabSeparated([[text]])).toBe(`'${text}`);
  });

  it('leaves plain numbers alone', () => {
    expect(toCsv([['-4.50', '12']])).toBe('\u{FEFF}-4.50,12\r\n');
  });

  it('keeps a row on its line in the clipboard', () => {
    expect(toTabSeparated([['a\tb\nc', 'd']])).toBe('a b c\td');
  });

  it('of customers is name, email, active subscriptions and active services', () => {
    const { heading, rows } = customersExport([
      aCustomer({ name: '=evil', activeSubscriptions: 2, activeServices: 5 }),
    ]);
    expect(heading).toEqual(['Name', 'Email', 'Active subscriptions', 'Active services']);
    expect(rows).toEqual([['=evil', 'ana@example.com', '2', '5']]);
  });

  it('of events has the fields of the service type, times in UTC and exact amounts', () => {
    const { heading, rows } = eventsExport([anEvent({ amount: '0.123456' })], aServiceType());
    expect(heading.slice(4, 6)).toEqual(['end', 'kwh']);
    expect(rows[0]).toEqual([
      '1366563',
      '2026-10-18T15:40:26Z',
      'ev-charging',
      'DRIVER-1',
      '2026-10-18T17:45:00Z',
      '7.78',
      '125',
      '0.123456',
    ]);
  });
});
