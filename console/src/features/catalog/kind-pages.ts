import type { CatalogPath } from './catalog-groups.ts';
import type { KindPage } from './kind-page.tsx';
import { billItems } from './kinds/bill-items.tsx';
import { bundles } from './kinds/bundles.tsx';
import { coupons } from './kinds/coupons.tsx';
import { creditProfiles } from './kinds/credit-profiles.tsx';
import { customAttributes } from './kinds/custom-attributes.tsx';
import { discounts } from './kinds/discounts.tsx';
import { dunningConfigurations } from './kinds/dunning-configurations.tsx';
import { eventGenerators } from './kinds/event-generators.tsx';
import { eventTypes } from './kinds/event-types.tsx';
import { filters } from './kinds/filters.tsx';
import { generalLedgerAccounts } from './kinds/general-ledger-accounts.tsx';
import { generalLedgers } from './kinds/general-ledgers.tsx';
import { measurementUnits } from './kinds/measurement-units.tsx';
import { messageTemplates } from './kinds/message-templates.tsx';
import { notificationRules } from './kinds/notification-rules.tsx';
import { customerTypes, generalLedgerGroups } from './kinds/plain-kinds.tsx';
import { plans } from './kinds/plans.tsx';
import { products } from './kinds/products.tsx';
import { ratingSets } from './kinds/rating-sets.tsx';
import { resources } from './kinds/resources.tsx';
import { serviceFields } from './kinds/service-fields.tsx';
import { serviceTypes } from './kinds/service-types.tsx';
import { tags } from './kinds/tags.tsx';
import { tariffCalendars } from './kinds/tariff-calendars.tsx';
import { taxSuppliers } from './kinds/tax-suppliers.tsx';
import { taxes } from './kinds/taxes.tsx';
import { terms } from './kinds/terms.tsx';
import { voucherBatches } from './kinds/voucher-batches.tsx';

/** The pages of every kind. A kind without pages does not compile. */
export const KIND_PAGES: Readonly<Record<CatalogPath, KindPage>> = {
  plans,
  bundles,
  products,
  discounts,
  terms,
  coupons,
  filters,
  'voucher-batches': voucherBatches,
  'service-types': serviceTypes,
  'service-fields': serviceFields,
  'measurement-units': measurementUnits,
  'rating-sets': ratingSets,
  'tariff-calendars': tariffCalendars,
  'event-generators': eventGenerators,
  resources,
  'credit-profiles': creditProfiles,
  'bill-items': billItems,
  'event-types': eventTypes,
  tags,
  taxes,
  'tax-suppliers': taxSuppliers,
  'general-ledgers': generalLedgers,
  'general-ledger-accounts': generalLedgerAccounts,
  'general-ledger-groups': generalLedgerGroups,
  'customer-types': customerTypes,
  'custom-attributes': customAttributes,
  'dunning-configurations': dunningConfigurations,
  'message-templates': messageTemplates,
  'notification-rules': notificationRules,
};
