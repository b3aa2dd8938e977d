import type { PriceBook } from '../catalog/price-book.ts';
import { type AttributeValues, attributeProblems } from '../catalog/rules/check-attributes.ts';
import type { FieldProblem } from '../refusal.ts';
import type { OnboardingRequest } from './onboarding-request.ts';

/** Custom attributes of the customer and the billing profile together: a code means one attribute, whatever it belongs to. */
export const attributesOf = ({
  customer,
  subscription,
}: Pick<OnboardingRequest, 'customer' | 'subscription'>): AttributeValues => ({
  ...customer.attributes,
  ...subscription.attributes,
});

/** What is wrong with the attributes of a request: unknown ones, values of another type, mandatory ones that are missing. */
export function givenProblems({ customer, subscription }: OnboardingRequest, book: PriceBook): readonly FieldProblem[] {
  const definitions = [...book.customAttributes.values()];
  return [
    ...attributeProblems(customer.attributes ?? {}, {
      ...{ entity: 'customer', definitions, pointer: '/customer/attributes' },
    }),
    ...attributeProblems(subscription.attributes ?? {}, {
      ...{ entity: 'billing-profile', definitions, pointer: '/subscription/attributes' },
    }),
  ];
}
