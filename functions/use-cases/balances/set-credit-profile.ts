import type { PriceBook } from '../../../domain/catalog/price-book.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { resumed } from '../../../domain/subscription/prepaid/contract-ahead.ts';
import type { RatingProfile } from '../../../domain/subscription/subscription.ts';
import type { Account, Change, Records } from '../../ports.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { renewalChanges } from '../subscriptions/renewal-changes.ts';
import type { BalancePorts } from './create-balance.ts';

/** A balance group under its limits, and the catalog that says them. */
export type LimitedAccount = { readonly account: Account; readonly book: PriceBook };

/**
 * Gives a balance group a credit profile of its own; null: the default one of its payment type again. Holds from the next event on: what was
 * let through stays, what waits for money goes on if the new limit allows it. `version` is the contract's that the caller read.
 */
export const setCreditProfile =
  (ports: BalancePorts & { readonly records: Pick<Records, 'get'> }) =>
  async (
    call: Pick<Call, 'siteId' | 'actor' | 'now'>,
    { balanceGroupId, version, code }: { balanceGroupId: string; version: number; code: string | null },
  ): Promise<Result<LimitedAccount, Refusal>> =>
    retryConflicts(`credit profile of balance group ${balanceGroupId}`, async () => {
      const { siteId } = call;
      const [account, book] = await Promise.all([
        ports.ledgers.load(siteId, balanceGroupId),
        ports.priceBooks.fresh(siteId),
      ]);
      if (account === null) return err(refusal('request.not_found', 'There is no such balance group.'));
      const { head, profile } = account;
      if (profile.version !== version) {
        return err(refusal('request.changed_meanwhile', 'Somebody changed the contract meanwhile. Read it again.'));
      }
      const refused = refuse(profile, { book, code });
      if (refused !== null) return err(refused);
      const { creditProfile: before, ...rest } = profile;
      const after: RatingProfile = code === null ? rest : { ...rest, creditProfile: code };
      const held = code === null ? [] : await heldChange(ports, siteId, code);
      if (held === null) return null;
      const quoted = await ports.priceBooks.forCustomer(book, profile, call.now);
      const contract = resumed({ head, profile: after }, { book: quoted, now: call.now });
      const outcome = await ports.commit([
        { put: 'ledger', value: { before: head, after: contract.head } },
        { put: 'ratingProfile', value: contract.profile, before: profile },
        ...held,
        ...renewalChanges(ports, call, { before: account, after: contract, book: quoted }),
        activity(ports, call, {
          customerId: profile.customerId,
          action: 'balance_group.limited',
          objectType: 'balanceGroup',
          objectId: balanceGroupId,
          summary: `Credit profile of balance group ${balanceGroupId}: ${code ?? 'the default one'}`,
          before: { creditProfile: before ?? null },
          after: { creditProfile: code },
        }),
      ]);
      const stored = { ...contract.profile, version: version + 1 };
      return outcome === 'done' ? ok({ account: { head: contract.head, profile: stored }, book }) : null;
    });

/**
 * Notes in the catalog that the profile is somebody's: a balance group whose own profile is gone would have no limits at all. Of two who
 * give it and delete it at once, one looks again. Null: it was deleted just now.
 */
async function heldChange(
  { records }: { readonly records: Pick<Records, 'get'> },
  siteId: string,
  code: string,
): Promise<readonly Change[] | null> {
  const stored = await records.get('catalog', siteId, { kind: 'creditProfile', code });
  if (stored === null) return null;
  return stored.isHeld === true ? [] : [{ put: 'catalog', value: { ...stored, isHeld: true } }];
}

function refuse(
  { status, paymentType }: RatingProfile,
  { book, code }: { readonly book: PriceBook; readonly code: string | null },
): Refusal | null {
  if (status === 'closed') return refusal('customer.state', 'This account is closed.');
  if (code === null) return null;
  const at = (message: string) => [{ pointer: '/code', message }];
  const found = book.creditProfiles.get(code);
  if (found === undefined) {
    const message = `There is no credit profile ${code}. Create it first.`;
    return refusal('catalog.reference_missing', message, at(message));
  }
  if (found.paymentTypes.length === 0 || found.paymentTypes.includes(paymentType)) return null;
  const message = `The credit profile ${code} is not for ${paymentType}.`;
  return refusal('request.invalid', message, at(message));
}
