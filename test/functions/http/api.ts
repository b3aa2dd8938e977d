import { billingContract } from '../../../functions/http/contract/billing.ts';
import { catalogContract } from '../../../functions/http/contract/catalog.ts';
import { chargingContract } from '../../../functions/http/contract/charging.ts';
import { CONTRACT } from '../../../functions/http/contract/contract.ts';
import { customersContract } from '../../../functions/http/contract/customers.ts';
import { onboardingContract } from '../../../functions/http/contract/onboarding.ts';
import { operationsContract } from '../../../functions/http/contract/operations.ts';
import { usageContract } from '../../../functions/http/contract/usage.ts';
import { billingHandlers } from '../../../functions/http/handlers/billing.ts';
import { catalogHandlers } from '../../../functions/http/handlers/catalog.ts';
import { chargingHandlers } from '../../../functions/http/handlers/charging.ts';
import { customersHandlers } from '../../../functions/http/handlers/customers.ts';
import { onboardingHandlers } from '../../../functions/http/handlers/onboarding.ts';
import { operationsHandlers } from '../../../functions/http/handlers/operations.ts';
import { usageHandlers } from '../../../functions/http/handlers/usage.ts';
import type { Door } from '../../../functions/http/routes/route.ts';
import { ROUTES } from '../../../functions/http/routes.ts';
import { type HttpHandler, httpDoor } from '../../../functions/shared/http-door.ts';
import { onceCommit } from '../../../functions/shared/idempotency.ts';
import type { InMemoryStore } from '../../support/memory/in-memory-store.ts';
import { type Ask, askDoor, type Told } from './ask.ts';

/** Every door that needs a sign-in, over one store in memory. Answers are checked against the contract. */
export function apiOver(store: InMemoryStore): (operation: string, ask?: Ask) => Promise<Told> {
  const systemTime = () => Date.parse('2026-11-01T00:00:00Z');
  const commit = onceCommit(store);
  const ports = {
    ...store,
    commit,
    systemTime,
    renderHtml: () => '<p>invoice</p>',
    newSecret: () => `whsec_${store.randomId()}`,
  };
  const shared = { ports: { records: store.records, siteTime: store.siteTime } };
  const doors: Readonly<Record<Exclude<Door, 'documents'>, HttpHandler>> = {
    catalog: httpDoor({ ...shared, door: 'catalog', contract: catalogContract, handlers: catalogHandlers(ports) }),
    customers: httpDoor({
      ...shared,
      door: 'customers',
      contract: customersContract,
      handlers: customersHandlers(ports),
    }),
    onboarding: httpDoor({
      ...shared,
      door: 'onboarding',
      contract: onboardingContract,
      handlers: onboardingHandlers(ports),
    }),
    charging: httpDoor({ ...shared, door: 'charging', contract: chargingContract, handlers: chargingHandlers(ports) }),
    usage: httpDoor({ ...shared, door: 'usage', contract: usageContract, handlers: usageHandlers(ports) }),
    billing: httpDoor({ ...shared, door: 'billing', contract: billingContract, handlers: billingHandlers(ports) }),
    operations: httpDoor({
      ...shared,
      door: 'operations',
      contract: operationsContract,
      handlers: operationsHandlers(ports),
    }),
  };
  return (operation, ask) => {
    const door = ROUTES.find((route) => route.operation === operation)?.door;
    if (door === undefined || door === 'documents') throw new Error(`${operation} has no signed-in door`);
    return askDoor(doors[door], CONTRACT)(operation, ask);
  };
}
