import type { Customer } from '../../../domain/customer/customer.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { RatingProfile, TaxStatus } from '../../../domain/subscription/subscription.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Account, Change, Commit, Ledgers, RandomId, Records } from '../../ports.ts';
import { activity } from '../activity.ts';
import { loadAccounts } from '../billing/load-accounts.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';

export type Exemption = NonNullable<TaxStatus['exemption']>;

/** What decides which tax a customer is charged, as all contracts of the customer have it. Null: nothing is known. */
export type CustomerTaxStatus = { readonly customer: Customer; readonly taxStatus: TaxStatus | null };

type TaxReads = { readonly records: Records; readonly ledgers: Pick<Ledgers, 'load'> };

/** Null: there is no such customer. */
export const customerTaxStatus =
  (ports: TaxReads) =>
  async (siteId: string, customerId: string): Promise<CustomerTaxStatus | null> => {
    const customer = await ports.records.get('customer', siteId, { customerId });
    if (customer === null) return null;
    return { customer, taxStatus: statusOf(await loadAccounts(ports)(siteId, customerId)) };
  };

/** All contracts have the same; one that was made before statuses were kept may have none. */
const statusOf = (accounts: readonly Account[]): TaxStatus | null =>
  accounts.find(({ profile }) => profile.taxStatus !== undefined)?.profile.taxStatus ?? null;

/**
 * Exempts a customer of every tax until a time, or of none any more (null). For charges from here on: what is charged already stays as it
 * is. `version` is the customer's that the caller read.
 */
export const exemptCustomer =
  (ports: TaxReads & { readonly commit: Commit; readonly randomId: RandomId }) =>
  async (
    call: Pick<Call, 'siteId' | 'actor' | 'now'>,
    {
      customerId,
      version,
      exemption,
    }: { readonly customerId: string; readonly version: number; readonly exemption: Exemption | null },
  ): Promise<Result<CustomerTaxStatus, Refusal>> =>
    retryConflicts(`tax exemption of customer ${customerId}`, async () => {
      const { siteId, now } = call;
      const customer = await ports.records.get('customer', siteId, { customerId });
      if (customer === null) return err(refusal('request.not_found', 'There is no such customer.'));
      const refused = refuse(customer, { version, exemption, now });
      if (refused !== null) return err(refused);
      const accounts = await loadAccounts(ports)(siteId, customerId);
      const known = statusOf(accounts) ?? (await statusOfAddress(ports, siteId, customerId));
      if (known === null) {
        const message =
          'The billing address does not name its country in two letters: which taxes meet it is not known.';
        return err(refusal('customer.state', message));
      }
      const { exemption: before, ...status } = known;
      const taxStatus = exemption === null ? status : { ...status, exemption };
      const outcome = await ports.commit([
        // Written so that of two who exempt at once, one reads again; and so that the ETag tells.
        { put: 'customer', value: customer },
        ...accounts.flatMap(({ head, profile }) => statusChanges({ head, profile }, taxStatus)),
        activity(ports, call, {
          customerId,
          action: exemption === null ? 'customer.exemption_ended' : 'customer.exempted',
          objectType: 'customer',
          objectId: customerId,
          summary:
            exemption === null
              ? `Customer ${customerId} is not exempt from tax any more`
              : `Customer ${customerId} is exempt from tax until ${instantText(exemption.until)}: ${exemption.reason}`,
          before: { exemption: shown(before) },
          after: { exemption: shown(exemption ?? undefined) },
        }),
      ]);
      return outcome === 'done' ? ok({ customer: { ...customer, version: version + 1 }, taxStatus }) : null;
    });

function refuse(
  customer: Customer,
  { version, exemption, now }: { readonly version: number; readonly exemption: Exemption | null; readonly now: number },
): Refusal | null {
  if (customer.version !== version) {
    return refusal('request.changed_meanwhile', 'Somebody changed the customer meanwhile. Read it again.');
  }
  if (customer.status === 'closed')
    return refusal('customer.state', 'This account is closed: nothing is taxed any more.');
  if (exemption === null || exemption.until > now) return null;
  const message = 'Name a time that is still to come.';
  return refusal('request.invalid', 'The exemption would be over already.', [{ pointer: '/until', message }]);
}

/** For contracts without a status: the billing address and the tax number say it. */
async function statusOfAddress({ records }: TaxReads, siteId: string, customerId: string): Promise<TaxStatus | null> {
  const info = await records.get('paymentInfo', siteId, { customerId });
  if (info === null || !/^[A-Z]{2}$/.test(info.billingAddress.country)) return null;
  return { country: info.billingAddress.country, ...(info.taxId === undefined ? {} : { taxId: info.taxId }) };
}

/** Ledgers are written with contracts, so that usage rated at this moment sees it. */
const statusChanges = ({ head, profile }: Account, taxStatus: TaxStatus): readonly Change[] => {
  const after: RatingProfile = { ...profile, taxStatus };
  return [
    { put: 'ledger', value: { before: head, after: head } },
    { put: 'ratingProfile', value: after, before: profile },
  ];
};

const shown = (exemption: Exemption | undefined) =>
  exemption === undefined ? null : { reason: exemption.reason, until: instantText(exemption.until) };
