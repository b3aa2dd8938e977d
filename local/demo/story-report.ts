import { type Dec, decimalText, ZERO } from '../../domain/money/decimal.ts';
import { type DemoApi, orThrow } from './demo-api.ts';
import { billsOf, everyCustomer } from './every-customer.ts';
import type { UsageCounts } from './send-usage.ts';

const row = (label: string, value: string | number) => `${label.padEnd(26)}${String(value).padStart(10)}`;

/** What a story came to, as lines for a person: events, bills, and what was billed for what, without tax. */
export async function storyReport(api: DemoApi, currency: string, sent: UsageCounts): Promise<readonly string[]> {
  let customers = 0;
  let bills = 0;
  const billed = new Map<string, Dec>();
  for await (const customerId of everyCustomer(api)) {
    customers += 1;
    for (const { billId, status } of await billsOf(api, customerId)) {
      if (status !== 'billing' && status !== 'closed') continue;
      bills += 1;
      const { lines } = orThrow('bill', await api.GET('/v1/bills/{billId}', { params: { path: { billId } } }));
      for (const { billItem, net } of lines) billed.set(billItem, (billed.get(billItem) ?? ZERO).plus(net));
    }
  }
  return [
    row('Events in', sent.received),
    row('Rated', sent.rated),
    row('Suspended', sent.suspended),
    row('Customers', customers),
    row('Bills', bills),
    ...[...billed].toSorted().map(([item, amount]) => row(`Billed for ${item}, ${currency}`, decimalText(amount))),
  ];
}
