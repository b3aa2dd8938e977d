import { catalogContract } from './catalog.ts';
import { customersContract } from './customers.ts';
import { documentsContract } from './documents.ts';
import { usageContract } from './usage.ts';

/** What every operation of the API takes and answers. */
export const CONTRACT = {
  ...catalogContract,
  ...customersContract,
  ...usageContract,
  ...documentsContract,
} as const;
