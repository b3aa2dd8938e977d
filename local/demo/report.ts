import { dec, decimalText, ZERO } from '../../domain/money/decimal.ts';
import type { ChargingSession } from './charging-sessions.ts';
import { type DemoApi, orThrow } from './demo-api.ts';
import { billsOf, everyCustomer } from './every-customer.ts';
import type { UsageCounts } from './send-usage.ts';

/** What the year came to, beside what the file says. Amounts in USD. */
export type DemoReport = UsageCounts & {
  readonly customers: number;
  readonly bills: number;
  readonly invoices: number;
  readonly billed: string;
  readonly billedForCharging: string;
  readonly billedForMembership: string;
  readonly fileDollars: string;
};

export async function reportOn(
  api: DemoApi,
  sessions: readonly ChargingSession[],
  sent: UsageCounts,
): Promise<DemoReport> {
  let customers = 0;
  let bills = 0;
  let invoices = 0;
  let charging = ZERO;
  let membership = ZERO;
  for await (const customerId of everyCustomer(api)) {
    customers += 1;
    for (const { billId, status, invoiceId } of await billsOf(api, customerId)) {
      if (status !== 'billing' && status !== 'closed') continue;
      bills += 1;
      if (invoiceId !== null) invoices += 1;
      const { lines } = orThrow('bill', await api.GET('/v1/bills/{billId}', { params: { path: { billId } } }));
      for (const { billItem, net } of lines) {
        if (billItem === 'charging') charging = charging.plus(net);
        else membership = membership.plus(net);
      }
    }
  }
  const fileDollars = sessions.reduce((total, { dollars }) => total.plus(dec(dollars)), ZERO);
  return {
    ...sent,
    customers,
    bills,
    invoices,
    billed: decimalText(charging.plus(membership)),
    billedForCharging: decimalText(charging),
    billedForMembership: decimalText(membership),
    fileDollars: decimalText(fileDollars),
  };
}

/** The report as lines for a person. */
export function reportText(report: DemoReport): readonly string[] {
  const row = (label: string, value: string | number) => `${label.padEnd(26)}${String(value).padStart(10)}`;
  return [
    row('Events in', report.received),
    row('Rated', report.rated),
    row('Duplicates', report.duplicate),
    row('Suspended', report.suspended),
    row('Customers', report.customers),
    row('Bills', report.bills),
    row('Invoices', report.invoices),
    row('Billed, USD', report.billed),
    row('  for memberships', report.billedForMembership),
    row('  for charging', report.billedForCharging),
    row("The file's own dollars", report.fileDollars),
    'The file has no memberships, and its stations rounded single sessions in a way that is not published; the tariff is',
    'applied here as published: steps of 5 minutes rounded up, at least 0.50 for a session that is charged at all.',
  ];
}
