import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import { type AddBundleFacts, addBundle } from '../subscription/buying/add-bundle.ts';
import type { Bought, NewIds } from '../subscription/buying/buy-products.ts';
import type { Contract } from '../subscription/end-purchases.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { redeemVoucher } from './redeem-voucher.ts';
import type { EnteredCode } from './route-codes.ts';
import { type Voucher, type VoucherRedemption, voucherKey } from './voucher.ts';

/** A code that was entered, with everything that is known of it. */
export type KnownVoucher = EnteredCode & {
  /** Null: there is no such code. */
  readonly voucher: Voucher | null;
  readonly isUsedByCustomer: boolean;
};

/** What the codes come to: their bundles bought one after the other, and the records of their use. */
export type RedeemedVouchers = Contract &
  Bought & {
    readonly subscription: Subscription;
    readonly vouchers: readonly Voucher[];
    readonly redemptions: readonly VoucherRedemption[];
  };

const NOTHING: Bought = { purchases: [], services: [], discounts: [] };

/** Uses codes for a subscription in their order, each for the bundle of its batch. One that cannot be used refuses them all. */
export function redeemVouchers(
  facts: AddBundleFacts,
  codes: readonly KnownVoucher[],
): Result<RedeemedVouchers, Refusal> {
  const { book, now, ids } = facts;
  let used: RedeemedVouchers = {
    ...facts.contract,
    ...NOTHING,
    subscription: facts.subscription,
    vouchers: [],
    redemptions: [],
  };
  for (const { code, pointer, voucher, isUsedByCustomer } of codes) {
    const isRepeated = used.redemptions.some((one) => one.code === voucherKey(code));
    const redeemed = redeemVoucher({
      ...{ code, voucher, now, pointer },
      batch: voucher === null ? undefined : book.voucherBatches.get(voucher.batch),
      usedByCustomer: isUsedByCustomer || isRepeated,
    });
    if (!redeemed.ok) return redeemed;
    const { bundle } = redeemed.value;
    const { head, profile, subscription } = used;
    const added = addBundle(
      { ...facts, subscription, contract: { head, profile }, ids: idsAfter(ids, used) },
      { bundle, choices: [], identifier: null, pointers: { bundle: pointer, choices: pointer, identifier: pointer } },
    );
    if (!added.ok) return added;
    const redemption = redemptionOf(redeemed.value, { subscription, purchases: added.value.purchases, now });
    used = {
      ...added.value,
      purchases: [...used.purchases, ...added.value.purchases],
      services: [...used.services, ...added.value.services],
      discounts: [...used.discounts, ...added.value.discounts],
      vouchers: [...used.vouchers, redeemed.value.voucher],
      redemptions: [...used.redemptions, redemption],
    };
  }
  return ok(used);
}

/** Numbers that follow on those of what was bought before with the same ones. */
export const idsAfter = (ids: NewIds, { purchases, discounts, services }: Bought): NewIds => ({
  purchase: (index) => ids.purchase(purchases.length + discounts.length + index),
  service: (index) => ids.service(services.length + index),
});

const redemptionOf = (
  { voucher: { siteId, code, batch }, bundle }: { readonly voucher: Voucher; readonly bundle: string },
  {
    subscription: { customerId, subscriptionId },
    purchases,
    now: at,
  }: Pick<AddBundleFacts, 'subscription' | 'now'> & Pick<Bought, 'purchases'>,
): VoucherRedemption => ({
  ...{ siteId, code, customerId, subscriptionId, batch, bundle, at },
  purchases: purchases.map(({ purchaseId }) => purchaseId),
  version: 0,
});
