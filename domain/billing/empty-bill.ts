import type { Period } from '../time/instant.ts';
import type { Bill, BillingProfile } from './bill.ts';

/** A bill that nothing has been charged to yet: the active one, or the one prepared for the next cycle. */
export const emptyBill = (
  profile: Pick<BillingProfile, 'siteId' | 'customerId' | 'billingProfileId' | 'currency'>,
  { billId, status, from, to }: Period & { readonly billId: string; readonly status: 'active' | 'inactive' },
): Bill => ({
  siteId: profile.siteId,
  customerId: profile.customerId,
  billingProfileId: profile.billingProfileId,
  billId,
  status,
  kind: 'regular',
  currency: profile.currency,
  from,
  to,
  lines: [],
  taxes: [],
  net: '0',
  tax: '0',
  total: '0',
  rounding: '0',
  creditApplied: '0',
  paid: '0',
  due: '0',
  finalisedAt: null,
  dueAt: null,
  closedAt: null,
  invoiceId: null,
  collection: null,
  version: 0,
});
