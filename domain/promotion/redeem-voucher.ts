import type { VoucherBatch } from '../catalog/promotion.ts';
import { type Refusal, type RefusalCode, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { type Instant, instantText } from '../time/instant.ts';
import type { Voucher } from './voucher.ts';

/** A code that somebody wants to use. */
export type Redeeming = {
  /** As it was typed, for the words of a refusal. */
  readonly code: string;
  /** Null: there is no such code. */
  readonly voucher: Voucher | null;
  readonly batch: VoucherBatch | undefined;
  readonly usedByCustomer: boolean;
  readonly now: Instant;
  /** Where the code stands in the request. */
  readonly pointer: string;
};

/** The voucher with one use gone, and the bundle that it buys. */
export function redeemVoucher(
  redeeming: Redeeming,
): Result<{ readonly voucher: Voucher; readonly bundle: string }, Refusal> {
  const { code, voucher, batch, usedByCustomer, now, pointer } = redeeming;
  const refuse = (reason: RefusalCode, message: string) => err(refusal(reason, message, [{ pointer, message }]));
  if (voucher === null || batch === undefined) {
    return refuse('code.unknown', `There is no code ${code}. Check what was typed.`);
  }
  if (voucher.status === 'blocked') return refuse('code.blocked', `The code ${code} is blocked.`);
  if (usedByCustomer) return refuse('code.already_used', `This customer has used the code ${code} already.`);
  if (now < batch.validFrom) {
    return refuse('code.not_yet_valid', `The code ${code} is valid from ${instantText(batch.validFrom)} on.`);
  }
  if (now >= batch.validTo) {
    return refuse('code.expired', `The code ${code} was valid until ${instantText(batch.validTo)}.`);
  }
  const uses = voucher.uses + 1;
  if (voucher.status === 'used' || uses > batch.redemptions) {
    return refuse('code.exhausted', `The code ${code} is used up.`);
  }
  return ok({
    bundle: batch.bundle,
    voucher: { ...voucher, uses, status: uses === batch.redemptions ? 'used' : 'new' },
  });
}
