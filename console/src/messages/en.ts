import { catalog } from './en/catalog.ts';
import { catalogKinds } from './en/catalog-kinds.ts';
import { catalogWords } from './en/catalog-words.ts';
import { customer } from './en/customer.ts';
import { customers } from './en/customers.ts';
import { explanation } from './en/explanation.ts';
import { money } from './en/money.ts';
import { notifications } from './en/notifications.ts';
import { onboarding } from './en/onboarding.ts';
import { operations } from './en/operations.ts';
import { shell } from './en/shell.ts';

/** Every word of the console in English, by key. */
export const en = {
  ...shell,
  ...customers,
  ...customer,
  ...money,
  ...operations,
  ...catalog,
  ...catalogKinds,
  ...catalogWords,
  ...explanation,
  ...notifications,
  ...onboarding,
} as const;
