import { ok, type Result } from '../result.ts';
import type { ServiceInstance } from '../subscription/subscription.ts';
import { covers } from '../time/instant.ts';
import { type ContractIndex, serviceKey } from './contract-index.ts';
import { type Suspension, suspend } from './suspension.ts';
import type { UsageFacts } from './usage-facts.ts';

/** The service that had this identifier at the event's time: late usage still reaches its old owner. */
export function findService(contract: ContractIndex, event: UsageFacts): Result<ServiceInstance, Suspension> {
  const known = contract.services.get(serviceKey(event.serviceType, event.identifier)) ?? [];
  const service = known.find(({ validFrom, validTo }) => covers({ from: validFrom, to: validTo }, event.at));
  if (service === undefined) {
    return suspend(
      'UNKNOWN_SERVICE',
      `No ${event.serviceType} service has the identifier ${event.identifier} at the event's time. Check the identifier, or add the service and retry.`,
    );
  }
  return ok(service);
}
