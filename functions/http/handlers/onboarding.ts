import type { Onboarding } from '../../../domain/onboarding/onboard.ts';
import type { PurchasedDiscount } from '../../../domain/subscription/subscription.ts';
import { instantText, type Period } from '../../../domain/time/instant.ts';
import type { SiteTime } from '../../ports.ts';
import { answer } from '../../shared/answer.ts';
import { freshCall } from '../../shared/fresh-call.ts';
import type { DoorHandlers } from '../../shared/handler.ts';
import { rememberAs } from '../../shared/idempotency.ts';
import {
  type OnboardingPorts,
  onboardCustomer,
  previewOnboarding,
} from '../../use-cases/subscriptions/onboard-customer.ts';
import type { onboardingContract } from '../contract/onboarding.ts';
import { dueNowWire, grantsWire } from './due-now-wire.ts';

type Ports = OnboardingPorts & { readonly siteTime: SiteTime };

/** What the onboarding door does. */
export function onboardingHandlers(ports: Ports): DoorHandlers<'onboarding', typeof onboardingContract> {
  const onboard = onboardCustomer(ports);
  const preview = previewOnboarding(ports);
  return {
    onboardCustomer: async (call, { body }) => {
      const onboarded = await onboard(rememberAs(await freshCall(ports, call), onboardingWire), body);
      if (!onboarded.ok) return onboarded;
      const { customerId } = onboarded.value.customer;
      return answer(201, onboardingWire(onboarded.value), { headers: { location: `/v1/customers/${customerId}` } });
    },
    previewOnboarding: async (call, { body }) => {
      const previewed = await preview(await freshCall(ports, call), body);
      return previewed.ok ? answer(200, previewWire(previewed.value)) : previewed;
    },
  };
}

function onboardingWire(onboarding: Onboarding) {
  const { customer, billingProfile, contract, subscription, activeBill, nextBill } = onboarding;
  return {
    customerId: customer.customerId,
    customerCode: customer.code,
    billingProfileId: billingProfile.billingProfileId,
    balanceGroupId: contract.profile.balanceGroupId,
    subscriptionId: subscription.subscriptionId,
    activeBill: { billId: activeBill.billId, ...periodWire(activeBill) },
    nextBill: { billId: nextBill.billId, ...periodWire(nextBill) },
    purchases: contract.profile.purchases.map((purchase) => ({
      purchaseId: purchase.purchaseId,
      ...(purchase.serviceId === undefined ? {} : { serviceId: purchase.serviceId }),
      ...purchaseWire(onboarding, purchase),
    })),
    discounts: (contract.profile.discounts ?? []).map((one) => ({ purchaseId: one.purchaseId, ...discountWire(one) })),
    ...commonWire(onboarding),
  };
}

const previewWire = (onboarding: Onboarding) => ({
  activeBill: periodWire(onboarding.activeBill),
  nextBill: periodWire(onboarding.nextBill),
  purchases: onboarding.contract.profile.purchases.map((purchase) => purchaseWire(onboarding, purchase)),
  discounts: (onboarding.contract.profile.discounts ?? []).map(discountWire),
  ...commonWire(onboarding),
});

const periodWire = ({ from, to }: Period) => ({ from: instantText(from), to: instantText(to) });

type Purchase = Onboarding['contract']['profile']['purchases'][number];

function purchaseWire({ contract }: Onboarding, purchase: Purchase) {
  const { bundle, product, quantity, value, serviceId, status, validFrom, validTo } = purchase;
  const service = contract.profile.services.find((one) => one.serviceId === serviceId);
  return {
    bundle,
    product,
    quantity,
    ...(value === undefined ? {} : { value }),
    ...(service === undefined ? {} : { identifier: service.identifier }),
    status: liveStatus(status),
    validFrom: instantText(validFrom),
    validTo: instantText(validTo),
  };
}

const discountWire = ({ bundle, discount, status, validFrom, validTo }: PurchasedDiscount) => ({
  bundle,
  discount,
  status: liveStatus(status),
  validFrom: instantText(validFrom),
  validTo: instantText(validTo),
});

const codesWire = ({ redemptions, voucherRedemptions }: Onboarding['codes']) => [
  ...redemptions.map(({ coupon, uses }) => {
    const amount = uses.at(-1)?.amount;
    return { code: coupon, type: 'coupon' as const, ...(amount === undefined ? {} : { amount }) };
  }),
  ...voucherRedemptions.map(({ code, bundle }) => ({ code, type: 'voucher' as const, bundle })),
];

/** Nothing that was just bought has ended. */
const liveStatus = (status: string) => (status === 'pending' ? ('pending' as const) : ('active' as const));

function commonWire({ subscription, billingProfile, contract, sharing, codes, dueNow, digits }: Onboarding) {
  return {
    status: liveStatus(subscription.status),
    dueNow: dueNowWire(dueNow, { currency: billingProfile.currency, digits }),
    grants: grantsWire(contract.head.buckets.values()),
    ...(sharing === null ? {} : { sharingGroupId: sharing.groupId }),
    codes: codesWire(codes),
  };
}
