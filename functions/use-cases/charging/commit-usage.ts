import { commitSession, type Overrun, servedEvent } from '../../../domain/charging/commit-session.ts';
import type { DrawnAmount } from '../../../domain/charging/drawn-amounts.ts';
import { findSession, type Session } from '../../../domain/charging/find-session.ts';
import { firstResult } from '../../../domain/charging/first-result.ts';
import { releaseSession } from '../../../domain/charging/release-session.ts';
import { holdId } from '../../../domain/charging/session-hold.ts';
import { findRepeat, indexEvents } from '../../../domain/ledger/find-repeat.ts';
import { type Dec, ZERO } from '../../../domain/money/decimal.ts';
import { findService } from '../../../domain/rating/find-service.ts';
import type { UsageFacts } from '../../../domain/rating/usage-facts.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { ChargingPorts } from './charging-ports.ts';
import { type Decided, onSession, type SessionDecision, type SessionFacts, type SessionOutcome } from './on-session.ts';
import { type ChargingCall, sessionConflict } from './set-aside.ts';

/** What a session used in the end. Service, id and time name it, as they name every event. */
export type UsageServed = Omit<UsageFacts, 'id'> & { readonly sessionId: string };

export type CommittedUsage = {
  /** `duplicate`: it was charged before, and this tells how. */
  readonly outcome: 'committed' | 'duplicate';
  /** Whether what the session had set aside was still there, was expired or released, or is not known at all. */
  readonly reservation: 'held' | 'ended' | 'unknown';
  readonly at: number;
  readonly quantity: Dec;
  readonly unit: string;
  readonly product: string | null;
  readonly drawn: readonly DrawnAmount[];
  readonly overrun: Overrun | null;
};

/**
 * Charges what was served, once, and gives the rest of what was set aside back. No limit refuses it. Without a reservation, or after its
 * end, it is charged like any event and says so. The same event from a usage queue is this one's repeat, and the other way round.
 */
export const commitUsage =
  (ports: ChargingPorts) =>
  (
    call: ChargingCall,
    { sessionId, ...usage }: UsageServed,
  ): Promise<Result<SessionOutcome<CommittedUsage>, Refusal>> => {
    const event: UsageFacts = { ...usage, id: sessionId };
    return onSession(ports, call, event, (facts) => decide(facts, event));
  };

function decide(facts: SessionFacts, told: UsageFacts): Decided<CommittedUsage> {
  const { context, entriesOf } = facts;
  const service = findService(context.contract, told);
  if (!service.ok) return service;
  const { serviceId } = service.value;
  const served = servedEvent(context, told);
  if (!served.ok) return served;
  const event = served.value;
  const { id, at, fields, quantity } = event;
  const named = { service: serviceId, id, at, fields, ...(quantity === undefined ? {} : { quantity }) };
  const entries = entriesOf(context.contract.profile.balanceGroupId);
  const unit = context.book.serviceTypes.get(event.serviceType)?.unit ?? '';

  const repeat = findRepeat(indexEvents(entries), named);
  if (repeat === 'conflict') {
    return err(sessionConflict(`The session ${id} was charged with another content. Give this one an id of its own.`));
  }
  const session = findSession(context.state, entries, { service: serviceId, id, now: context.now });
  if (session.state === 'committed') return ok(chargedBefore(facts, session, unit));
  const hold = session.state === 'unknown' ? null : session.hold;
  if (hold !== null && hold.at !== at) {
    const detail = `The session ${id} began at another time. Commit it with the time that its reservation told.`;
    return err(sessionConflict(detail));
  }

  const held = session.state === 'open' ? hold : null;
  const committed = commitSession(context, event, { holdId: holdId(serviceId, id), hold: held });
  if (!committed.ok) return committed;
  const { drafts, rated, drawn, overrun } = committed.value;
  const { product, quantity: charged } = rated.entry;
  const ended = hold === null && session.asked === null ? 'unknown' : 'ended';
  const reservation = held === null ? ended : 'held';
  const result = {
    outcome: 'committed',
    reservation,
    at,
    quantity: charged ?? ZERO,
    unit,
    product,
    drawn,
    overrun,
  } as const;
  return ok({ drafts, result });
}

/** As it was charged the first time. What a session whose usage came in another way still has set aside, it gives back. */
function chargedBefore(
  { context, entriesOf }: SessionFacts,
  session: Extract<Session, { state: 'committed' }>,
  unit: string,
): SessionDecision<CommittedUsage> {
  const { usage } = session;
  const left = context.state.holds.get(holdId(usage.service ?? '', usage.id));
  return {
    drafts: left === undefined ? [] : releaseSession(context, usage.id, left),
    result: { outcome: 'duplicate', at: usage.at, unit, ...firstResult(context, entriesOf, session) },
  };
}
