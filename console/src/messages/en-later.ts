import { catalog } from './en/catalog.ts';
import { catalogKinds } from './en/catalog-kinds.ts';
import { catalogWords } from './en/catalog-words.ts';
import { customer } from './en/customer.ts';
import { customerForms } from './en/customer-forms.ts';
import { explanation } from './en/explanation.ts';
import { money } from './en/money.ts';
import { notifications } from './en/notifications.ts';
import { onboarding } from './en/onboarding.ts';
import { rating } from './en/rating.ts';

/** The words of every other page: the first one need not wait for them. */
export const enLater = {
  ...customer,
  ...customerForms,
  ...money,
  ...catalog,
  ...catalogKinds,
  ...catalogWords,
  ...explanation,
  ...notifications,
  ...onboarding,
  ...rating,
} as const;
