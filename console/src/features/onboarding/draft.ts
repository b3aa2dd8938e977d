import type * as z from 'zod';
import type { onboardingBody } from '../../../../functions/http/contract/onboarding/request.ts';
import { readKept } from '../../lib/kept.ts';
import type { ChosenGroup } from '../customer/sharing/choose-group.tsx';
import { promotionCodes } from '../customer/subscriptions/promotion-codes.ts';
import { typedAttributes } from './typed-attributes.ts';

/** What the API takes. */
export type OnboardingRequest = z.input<typeof onboardingBody>;

/** What was typed so far: by JSON pointer into the request, so that refusals of the API find their fields. */
export type Draft = {
  readonly fields: Readonly<Record<string, string>>;
  /** Bundles added to those of the plan. */
  readonly bundles: readonly string[];
  readonly products: Readonly<Record<string, ProductDraft>>;
  /** Optional discounts that were asked for, by `bundle/discount`. */
  readonly discounts: readonly string[];
  readonly sharing: ChosenGroup;
};

export type ProductDraft = {
  readonly purchase?: boolean;
  readonly quantity?: string;
  readonly value?: string;
  /** A calendar day. */
  readonly validTo?: string;
  readonly identifier?: string;
};

/** A discount within the bundles that were chosen. */
export type DiscountChoice = {
  readonly key: string;
  readonly bundle: string;
  readonly discount: string;
  readonly optional: boolean;
};

/** A product within the bundles that were chosen. */
export type ProductChoice = {
  readonly key: string;
  readonly bundle: string;
  readonly product: string;
  readonly optional: boolean;
  readonly needsIdentifier: boolean;
};

const KEY = 'billow.onboarding';

export const EMPTY_DRAFT: Draft = {
  fields: { '/payment/method': 'invoice', '/subscription/paymentType': 'postpaid', '/subscription/billingDay': '1' },
  bundles: [],
  products: {},
  discounts: [],
  sharing: { owner: null, group: null },
};

export const readDraft = (): Draft => readKept(window.sessionStorage, KEY, EMPTY_DRAFT);

export const keepDraft = (draft: Draft): void => window.sessionStorage.setItem(KEY, JSON.stringify(draft));
export const forgetDraft = (): void => window.sessionStorage.removeItem(KEY);

export const isBought = ({ key, optional }: ProductChoice, { products }: Draft): boolean =>
  !optional || products[key]?.purchase === true;

export const isTaken = ({ key, optional }: DiscountChoice, { discounts }: Draft): boolean =>
  !optional || discounts.includes(key);

/** Service products that are bought and have no identifier, neither of their own nor the plan's. */
export const missingIdentifiers = (choices: readonly ProductChoice[], draft: Draft): readonly ProductChoice[] =>
  choices.filter(
    (choice) =>
      choice.needsIdentifier &&
      isBought(choice, draft) &&
      !draft.products[choice.key]?.identifier?.trim() &&
      !draft.fields['/subscription/identifier']?.trim(),
  );

const METHODS = ['invoice', 'credit_card', 'direct_debit'] as const;
const PAYMENT_TYPES = ['prepaid', 'postpaid', 'pay_now'] as const;

/** What is chosen from, and how calendar days become instants. */
export type DraftFacts = {
  readonly choices: readonly ProductChoice[];
  readonly discounts: readonly DiscountChoice[];
  readonly startOfDay: (day: string) => string;
  /** The instant after the day. */
  readonly endOfDay: (day: string) => string;
};

/** The request that a draft makes. */
export function requestOf(draft: Draft, { choices, discounts, startOfDay, endOfDay }: DraftFacts): OnboardingRequest {
  const text = (pointer: string): string => draft.fields[pointer]?.trim() ?? '';
  const optional = <K extends string>(name: K, pointer: string): { [N in K]?: string } =>
    text(pointer) === '' ? {} : pair(name, text(pointer));
  const address = (of: string) => ({
    address: text(`${of}/address`),
    city: text(`${of}/city`),
    zip: text(`${of}/zip`),
    country: text(`${of}/country`).toUpperCase(),
    ...optional('state', `${of}/state`),
  });
  const method = METHODS.find((known) => known === text('/payment/method')) ?? 'invoice';
  const codes = promotionCodes(text('/subscription/promotionCodes'));
  const start = text('/subscription/startAt');
  const paymentType = PAYMENT_TYPES.find((known) => known === text('/subscription/paymentType')) ?? 'postpaid';
  return {
    customer: {
      type: text('/customer/type'),
      firstName: text('/customer/firstName'),
      lastName: text('/customer/lastName'),
      email: text('/customer/email'),
      phone: text('/customer/phone'),
      ...optional('organization', '/customer/organization'),
      ...address('/customer'),
      ...typedAttributes(draft.fields, '/customer/attributes'),
    },
    payment: {
      method,
      ...optional('taxId', '/payment/taxId'),
      ...(text('/payment/elsewhere') === 'yes' ? { billingAddress: address('/payment/billingAddress') } : {}),
      ...(method === 'credit_card'
        ? {
            card: {
              token: text('/payment/card/token'),
              brand: text('/payment/card/brand'),
              last4: text('/payment/card/last4'),
              expiry: text('/payment/card/expiry'),
            },
          }
        : {}),
      ...(method === 'direct_debit'
        ? {
            mandate: {
              id: text('/payment/mandate/id'),
              signedOn: text('/payment/mandate/signedOn'),
              bic: text('/payment/mandate/bic'),
              iban: text('/payment/mandate/iban'),
            },
          }
        : {}),
    },
    ...(text('/sharing/joins') === 'yes' ? { sharing: { groupId: draft.sharing.group?.groupId ?? '' } } : {}),
    subscription: {
      plan: text('/subscription/plan'),
      paymentType,
      resource: text('/subscription/resource'),
      ...(paymentType === 'pay_now'
        ? {}
        : {
            ...optional('eventType', '/subscription/eventType'),
            billingDay: Number.parseInt(text('/subscription/billingDay'), 10),
          }),
      ...typedAttributes(draft.fields, '/subscription/attributes'),
      ...optional('identifier', '/subscription/identifier'),
      ...(start === '' ? {} : { startAt: startOfDay(start) }),
      products: choices.map((choice) => productOf(choice, draft, endOfDay)),
      ...(discounts.length === 0
        ? {}
        : {
            discounts: discounts.map((choice) => ({
              bundle: choice.bundle,
              discount: choice.discount,
              purchase: isTaken(choice, draft),
            })),
          }),
      ...(codes.length === 0 ? {} : { promotionCodes: codes }),
    },
  };
}

const pair = <K extends string>(name: K, value: string): { [N in K]?: string } => {
  const made: { [N in K]?: string } = {};
  made[name] = value;
  return made;
};

function productOf(choice: ProductChoice, draft: Draft, endOfDay: (day: string) => string) {
  const { quantity, value, validTo, identifier } = draft.products[choice.key] ?? {};
  const filled = (typed: string | undefined): string | undefined => (typed?.trim() ? typed.trim() : undefined);
  const amount = (typed: string | undefined): string | undefined => filled(typed)?.replace(',', '.');
  const [many, worth, name] = [amount(quantity), amount(value), filled(identifier)];
  return {
    bundle: choice.bundle,
    product: choice.product,
    purchase: isBought(choice, draft),
    ...(many === undefined ? {} : { quantity: many }),
    ...(worth === undefined ? {} : { value: worth }),
    ...(validTo ? { validTo: endOfDay(validTo) } : {}),
    ...(name === undefined ? {} : { identifier: name }),
  };
}
