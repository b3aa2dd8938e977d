import type { Role } from './route.ts';

export const EVERY_ROLE = [
  'system',
  'operations',
  'customer-service',
  'pricing',
  'business-process',
  'finance',
  'marketing',
] as const satisfies readonly Role[];
export const CATALOG_WRITERS = ['pricing', 'business-process'] as const satisfies readonly Role[];
/** Books and sellers are configured by finance, what the installation says and asks for by its administrators. */
export const FINANCE_WRITERS = ['finance', 'business-process'] as const satisfies readonly Role[];
export const SYSTEM_WRITERS = ['system', 'business-process'] as const satisfies readonly Role[];
export const CUSTOMER_READERS = ['customer-service', 'finance', 'operations'] as const satisfies readonly Role[];
export const CUSTOMER_WRITERS = ['customer-service'] as const satisfies readonly Role[];
export const MONEY_READERS = ['customer-service', 'finance', 'operations'] as const satisfies readonly Role[];
/** Who gives customers money, units and limits. */
export const MONEY_HANDLERS = ['customer-service', 'finance'] as const satisfies readonly Role[];
export const CHARGERS = ['system', 'operations'] as const satisfies readonly Role[];
export const OPERATORS = ['operations'] as const satisfies readonly Role[];
/** Codes that nobody has used are worth their bundle: not everybody sees them. */
export const VOUCHER_KEEPERS = ['marketing', 'pricing', 'business-process'] as const satisfies readonly Role[];
export const VOUCHER_READERS = [...VOUCHER_KEEPERS, 'customer-service'] as const satisfies readonly Role[];
