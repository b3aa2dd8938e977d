import type { VoucherBatch } from '../../../../domain/catalog/promotion.ts';
import {
  type Voucher,
  type VoucherRedemption,
  voucherKey,
  voucherStatus,
} from '../../../../domain/promotion/voucher.ts';
import { refusal } from '../../../../domain/refusal.ts';
import { err } from '../../../../domain/result.ts';
import { type Instant, instantText } from '../../../../domain/time/instant.ts';
import type { Commit, RandomId, Records } from '../../../ports.ts';
import { answer, type Wire } from '../../../shared/answer.ts';
import type { DoorHandlers } from '../../../shared/handler.ts';
import { rememberAs } from '../../../shared/idempotency.ts';
import type { Call } from '../../../use-cases/call.ts';
import { type BlockRequest, blockVoucher } from '../../../use-cases/promotions/block-voucher.ts';
import { countVouchers } from '../../../use-cases/promotions/count-vouchers.ts';
import { makeVouchers } from '../../../use-cases/promotions/make-vouchers.ts';
import { voucherBatchOf } from '../../../use-cases/promotions/voucher-batch.ts';
import type { redemptionAnswer, voucherAnswer } from '../../contract/customers/voucher.ts';
import type { customersContract } from '../../contract/customers.ts';
import { noSuch } from './of-customer.ts';

type Handlers = DoorHandlers<'customers', typeof customersContract>;

/** The codes of voucher batches: making, reading and blocking them. */
export function vouchers(ports: {
  readonly records: Records;
  readonly commit: Commit;
  readonly randomId: RandomId;
}): Pick<
  Handlers,
  'listVouchers' | 'makeVouchers' | 'countVouchers' | 'listRedemptions' | 'blockVoucher' | 'unblockVoucher'
> {
  const { records } = ports;
  const make = makeVouchers(ports);
  const count = countVouchers(ports);
  const block = blockVoucher(ports);
  const changeBlock = async (call: Call, request: BlockRequest) => {
    const { siteId, now } = call;
    const voucher = await records.get('voucher', siteId, { code: voucherKey(request.code) });
    if (voucher === null) return err(noSuch('voucher'));
    const batch = await voucherBatchOf(ports, siteId, voucher.batch);
    if (!batch.ok) return batch;
    const tell = (one: Voucher) => voucherWire(one, batch.value, now);
    const changed = await block(rememberAs(call, tell), request);
    return changed.ok ? answer(200, tell(changed.value)) : changed;
  };
  return {
    listVouchers: async ({ siteId, now }, { path: { code }, query }) => {
      const batch = await voucherBatchOf(ports, siteId, code);
      if (!batch.ok) return batch;
      const { items, nextCursor } = await records.find('vouchersOfBatch', siteId, { batch: code }, query);
      return answer(200, { items: items.map((voucher) => voucherWire(voucher, batch.value, now)), nextCursor });
    },

    makeVouchers: async (call, { path: { code } }) => {
      const made = await make(call, code);
      return made.ok ? answer(200, made.value) : made;
    },

    countVouchers: async (call, { path: { code } }) => {
      const counted = await count(call, code);
      if (!counted.ok) return counted;
      const { byStatus, ...counts } = counted.value;
      return answer(200, { ...counts, ...byStatus });
    },

    listRedemptions: async ({ siteId }, { path: { code: typed }, query }) => {
      const code = voucherKey(typed);
      const { items, nextCursor } = await records.find('redemptionsOfVoucher', siteId, { code }, query);
      // Whether there is such a code is told to nobody who may only look up who used it: it would be worth its bundle.
      if (items.length === 0 && query.cursor === undefined) return err(NOT_USED);
      return answer(200, { items: items.map(redemptionWire), nextCursor });
    },

    blockVoucher: (call, { path: { code }, body: { reason } }) => changeBlock(call, { code, blockedFor: reason }),
    unblockVoucher: (call, { path: { code } }) => changeBlock(call, { code, blockedFor: null }),
  };
}

const NOT_USED = refusal('request.not_found', 'Nobody has used such a code.');

const voucherWire = (voucher: Voucher, batch: VoucherBatch, now: Instant): Wire<typeof voucherAnswer> => ({
  code: voucher.code,
  batch: voucher.batch,
  serial: voucher.serial,
  uses: voucher.uses,
  redemptions: batch.redemptions,
  status: voucherStatus(voucher, batch, now),
  ...(voucher.blocked === undefined ? {} : { blockedFor: voucher.blocked.reason }),
});

const redemptionWire = (redemption: VoucherRedemption): Wire<typeof redemptionAnswer> => ({
  code: redemption.code,
  batch: redemption.batch,
  bundle: redemption.bundle,
  customerId: redemption.customerId,
  subscriptionId: redemption.subscriptionId,
  purchases: redemption.purchases,
  at: instantText(redemption.at),
});
