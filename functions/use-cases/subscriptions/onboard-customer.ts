import { emailKey } from '../../../domain/customer/contact-formats.ts';
import { searchTokens } from '../../../domain/customer/search-tokens.ts';
import { codesOf, PROMOTION_CODES } from '../../../domain/onboarding/enter-codes.ts';
import { type Onboarding, onboard } from '../../../domain/onboarding/onboard.ts';
import type { OnboardingFacts, OnboardingIds } from '../../../domain/onboarding/onboarding-facts.ts';
import type { OnboardingRequest } from '../../../domain/onboarding/onboarding-request.ts';
import { voucherKey } from '../../../domain/promotion/voucher.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { invariant, ok, type Result } from '../../../domain/result.ts';
import type {
  Change,
  Commit,
  Ledgers,
  PriceBooks,
  RandomId,
  Records,
  Sequences,
  SiteTime,
  SystemTime,
} from '../../ports.ts';
import { activity } from '../activity.ts';
import type { Call } from '../call.ts';
import { holdObjects, type ObjectName } from '../catalog/hold-objects.ts';
import { throttled } from '../promotions/throttle.ts';
import { reserveNumbers } from '../reserve-numbers.ts';
import { retryConflicts } from '../retry-conflicts.ts';
import { contractChange, type FoundGroup, loadGroup, stateAfter } from '../sharing/load-group.ts';
import { membershipActivities } from '../sharing/membership-activities.ts';

export type OnboardingReads = {
  readonly records: Pick<Records, 'get'>;
  readonly ledgers: Pick<Ledgers, 'load'>;
  readonly priceBooks: Pick<PriceBooks, 'fresh' | 'forCustomer'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
};

/** A preview writes nothing but codes that did not work. */
export type PreviewPorts = OnboardingReads & { readonly commit: Commit; readonly systemTime: SystemTime };

export type OnboardingPorts = PreviewPorts & { readonly sequences: Sequences; readonly randomId: RandomId };

type OnboardingCall = Pick<Call, 'siteId' | 'actor' | 'now'>;

/** Names for things that will not exist: a preview uses up no numbers. */
const PREVIEW_IDS: OnboardingIds = {
  customer: 'preview',
  customerCode: 'preview',
  billingProfile: 'preview',
  balanceGroup: 'preview',
  subscription: 'preview',
  activeBill: 'preview-active',
  nextBill: 'preview-next',
  purchase: (index) => `preview-${index + 1}`,
  service: (index) => `preview-${index + 1}`,
};

/** What onboarding would create and charge now, with nothing written. Who tries too many codes that do not work has to wait. */
export const previewOnboarding =
  (ports: PreviewPorts) =>
  async (call: OnboardingCall, request: OnboardingRequest): Promise<Result<Onboarding, Refusal>> =>
    throttled(ports, entering(call, request), () => tryOut(ports, call, request));

const tryOut = async (ports: OnboardingReads, call: OnboardingCall, request: OnboardingRequest) =>
  onboard({ ...(await loadFacts(ports, call, request)).facts, ids: PREVIEW_IDS });

const entering = ({ siteId, actor: who }: OnboardingCall, { subscription }: OnboardingRequest) => ({
  ...{ siteId, who },
  codes: subscription.promotionCodes ?? [],
  pointer: PROMOTION_CODES,
});

/**
 * Onboards a customer in one transaction: the customer with contact, payment and e-mail claim, billing profile, bills, balance group with
 * its ledger, subscription, services with their claims, first charges, membership of a sharing group. Any refusal writes nothing. Of two customers who want the same
 * e-mail, identifier or last use of a code at once, the second loses its commit, decides again and is refused.
 */
export const onboardCustomer =
  (ports: OnboardingPorts) =>
  async (
    call: OnboardingCall & { readonly remember: (status: number, result: Onboarding) => readonly Change[] },
    request: OnboardingRequest,
  ): Promise<Result<Onboarding, Refusal>> =>
    throttled(ports, entering(call, request), async () => {
      const preview = await tryOut(ports, call, request);
      if (!preview.ok) return preview;
      const ids = await reserveIds(ports, call.siteId, preview.value);
      await holdObjects(ports, call.siteId, namedBy(request));
      return retryConflicts(`onboarding of customer ${ids.customer}`, async () => {
        const { facts, joins } = await loadFacts(ports, call, request);
        const decision = onboard({ ...facts, ids });
        if (!decision.ok) return decision;
        const changes = [
          ...changesOf(ports, call, decision.value),
          ...(joins === null ? [] : sharingChanges(ports, call, decision.value, joins)),
          ...call.remember(201, decision.value),
        ];
        return (await ports.commit(changes)) === 'done' ? ok(decision.value) : null;
      });
    });

/** What a customer's own records name in the catalog, and not only what is bought does. */
const namedBy = ({ customer, subscription }: OnboardingRequest): readonly ObjectName[] => [
  { kind: 'resource', code: subscription.resource },
  ...(subscription.eventType === undefined ? [] : [{ kind: 'eventType', code: subscription.eventType } as const]),
  ...Object.keys({ ...customer.attributes, ...subscription.attributes }).map(
    (code) => ({ kind: 'customAttribute', code }) as const,
  ),
];

async function loadFacts(
  { records, ledgers, priceBooks, siteTime }: OnboardingReads,
  { siteId, now }: OnboardingCall,
  request: OnboardingRequest,
): Promise<{ readonly facts: Omit<OnboardingFacts, 'ids'>; readonly joins: FoundGroup | null }> {
  const { customer, subscription } = request;
  const wanted = [subscription.identifier, ...(subscription.products ?? []).map(({ identifier }) => identifier)];
  const identifiers = [...new Set(wanted.filter((identifier) => identifier !== undefined))];
  const [site, book, customerType, emailClaim, ...claims] = await Promise.all([
    siteTime.site(siteId),
    priceBooks.fresh(siteId),
    records.get('catalog', siteId, { kind: 'customerType', code: customer.type }),
    records.get('emailClaim', siteId, { email: emailKey(customer.email) }),
    ...identifiers.map((identifier) => records.get('serviceClaim', siteId, { identifier })),
  ]);
  invariant(site !== null, `site ${siteId} exists`);
  const codes = codesOf({ request, book });
  const [counts, vouchers] = await Promise.all([
    Promise.all(codes.coupons.map(({ coupon }) => records.get('couponCount', siteId, { coupon: coupon.code }))),
    Promise.all(codes.others.map(({ code }) => records.get('voucher', siteId, { code: voucherKey(code) }))),
  ]);
  const { groupId } = request.sharing ?? {};
  const found = groupId === undefined ? null : await loadGroup({ records, ledgers }, siteId, groupId);
  const joins = found?.ok ? found.value : null;
  const { billingAddress, taxId } = request.payment;
  const { country } = billingAddress ?? customer;
  const taxStatus = { country, ...(taxId === undefined ? {} : { taxId }) };
  const facts: Omit<OnboardingFacts, 'ids'> = {
    site,
    book: await priceBooks.forCustomer(book, { taxStatus }, now),
    request,
    isCustomerTypeKnown: customerType !== null,
    isEmailTaken: emailClaim !== null,
    claims: new Map(claims.flatMap((claim) => (claim === null ? [] : [[claim.identifier, claim] as const]))),
    couponCounts: new Map(counts.flatMap((count) => (count === null ? [] : [[count.coupon, count] as const]))),
    vouchers: new Map(vouchers.flatMap((voucher) => (voucher === null ? [] : [[voucher.code, voucher] as const]))),
    sharing:
      joins === null
        ? null
        : { group: joins.group, owner: { customer: joins.owner.customer, profile: joins.owner.account.profile } },
    now,
  };
  return { facts, joins };
}

/** What joining a sharing group writes on the owner's side. */
function sharingChanges(
  ports: Pick<OnboardingPorts, 'randomId'>,
  call: OnboardingCall,
  { sharing, customer }: Onboarding,
  joins: FoundGroup,
): readonly Change[] {
  if (sharing === null) return [];
  const { group } = stateAfter(joins, sharing.owner);
  return [
    ...contractChange(joins.owner.account, sharing.owner),
    { put: 'sharingGroup', value: joins.record },
    ...membershipActivities(joins, customer, { action: 'joined', before: joins.group, after: group }).map((deed) =>
      activity(ports, call, deed),
    ),
  ];
}

async function reserveIds(
  ports: OnboardingPorts,
  siteId: string,
  { contract: { profile } }: Onboarding,
): Promise<OnboardingIds> {
  const [customer, billingProfile, balanceGroup, subscription, bill, purchase, service] = await Promise.all([
    reserveNumbers(ports, siteId, 'customer', 1),
    reserveNumbers(ports, siteId, 'billingProfile', 1),
    reserveNumbers(ports, siteId, 'balanceGroup', 1),
    reserveNumbers(ports, siteId, 'subscription', 1),
    reserveNumbers(ports, siteId, 'bill', 2),
    reserveNumbers(ports, siteId, 'purchase', profile.purchases.length + (profile.discounts ?? []).length),
    reserveNumbers(ports, siteId, 'service', profile.services.length),
  ]);
  return {
    customer: customer(0),
    customerCode: ports.randomId(),
    billingProfile: billingProfile(0),
    balanceGroup: balanceGroup(0),
    subscription: subscription(0),
    activeBill: bill(0),
    nextBill: bill(1),
    purchase,
    service,
  };
}

function changesOf(ports: OnboardingPorts, call: OnboardingCall, onboarding: Onboarding): readonly Change[] {
  const { customer, contact, paymentInfo, billingProfile, activeBill, nextBill, subscription, contract } = onboarding;
  const { claims, codes } = onboarding;
  const { siteId, customerId, name, email, status } = customer;
  const tokens = searchTokens([
    name,
    email,
    customerId,
    ...contract.profile.services.map(({ identifier }) => identifier),
    ...[contact.organization ?? '', contact.address, contact.city, contact.zip],
  ]);
  return [
    { put: 'customer', value: customer },
    { put: 'contact', value: contact },
    { put: 'paymentInfo', value: paymentInfo },
    { put: 'emailClaim', value: { siteId, email: emailKey(email), customerId, version: 0 } },
    ...tokens.map((token): Change => {
      return { put: 'searchToken', value: { siteId, token, customerId, name, email, status, version: 0 } };
    }),
    { put: 'billingProfile', value: billingProfile },
    { put: 'bill', value: activeBill },
    { put: 'bill', value: nextBill },
    { put: 'ledger', value: { before: null, after: contract.head } },
    { put: 'ratingProfile', value: contract.profile, before: null },
    { put: 'subscription', value: subscription },
    ...claims.map((value): Change => ({ put: 'serviceClaim', value })),
    ...codes.counts.map((value): Change => ({ put: 'couponCount', value })),
    ...codes.redemptions.map((value): Change => ({ put: 'couponRedemption', value })),
    ...codes.vouchers.map((value): Change => ({ put: 'voucher', value })),
    ...codes.voucherRedemptions.map((value): Change => ({ put: 'voucherRedemption', value })),
    activity(ports, call, {
      customerId,
      action: 'customer.onboarded',
      objectType: 'customer',
      objectId: customerId,
      summary: `Customer ${customerId} onboarded with the plan ${subscription.plan}`,
      after: { plan: subscription.plan, type: customer.type, paymentMethod: customer.paymentMethod },
    }),
  ];
}
