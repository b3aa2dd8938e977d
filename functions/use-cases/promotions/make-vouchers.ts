import { createHmac } from 'node:crypto';
import type { VoucherBatch } from '../../../domain/catalog/promotion.ts';
import type { Voucher, VoucherSeries } from '../../../domain/promotion/voucher.ts';
import { type CodeLayout, codeLayout, codeOf } from '../../../domain/promotion/voucher-codes.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, invariant, ok, type Result } from '../../../domain/result.ts';
import type { Change, Commit, RandomId, Records } from '../../ports.ts';
import type { Call } from '../call.ts';
import { LostRace, retryConflicts } from '../retry-conflicts.ts';
import { voucherBatchOf } from './voucher-batch.ts';

export type VoucherMakingPorts = {
  readonly records: Pick<Records, 'get'>;
  readonly commit: Commit;
  readonly randomId: RandomId;
};

/** How many codes of a batch there are by now, of how many. */
export type MadeVouchers = { readonly batch: string; readonly made: number; readonly quantity: number };

/** Codes of one transaction, beside the record that says how far the batch is. */
const TOGETHER = 89;
/** What one request makes, so that it answers in time; asked again, it goes on. */
const MOST_AT_ONCE = 50 * TOGETHER;
/** So often a code at random is drawn again that exists already. */
const MOST_DRAWS = 20;

/**
 * Makes the codes of a voucher batch, transaction by transaction. The seed is kept with the first of them, and every code follows from
 * it: whatever crashed goes on where it stopped when it is asked again, and two at once make no code twice.
 */
export const makeVouchers =
  (ports: VoucherMakingPorts) =>
  async ({ siteId }: Pick<Call, 'siteId'>, batchCode: string): Promise<Result<MadeVouchers, Refusal>> => {
    const batch = await voucherBatchOf(ports, siteId, batchCode);
    if (!batch.ok) return batch;
    const { code, quantity } = batch.value;
    let made = await madeSoFar(ports, siteId, code);
    const target = made + MOST_AT_ONCE;
    while (made < quantity && made < target) {
      const step = await retryConflicts(`codes of voucher batch ${code}`, () => makeSome(ports, siteId, batch.value));
      if (!step.ok) return step;
      made = step.value;
    }
    return ok({ batch: code, made, quantity });
  };

async function madeSoFar({ records }: Pick<VoucherMakingPorts, 'records'>, siteId: string, batch: string) {
  return (await records.get('voucherSeries', siteId, { batch }))?.made ?? 0;
}

/** One transaction. Null: somebody else was faster; the number of codes that there are afterwards, otherwise. */
async function makeSome(
  { records, commit, randomId }: VoucherMakingPorts,
  siteId: string,
  batch: VoucherBatch,
): Promise<Result<number, Refusal> | null> {
  const layout = codeLayout(batch);
  invariant(layout !== null, `the template of voucher batch ${batch.code} has room for its codes`);
  const series: VoucherSeries = (await records.get('voucherSeries', siteId, { batch: batch.code })) ?? {
    ...{ siteId, batch: batch.code, made: 0, version: 0 },
    seed: `${randomId()}${randomId()}`,
  };
  if (series.made >= batch.quantity) return ok(series.made);
  const count = Math.min(TOGETHER, batch.quantity - series.made);
  let vouchers = Array.from({ length: count }, (_, index) => drawn({ batch, layout, series }, series.made + index, 0));
  for (let draw = 0; ; draw++) {
    const after = { ...series, made: series.made + count };
    const changes: readonly Change[] = [
      { put: 'voucherSeries', value: after },
      ...vouchers.map((value): Change => ({ put: 'voucher', value })),
    ];
    if ((await commit(changes)) === 'done') return ok(after.made);
    const taken = await takenCodes(records, siteId, vouchers);
    const now = await records.get('voucherSeries', siteId, { batch: batch.code });
    if (taken.size === 0 || (now?.version ?? 0) !== series.version) return null;
    if (layout.randomPlaces === 0) return err(codesTaken(batch, [...taken]));
    if (draw === MOST_DRAWS) throw new LostRace(`voucher batch ${batch.code}: its codes exist, however they are drawn`);
    vouchers = vouchers.map((voucher, index) =>
      taken.has(voucher.code) ? drawn({ batch, layout, series }, series.made + index, draw + 1) : voucher,
    );
  }
}

/** The code with a position in its batch, at some draw: the same whenever it is asked for. */
function drawn(
  { batch, layout, series }: { batch: VoucherBatch; layout: CodeLayout; series: VoucherSeries },
  position: number,
  draw: number,
): Voucher {
  const serial = batch.rangeStart + position;
  const noise = createHmac('sha256', series.seed).update(`${batch.code} ${serial} ${draw}`).digest();
  const code = codeOf(batch, layout, { serial, noise });
  return { siteId: series.siteId, code, batch: batch.code, serial, uses: 0, status: 'new', version: 0 };
}

async function takenCodes(
  records: VoucherMakingPorts['records'],
  siteId: string,
  vouchers: readonly Voucher[],
): Promise<ReadonlySet<string>> {
  const found = await Promise.all(vouchers.map(({ code }) => records.get('voucher', siteId, { code })));
  return new Set(found.flatMap((voucher) => voucher?.code ?? []));
}

const codesTaken = ({ code }: VoucherBatch, [first, ...others]: readonly string[]): Refusal =>
  refusal(
    'voucher.codes_taken',
    `The code ${first}${others.length === 0 ? '' : ` and ${others.length} more`} of voucher batch ${code} exist already.`,
  );
