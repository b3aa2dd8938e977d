import type { UsageFacts } from '../../../domain/rating/usage-facts.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { err, type Result } from '../../../domain/result.ts';
import type { ChargingPorts } from './charging-ports.ts';
import { onSession, type SessionOutcome } from './on-session.ts';
import { sessionOf } from './session-of.ts';
import { type ChargingCall, type ReservationAsked, type Reserved, sessionOver, setAside } from './set-aside.ts';

/** Fields are those of the reservation, unless others are given. */
export type ExtensionAsked = Omit<ReservationAsked, 'fields'> & Partial<Pick<ReservationAsked, 'fields'>>;

/**
 * More, or less, for a session that has something set aside: the whole is rated anew, and what it had is its to use. Refused, it keeps
 * what it had. Naming the total, it may be asked twice.
 */
export const extendSession =
  (ports: ChargingPorts) =>
  (call: ChargingCall, asked: ExtensionAsked): Promise<Result<SessionOutcome<Reserved>, Refusal>> => {
    const { sessionId, expiresInSeconds: _, partial: __, fields, ...usage } = asked;
    const named: UsageFacts = { ...usage, id: sessionId, at: asked.at ?? call.now, fields: fields ?? {} };
    return onSession(ports, call, named, ({ context, entriesOf }) => {
      const session = sessionOf({ context, entriesOf }, named, asked.at);
      if (!session.ok) return session;
      if (session.value.state !== 'open') {
        return err(sessionOver(`The session ${sessionId} has nothing set aside (any more). Reserve anew.`));
      }
      const { hold, asked: before } = session.value;
      const event = { ...named, at: hold.at, fields: fields ?? before?.fields ?? {} };
      return setAside({ ...context, without: hold.id }, event, asked);
    });
  };
