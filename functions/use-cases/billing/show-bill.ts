import { addUpBill } from '../../../domain/billing/add-up-bill.ts';
import type { Bill } from '../../../domain/billing/bill.ts';
import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Ledgers, Records } from '../../ports.ts';

/**
 * A bill as it would be if it were finalised now: running bills hold nothing themselves, their charges wait in the ledgers of their
 * profile. Finalised bills come back as they are.
 */
export async function showBill(
  { records, ledgers }: { readonly records: Pick<Records, 'get'>; readonly ledgers: Pick<Ledgers, 'load'> },
  bill: Bill,
  book: PriceBook,
): Promise<Result<Bill, Refusal>> {
  const { siteId, customerId, billingProfileId } = bill;
  if (bill.finalisedAt !== null) return ok(bill);
  const profile = await records.get('billingProfile', siteId, { customerId, billingProfileId });
  const digits = book.resources.get(profile?.resource ?? '')?.billingScale;
  if (profile === null || digits === undefined) return ok(bill);
  const accounts = await Promise.all(profile.balanceGroups.map((group) => ledgers.load(siteId, group)));
  const charges = accounts
    .flatMap((account) => (account === null ? [] : [...account.head.unbilled.values()]))
    .filter(({ cycle }) => cycle === bill.from);
  const amounts = addUpBill(charges, { book, digits });
  return amounts.ok ? ok({ ...bill, ...amounts.value }) : amounts;
}
