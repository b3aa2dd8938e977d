import { drawnByHold } from '../../../domain/charging/drawn-amounts.ts';
import type { Session } from '../../../domain/charging/find-session.ts';
import { requestedQuantity } from '../../../domain/charging/grant-usage.ts';
import { hasSameFields } from '../../../domain/ledger/find-repeat.ts';
import type { RatingContext } from '../../../domain/rating/rating-context.ts';
import type { UsageFacts } from '../../../domain/rating/usage-facts.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { ChargingPorts } from './charging-ports.ts';
import { type Decided, onSession, type SessionOutcome } from './on-session.ts';
import { sessionOf } from './session-of.ts';
import {
  type ChargingCall,
  type ReservationAsked,
  type Reserved,
  sessionConflict,
  sessionOver,
  setAside,
} from './set-aside.ts';

/**
 * Sets aside what a session may use, so that nobody else can until it is committed, released or over. Asked again with the same
 * content, it tells what was set aside the first time.
 */
export const reserveSession =
  (ports: ChargingPorts) =>
  (call: ChargingCall, asked: ReservationAsked): Promise<Result<SessionOutcome<Reserved>, Refusal>> => {
    const { sessionId, expiresInSeconds: _, partial: __, ...usage } = asked;
    const event: UsageFacts = { ...usage, id: sessionId, at: asked.at ?? call.now };
    return onSession(ports, call, event, (facts) => {
      const session = sessionOf(facts, event, asked.at);
      if (!session.ok) return session;
      switch (session.value.state) {
        case 'committed':
          return err(sessionOver(`The session ${sessionId} was committed. Give a new one an id of its own.`));
        case 'open':
          return again(facts.context, session.value, { ...event, at: session.value.hold.at }, asked);
        case 'lapsed':
        case 'unknown':
          return setAside(facts.context, event, asked);
      }
    });
  };

/** The same question gets the same answer; another one with the same id is somebody's mistake. */
function again(
  context: RatingContext,
  { hold, asked: before }: Extract<Session, { state: 'open' | 'lapsed' }>,
  event: UsageFacts,
  { partial, at }: ReservationAsked,
): Decided<Reserved> {
  const serviceType = context.book.serviceTypes.get(event.serviceType);
  const requested = serviceType === undefined ? null : requestedQuantity(serviceType, event);
  if (requested?.ok === false) return requested;
  const isSame =
    (at === undefined || at === hold.at) &&
    hasSameFields(before?.fields ?? {}, event.fields) &&
    requested?.value !== undefined &&
    before?.quantity?.eq(requested.value) === true &&
    (partial || hold.quantity.gte(requested.value));
  if (!isSame || serviceType === undefined) {
    const detail = `The session ${event.id} has something set aside for other usage. Extend or release it, or give this one an id of its own.`;
    return err(sessionConflict(detail));
  }
  const { expiresAt, quantity: granted } = hold;
  const drawn = drawnByHold(context, hold.id);
  const reservation = { at: hold.at, expiresAt, requested: requested.value, granted, drawn };
  return ok({ drafts: [], result: { ...reservation, unit: serviceType.unit, isNew: false } });
}
