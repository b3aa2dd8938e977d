import type { BillingProfile } from '../billing/bill.ts';
import type { Contact, Customer, PaymentInfo } from '../customer/customer.ts';
import { FOREVER } from '../time/instant.ts';
import type { BillingTerms } from './billing-terms.ts';
import type { BoughtPlan } from './buy-plan.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';

export function newCustomer(
  { site, request, ids, now }: OnboardingFacts,
  { contract, subscription }: BoughtPlan,
): Customer {
  const { type, firstName, lastName, email, attributes = {} } = request.customer;
  return {
    siteId: site.siteId,
    customerId: ids.customer,
    code: ids.customerCode,
    status: 'active',
    type,
    name: `${firstName} ${lastName}`,
    email,
    paymentMethod: request.payment.method,
    attributes,
    activeSubscriptions: subscription.status === 'active' ? 1 : 0,
    activeServices: contract.profile.services.length,
    createdAt: now,
    inactiveSince: null,
    closureDueAt: null,
    closedAt: null,
    version: 0,
  };
}

/** The first contact is the primary one: its e-mail is the customer's. */
export function primaryContact({ site, request, ids, now }: OnboardingFacts): Contact {
  const { type: _type, attributes: _attributes, ...details } = request.customer;
  return { ...details, siteId: site.siteId, customerId: ids.customer, tag: 'primary', createdAt: now, version: 0 };
}

/** The billing address is the contact's, if no other was given. */
export function newPaymentInfo({ site, request, ids }: OnboardingFacts): PaymentInfo {
  const { address, city, zip, country, state } = request.customer;
  const home = { address, city, zip, country, ...(state === undefined ? {} : { state }) };
  return { billingAddress: home, ...request.payment, siteId: site.siteId, customerId: ids.customer, version: 0 };
}

export function newBillingProfile({ site, request, ids }: OnboardingFacts, terms: BillingTerms): BillingProfile {
  const { paymentType, resource, eventType = null, attributes } = request.subscription;
  return {
    siteId: site.siteId,
    customerId: ids.customer,
    billingProfileId: ids.billingProfile,
    code: `${ids.customerCode}-1`,
    name: 'Main',
    paymentType,
    resource,
    currency: terms.currency,
    eventType,
    cycleRule: terms.cycleRule,
    status: 'active',
    validFrom: terms.cycles.active.from,
    validTo: FOREVER,
    balanceGroups: [ids.balanceGroup],
    ...(attributes === undefined ? {} : { attributes }),
    activeBill: { billId: ids.activeBill, ...terms.cycles.active },
    nextBill: { billId: ids.nextBill, ...terms.cycles.next },
    creditBalance: '0',
    parked: null,
    version: 0,
  };
}
