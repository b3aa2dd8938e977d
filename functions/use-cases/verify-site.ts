import type { BillingProfile } from '../../domain/billing/bill.ts';
import { verifyBills } from '../../domain/billing/verify-bills.ts';
import type { PriceBook } from '../../domain/catalog/price-book.ts';
import { billedLines } from '../../domain/ledger/billed-lines.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { UnbilledLine } from '../../domain/ledger/head.ts';
import { verifyHead } from '../../domain/ledger/verify-head.ts';
import type { Account, Ledgers, PriceBooks, Records } from '../ports.ts';
import { allItems, everyItem } from './every-item.ts';

export type VerifyPorts = {
  readonly records: Pick<Records, 'find'>;
  readonly ledgers: Ledgers;
  readonly priceBooks: Pick<PriceBooks, 'fresh'>;
};

export type Verification = {
  readonly customers: number;
  readonly ledgers: number;
  readonly entries: number;
  readonly bills: number;
  /** Empty when everything stored is what the entries give. */
  readonly differences: readonly string[];
};

/** Recomputes every head, bill and invoice of a site from its entries and payments. Writes nothing. */
export const verifySite =
  ({ records, ledgers, priceBooks }: VerifyPorts) =>
  async (siteId: string): Promise<Verification> => {
    const book = await priceBooks.fresh(siteId);
    const counts = { customers: 0, ledgers: 0, entries: 0, bills: 0 };
    const differences: string[] = [];
    for await (const { customerId } of everyItem({ records }, 'customersOfSite', siteId, {})) {
      counts.customers += 1;
      const of = { customerId };
      const [profiles, bills, invoices, payments] = await Promise.all([
        allItems({ records }, 'billingProfilesOfCustomer', siteId, of),
        allItems({ records }, 'billsOfCustomer', siteId, of),
        allItems({ records }, 'invoicesOfCustomer', siteId, of),
        allItems({ records }, 'paymentsOfCustomer', siteId, of),
      ]);
      for (const profile of profiles) {
        const mine = <T extends { readonly billingProfileId: string }>(items: readonly T[]) =>
          items.filter(({ billingProfileId }) => billingProfileId === profile.billingProfileId);
        const taken: ReadonlyMap<string, readonly UnbilledLine[]>[] = [];
        for (const balanceGroupId of profile.balanceGroups) {
          const ledger = await verifyLedger(ledgers, siteId, balanceGroupId);
          counts.ledgers += 1;
          counts.entries += ledger.entries.length;
          if (ledger.difference !== null) {
            differences.push(`customer ${customerId}, balance group ${balanceGroupId}: ${ledger.difference}`);
          }
          taken.push(billedLines(ledger.entries));
        }
        counts.bills += mine(bills).length;
        const difference = verifyBills(
          {
            profile,
            bills: mine(bills),
            invoices: mine(invoices),
            payments: mine(payments),
            linesOfBill: (billId) => taken.flatMap((lines) => lines.get(billId) ?? []),
          },
          { book, digits: digitsOf(profile, book) },
        );
        if (difference !== null) differences.push(`customer ${customerId}, ${difference}`);
      }
    }
    return { ...counts, differences };
  };

const digitsOf = ({ resource }: BillingProfile, book: PriceBook): number =>
  book.resources.get(resource)?.billingScale ?? 2;

async function verifyLedger(
  ledgers: Ledgers,
  siteId: string,
  balanceGroupId: string,
): Promise<{ readonly entries: readonly Entry[]; readonly difference: string | null }> {
  const account = await ledgers.load(siteId, balanceGroupId);
  if (account === null) return { entries: [], difference: 'there is no ledger' };
  const { head } = account;
  const range = { from: oldestEntryOf(account), to: head.sealedThrough };
  const sealed = head.sealedThrough === 0 ? [] : await ledgers.sealedEntries(siteId, balanceGroupId, range);
  const entries = [...sealed, ...head.tail];
  return { entries, difference: verifyHead(head, entries) };
}

/** Nothing happened in a ledger before its first service or purchase began. */
const oldestEntryOf = ({ head, profile }: Account): number =>
  Math.min(
    head.cycles.active.from,
    ...profile.services.map(({ validFrom }) => validFrom),
    ...profile.purchases.map(({ validFrom }) => validFrom),
  );
