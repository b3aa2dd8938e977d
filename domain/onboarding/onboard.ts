import { addUpBill, type BillAmounts } from '../billing/add-up-bill.ts';
import type { Bill, BillingProfile } from '../billing/bill.ts';
import { emptyBill } from '../billing/empty-bill.ts';
import type { Contact, Customer, PaymentInfo } from '../customer/customer.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { localDateText } from '../time/zone-calendar.ts';
import { givenProblems } from './attributes-given.ts';
import { billingTerms } from './billing-terms.ts';
import { type BoughtPlan, buyPlan } from './buy-plan.ts';
import { accountProblems, paymentProblems } from './check-details.ts';
import { type JoinedSharing, joinSharing } from './join-sharing.ts';
import { newBillingProfile, newCustomer, newPaymentInfo, primaryContact } from './new-customer.ts';
import type { OnboardingFacts } from './onboarding-facts.ts';

/** Everything that exists afterwards and did not before; the caller writes it in one transaction. */
export type Onboarding = BoughtPlan & {
  readonly customer: Customer;
  readonly contact: Contact;
  readonly paymentInfo: PaymentInfo;
  readonly billingProfile: BillingProfile;
  readonly activeBill: Bill;
  readonly nextBill: Bill;
  /** The sharing group that the customer joined. */
  readonly sharing: JoinedSharing['sharing'];
  /** What the active bill would be now: the first charges. */
  readonly dueNow: BillAmounts;
  /** Fraction digits of the bill's currency. */
  readonly digits: number;
};

/**
 * Onboards a customer: all or nothing. A preview is this decision with nothing written. A refusal names the step and the field by a
 * pointer into the request.
 */
export function onboard(facts: OnboardingFacts): Result<Onboarding, Refusal> {
  const { request, site, book, ids, now } = facts;
  const problems = [
    ...accountProblems(request.customer),
    ...paymentProblems(request.payment, localDateText(site.zone, now)),
    ...givenProblems(request, book),
  ];
  if (problems.length > 0) return err(refusal('request.invalid', 'Some details are missing or wrong.', problems));
  const known = checkAgainstSite(facts);
  if (!known.ok) return known;
  const terms = billingTerms(request.subscription, { book, zone: site.zone, now });
  if (!terms.ok) return terms;
  const bought = buyPlan(facts, terms.value);
  if (!bought.ok) return bought;
  const { active, next } = terms.value.cycles;
  const charges = [...bought.value.contract.head.unbilled.values()].filter(({ cycle }) => cycle === active.from);
  const dueNow = addUpBill(charges, { book, digits: terms.value.digits });
  if (!dueNow.ok) return dueNow;
  const billingProfile = newBillingProfile(facts, terms.value);
  const customer = newCustomer(facts, bought.value);
  const { head, profile } = bought.value.contract;
  const joined = joinSharing(facts, { customer, profile });
  if (!joined.ok) return joined;
  return ok({
    ...bought.value,
    contract: { head, profile: joined.value.profile },
    sharing: joined.value.sharing,
    customer,
    contact: primaryContact(facts),
    paymentInfo: newPaymentInfo(facts),
    billingProfile,
    activeBill: emptyBill(billingProfile, { billId: ids.activeBill, status: 'active', ...active }),
    nextBill: emptyBill(billingProfile, { billId: ids.nextBill, status: 'inactive', ...next }),
    dueNow: dueNow.value,
    digits: terms.value.digits,
  });
}

function checkAgainstSite({ request, isCustomerTypeKnown, isEmailTaken }: OnboardingFacts): Result<null, Refusal> {
  if (!isCustomerTypeKnown) {
    const message = `There is no customer type ${request.customer.type}. Choose another.`;
    return err(refusal('catalog.reference_missing', message, [{ pointer: '/customer/type', message }]));
  }
  if (!isEmailTaken) return ok(null);
  const message = 'Another customer has this e-mail address.';
  return err(refusal('customer.email_taken', message, [{ pointer: '/customer/email', message }]));
}
