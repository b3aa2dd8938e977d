import { releaseSession } from '../../../domain/charging/release-session.ts';
import { holdId, isOver } from '../../../domain/charging/session-hold.ts';
import { serviceKey } from '../../../domain/rating/contract-index.ts';
import { suspend } from '../../../domain/rating/suspension.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { ChargingPorts } from './charging-ports.ts';
import { onSession, type SessionOutcome } from './on-session.ts';
import type { ChargingCall } from './set-aside.ts';

export type SessionNamed = {
  readonly sessionId: string;
  readonly serviceType: string;
  readonly identifier: string;
  readonly at?: Instant;
};

export type Released = { readonly outcome: 'released' | 'nothing-held' };

/** Gives back what a session has set aside and did not use. Doing it again, or after its end, does nothing. */
export const releaseUsage =
  (ports: ChargingPorts) =>
  (
    call: ChargingCall,
    { sessionId, serviceType, identifier, at }: SessionNamed,
  ): Promise<Result<SessionOutcome<Released>, Refusal>> =>
    onSession<Released>(ports, call, { serviceType, identifier, at: at ?? call.now }, ({ context }) => {
      const services = context.contract.services.get(serviceKey(serviceType, identifier)) ?? [];
      if (services.length === 0) {
        return suspend('UNKNOWN_SERVICE', `No ${serviceType} service has the identifier ${identifier}.`);
      }
      for (const { serviceId } of services) {
        const hold = context.state.holds.get(holdId(serviceId, sessionId));
        if (hold === undefined || isOver(hold, context.now) || (at !== undefined && at !== hold.at)) continue;
        return ok({ drafts: releaseSession(context, sessionId, hold), result: { outcome: 'released' } });
      }
      return ok({ drafts: [], result: { outcome: 'nothing-held' } });
    });
