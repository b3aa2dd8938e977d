import { type DrawnAmount, drawnByUsage } from '../../../domain/charging/drawn-amounts.ts';
import { type Grant, grantUsage } from '../../../domain/charging/grant-usage.ts';
import type { UsageFacts } from '../../../domain/rating/usage-facts.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { Call } from '../call.ts';
import type { ChargingPorts } from './charging-ports.ts';
import { onSession, type SessionOutcome } from './on-session.ts';

/** What a caller asks for: an event that has not happened yet. Without a time it is now. */
export type UsageAsked = Omit<UsageFacts, 'id' | 'at'> & { readonly at?: Instant };

export type Authorized = Pick<Grant, 'requested' | 'granted' | 'unit'> & {
  readonly at: Instant;
  readonly drawn: readonly DrawnAmount[];
};

/** How much of the usage the limits would allow now, and what it would cost. Nothing is written, so nothing is promised. */
export const authorizeUsage =
  (ports: ChargingPorts) =>
  (call: Pick<Call, 'siteId' | 'now'>, asked: UsageAsked): Promise<Result<SessionOutcome<Authorized>, Refusal>> => {
    const event: UsageFacts = { ...asked, id: 'authorize', at: asked.at ?? call.now };
    return onSession(ports, call, event, ({ context }) => {
      const grant = grantUsage(context, event);
      if (!grant.ok) return grant;
      const { requested, granted, unit, rated } = grant.value;
      const drawn = rated === null ? [] : drawnByUsage(context.contract.profile.balanceGroupId, rated);
      return ok({ drafts: [], result: { at: event.at, requested, granted, unit, drawn } });
    });
  };
