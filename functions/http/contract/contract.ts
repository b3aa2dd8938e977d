import type { Operation } from '../routes.ts';
import { billingContract } from './billing.ts';
import { catalogContract } from './catalog.ts';
import { chargingContract } from './charging.ts';
import { customersContract } from './customers.ts';
import { documentsContract } from './documents.ts';
import { onboardingContract } from './onboarding.ts';
import type { OperationContract } from './operation.ts';
import { operationsContract } from './operations.ts';
import { usageContract } from './usage.ts';

/** Written out: as one inferred type it would be too long to be declared. */
type Contract = typeof catalogContract &
  typeof customersContract &
  typeof onboardingContract &
  typeof usageContract &
  typeof chargingContract &
  typeof billingContract &
  typeof operationsContract &
  typeof documentsContract;

/** What every operation of the API takes and answers. Compiles only when every route has its contract. */
export const CONTRACT: Contract = {
  ...catalogContract,
  ...customersContract,
  ...onboardingContract,
  ...usageContract,
  ...chargingContract,
  ...billingContract,
  ...operationsContract,
  ...documentsContract,
} as const satisfies Record<Operation, OperationContract>;
