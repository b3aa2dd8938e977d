import { type VoucherStatus, voucherStatus } from '../../../domain/promotion/voucher.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Records } from '../../ports.ts';
import type { Call } from '../call.ts';
import { everyItem } from '../every-item.ts';
import type { MadeVouchers } from './make-vouchers.ts';
import { voucherBatchOf } from './voucher-batch.ts';

/** What has become of the codes of a batch. */
export type VoucherCounts = MadeVouchers & {
  readonly byStatus: Readonly<Record<VoucherStatus, number>>;
  /** Uses of all codes together, and how many there could be. */
  readonly redemptions: number;
  readonly mostRedemptions: number;
};

/** Counts the codes of a batch as they are now. Reads them all: ten thousand at most. */
export const countVouchers =
  (ports: { readonly records: Pick<Records, 'get' | 'find'> }) =>
  async ({ siteId, now }: Pick<Call, 'siteId' | 'now'>, code: string): Promise<Result<VoucherCounts, Refusal>> => {
    const batch = await voucherBatchOf(ports, siteId, code);
    if (!batch.ok) return batch;
    const byStatus: Record<VoucherStatus, number> = { new: 0, used: 0, expired: 0, blocked: 0 };
    let made = 0;
    let redemptions = 0;
    for await (const voucher of everyItem(ports, 'vouchersOfBatch', siteId, { batch: code })) {
      made += 1;
      redemptions += voucher.uses;
      byStatus[voucherStatus(voucher, batch.value, now)] += 1;
    }
    const { quantity } = batch.value;
    return ok({
      ...{ batch: code, made, quantity, byStatus, redemptions },
      mostRedemptions: quantity * batch.value.redemptions,
    });
  };
