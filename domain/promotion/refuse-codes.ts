import type { CatalogIndex } from '../catalog/catalog-index.ts';
import type { CatalogObject } from '../catalog/compile-price-book.ts';
import type { Coupon, VoucherBatch } from '../catalog/promotion.ts';
import { type Refusal, type RefusalCode, refusal } from '../refusal.ts';
import { codeLayout, codeOf, couldBeCode, couldMeet } from './voucher-codes.ts';

/**
 * Codes of coupons and vouchers are typed into the same field, so no code may mean two things. Refuses a batch
 * whose codes could be those of a coupon or of another batch, and a coupon whose code could be a voucher's. Decided from the catalog
 * alone: changes of the catalog come one after the other. The object itself may be in the catalog.
 */
export function refuseCodes({ kind, object }: CatalogObject, catalog: CatalogIndex): Refusal | null {
  if (kind === 'coupon') return refuseCoupon(object, catalog);
  return kind === 'voucherBatch' ? refuseBatch(object, catalog) : null;
}

function refuseCoupon({ code }: Coupon, catalog: CatalogIndex): Refusal | null {
  for (const batch of catalog.voucherBatch.values()) {
    if (isCodeOf(batch, code)) {
      return refuse('catalog.code_taken', '/code', `${code} could be a code of the voucher batch ${batch.code}.`);
    }
  }
  return null;
}

function refuseBatch(batch: VoucherBatch, catalog: CatalogIndex): Refusal | null {
  for (const { code } of catalog.coupon.values()) {
    if (isCodeOf(batch, code)) {
      return refuse('voucher.codes_taken', '/template', `${code} is the code of a coupon. Change the template.`);
    }
  }
  for (const other of catalog.voucherBatch.values()) {
    if (other.code === batch.code || !couldMeet(batch, other) || !meet(batch, other)) continue;
    const message = `The voucher batch ${other.code} has such codes. Change the template or the start of the range.`;
    return refuse('voucher.codes_taken', '/template', message);
  }
  return null;
}

/** Of two batches at random, the later one draws again where a code is taken. A plain series cannot: each number has one code. */
function meet(batch: VoucherBatch, other: VoucherBatch): boolean {
  const [codes, others] = [plainCodes(batch), plainCodes(other)];
  if (codes === null || others === null) return codes !== others;
  return [...codes].some((code) => others.has(code));
}

function isCodeOf(batch: VoucherBatch, code: string): boolean {
  return couldBeCode(code, batch) && (plainCodes(batch)?.has(code.toUpperCase()) ?? true);
}

/** All codes of a batch without random places; null: it has some. */
function plainCodes(batch: VoucherBatch): ReadonlySet<string> | null {
  const layout = codeLayout(batch);
  if (layout === null || layout.randomPlaces > 0) return null;
  const noise = new Uint8Array();
  return new Set(
    Array.from({ length: batch.quantity }, (_, index) =>
      codeOf(batch, layout, { serial: batch.rangeStart + index, noise }),
    ),
  );
}

const refuse = (code: RefusalCode, pointer: string, message: string): Refusal =>
  refusal(code, message, [{ pointer, message }]);
