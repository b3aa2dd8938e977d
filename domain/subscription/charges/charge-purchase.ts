import { dec } from '../../money/decimal.ts';
import type { Refusal } from '../../refusal.ts';
import { ok, type Result } from '../../result.ts';
import type { PurchasedProduct } from '../subscription.ts';
import type { ChargeContext } from './charge-context.ts';
import { chargeDraft, grantDraft } from './charge-draft.ts';
import { type Charged, chargeRecurring, productOf } from './charge-recurring.ts';
import { chargeTermsAt } from './charge-terms.ts';
import { purchasePrice } from './purchase-price.ts';

/**
 * A purchase begins: it becomes active and what is due at once is charged for the time from its own start, whenever that is
 * noticed. One-time products in full; recurring forward ones to the end of the bill period; what is due in arrear waits for billing.
 * A one-time product with a negative price in money is money paid ahead (a top-up, a voucher): it goes into a bucket of its own, from which
 * charges are settled, and on no bill.
 */
export function chargePurchase(context: ChargeContext, purchase: PurchasedProduct): Result<Charged, Refusal> {
  const product = productOf(context.book, purchase);
  if (!product.ok) return product;
  const active: PurchasedProduct = { ...purchase, status: 'active' };
  switch (product.value.type) {
    case 'usage':
      return ok({ drafts: [], purchase: active });
    case 'one-time':
      return chargeOnce(context, active);
    case 'recurring':
      return product.value.cycle === 'arrear'
        ? ok({ drafts: [], purchase: active })
        : chargeRecurring(context, active, { until: context.billPeriodOf(purchase.validFrom).to, kind: 'purchase' });
  }
}

function chargeOnce(context: ChargeContext, purchase: PurchasedProduct): Result<Charged, Refusal> {
  const { purchaseId, subscriptionId, validFrom, validTo } = purchase;
  const terms = chargeTermsAt(context.book, purchase.product, validFrom);
  if (!terms.ok) return terms;
  const { amount, per } = purchasePrice(terms.value.version.price, purchase);
  const charge = {
    subscriptionId,
    kind: 'purchase',
    id: `${purchaseId}:${validFrom}`,
    at: validFrom,
    amount: amount.div(per),
    quantity: dec(purchase.quantity),
    period: null,
  } as const;
  if (amount.isZero()) return ok({ drafts: [], purchase });
  const granted = { ...charge, purchaseId, valid: { from: validFrom, to: validTo } };
  if (terms.value.resource.kind === 'unit') {
    return ok({ drafts: [grantDraft(context, terms.value, granted)], purchase });
  }
  // Money in hand is a means of payment and bears no tax: what is paid with it does.
  const draft = amount.isNegative()
    ? grantDraft(context, terms.value, { ...granted, kind: 'top-up' })
    : chargeDraft(context, terms.value, charge);
  return ok({ drafts: [draft], purchase });
}
