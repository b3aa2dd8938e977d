import type { CatalogObject } from '../../../domain/catalog/compile-price-book.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import type { Result } from '../../../domain/result.ts';
import type { Records } from '../../ports.ts';
import type { CatalogRecord } from '../../records.ts';
import { type CatalogCall, createCatalogObject } from '../catalog/create-catalog-object.ts';
import { makeVouchers, type VoucherMakingPorts } from './make-vouchers.ts';

/**
 * Creates a voucher batch and makes its codes, as many as one request makes. The batch is there from the first commit on: if this is
 * interrupted, or the batch is a large one, the rest of its codes is made on request.
 */
export const createVoucherBatch =
  (ports: VoucherMakingPorts & { readonly records: Records }) =>
  async (call: CatalogCall, created: CatalogObject): Promise<Result<CatalogRecord, Refusal>> => {
    const batch = await createCatalogObject(ports)(call, created);
    if (batch.ok) await makeVouchers(ports)(call, batch.value.code);
    return batch;
  };
