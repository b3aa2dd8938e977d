import { type Voucher, voucherKey } from '../../../domain/promotion/voucher.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Change, Commit, Records } from '../../ports.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { voucherBatchOf } from './voucher-batch.ts';

export type BlockRequest = {
  readonly code: string;
  /** Null: it may be used again. */
  readonly blockedFor: string | null;
};

/** Blocks a code that was stolen or given out by mistake, or lets it be used again. What it bought before stays bought. */
export const blockVoucher =
  (ports: { readonly records: Pick<Records, 'get'>; readonly commit: Commit }) =>
  async (
    call: Pick<Call, 'siteId' | 'actor' | 'now'> & {
      readonly remember: (status: number, voucher: Voucher) => readonly Change[];
    },
    { code: typed, blockedFor }: BlockRequest,
  ): Promise<Result<Voucher, Refusal>> => {
    const { siteId, actor, now } = call;
    const code = voucherKey(typed);
    return retryConflicts(`block of voucher ${code}`, async () => {
      const stored = await ports.records.get('voucher', siteId, { code });
      if (stored === null) return err(refusal('request.not_found', `There is no voucher ${code}.`));
      const batch = await voucherBatchOf(ports, siteId, stored.batch);
      if (!batch.ok) return batch;
      const { blocked: _before, ...voucher } = stored;
      const after: Voucher =
        blockedFor === null
          ? { ...voucher, status: voucher.uses < batch.value.redemptions ? 'new' : 'used' }
          : { ...voucher, status: 'blocked', blocked: { by: actor, at: now, reason: blockedFor } };
      const outcome = await ports.commit([{ put: 'voucher', value: after }, ...call.remember(200, after)]);
      return outcome === 'done' ? ok(after) : null;
    });
  };
