import { catalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { VoucherBatch } from '../../../domain/catalog/promotion.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Records } from '../../ports.ts';

/** A voucher batch of the catalog, by its code. */
export async function voucherBatchOf(
  { records }: { readonly records: Pick<Records, 'get'> },
  siteId: string,
  code: string,
): Promise<Result<VoucherBatch, Refusal>> {
  const stored = await records.get('catalog', siteId, { kind: 'voucherBatch', code });
  const found = stored === null ? null : catalogObject(stored);
  if (found?.kind === 'voucherBatch') return ok(found.object);
  return err(refusal('request.not_found', `There is no voucher batch ${code}.`));
}
