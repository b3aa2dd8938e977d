import type { BillingProfile } from '../../../domain/billing/bill.ts';
import { verifyBills } from '../../../domain/billing/verify-bills.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { invoiceYear } from '../../../domain/invoice/invoice-number.ts';
import { billedLines } from '../../../domain/ledger/billed-lines.ts';
import type { Entry } from '../../../domain/ledger/entry.ts';
import type { UnbilledLine } from '../../../domain/ledger/head.ts';
import { verifyHead } from '../../../domain/ledger/verify-head.ts';
import { invariant } from '../../../domain/result.ts';
import type { Account, Ledgers, PriceBooks, Records } from '../../ports.ts';
import { ledgerEntries } from '../customers/ledger-entries.ts';
import { allItems, everyItem } from '../every-item.ts';

export type VerifyPorts = {
  readonly records: Pick<Records, 'find' | 'get'>;
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
    const numbers = new Map<string, string[]>();
    const site = await records.get('site', siteId, {});
    for await (const { customerId } of everyItem({ records }, 'customersOfSite', siteId, {})) {
      counts.customers += 1;
      const of = { customerId };
      const [profiles, bills, invoices, payments] = await Promise.all([
        allItems({ records }, 'billingProfilesOfCustomer', siteId, of),
        allItems({ records }, 'billsOfCustomer', siteId, of),
        allItems({ records }, 'invoicesOfCustomer', siteId, of),
        allItems({ records }, 'paymentsOfCustomer', siteId, of),
      ]);
      for (const { issuedAt, number } of invoices) {
        const year = invoiceYear(issuedAt, site?.zone ?? 'UTC');
        numbers.set(year, [...(numbers.get(year) ?? []), number]);
      }
      for (const profile of profiles) {
        const mine = <T extends { readonly billingProfileId: string }>(items: readonly T[]) =>
          items.filter(({ billingProfileId }) => billingProfileId === profile.billingProfileId);
        const taken: ReadonlyMap<string, readonly UnbilledLine[]>[] = [];
        for (const balanceGroupId of profile.balanceGroups) {
          const ledger = await verifyLedger(ledgers, profile, balanceGroupId);
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
    for (const [year, given] of numbers) {
      const last = (await records.get('invoiceSequence', siteId, { year }))?.last ?? 0;
      if (given.length !== last || new Set(given).size !== last) {
        differences.push(
          `invoices of ${year}: ${new Set(given).size} numbers on ${given.length}, ${last} were given out`,
        );
      }
    }
    return { ...counts, differences };
  };

/** A guess would report sound bills as damaged, or damaged ones as sound. */
function digitsOf({ resource, billingProfileId }: BillingProfile, book: PriceBook): number {
  const digits = book.resources.get(resource)?.billingScale;
  invariant(digits !== undefined, `the resource ${resource} of billing profile ${billingProfileId} is in the catalog`);
  return digits;
}

async function verifyLedger(
  ledgers: Ledgers,
  { siteId, validFrom }: BillingProfile,
  balanceGroupId: string,
): Promise<{ readonly entries: readonly Entry[]; readonly difference: string | null }> {
  const account = await ledgers.load(siteId, balanceGroupId);
  if (account === null) return { entries: [], difference: 'there is no ledger' };
  const { head } = account;
  // A ledger begins with its billing profile's first cycle; a later start of its services does not move that.
  const range = { from: Math.min(validFrom, oldestOf(account)), to: head.sealedThrough };
  const entries = await ledgerEntries({ ledgers }, head, range);
  return { entries, difference: verifyHead(head, entries) };
}

/** Nothing that a contract charges happened before its first service or purchase began. */
const oldestOf = ({ profile: { services, purchases } }: Account): number =>
  Math.min(...services.map(({ validFrom }) => validFrom), ...purchases.map(({ validFrom }) => validFrom));
