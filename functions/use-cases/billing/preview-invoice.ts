import { billCycle } from '../../../domain/billing/bill-cycle.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { InvoiceDocumentV1 } from '../../../templates/invoice/view-model.ts';
import type { Call } from '../call.ts';
import { invoiceDocument } from '../invoicing/invoice-document.ts';
import { type InvoiceReads, loadInvoiceSource } from '../invoicing/load-invoice-source.ts';
import { loadBillingFacts } from './load-billing-facts.ts';

/**
 * The invoice that the running cycle will become: run billing at the cycle's end, with what is known now, and without the commit.
 * Writes nothing and takes no number, so asking is free.
 */
export const previewInvoice =
  (ports: InvoiceReads) =>
  async (
    { siteId, now }: Pick<Call, 'siteId' | 'now'>,
    { customerId, billingProfileId }: { readonly customerId: string; readonly billingProfileId: string },
  ): Promise<Result<InvoiceDocumentV1, Refusal>> => {
    const profile = await ports.records.get('billingProfile', siteId, { customerId, billingProfileId });
    if (profile === null) return err(refusal('request.not_found', 'There is no such billing profile.'));
    const facts = await loadBillingFacts(ports, { profile, now });
    if (!facts.ok) return facts;
    const at = now < profile.activeBill.to ? profile.activeBill.to : now;
    const decision = billCycle({ ...facts.value, newBillId: 'preview', now: at });
    if (!decision.ok) return decision;
    return ok(invoiceDocument({ ...(await loadInvoiceSource(ports, decision.value.billed)), invoice: null }));
  };
