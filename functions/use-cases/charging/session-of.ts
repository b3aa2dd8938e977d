import { findSession, type Session } from '../../../domain/charging/find-session.ts';
import { findService } from '../../../domain/rating/find-service.ts';
import type { Suspension } from '../../../domain/rating/suspension.ts';
import type { UsageFacts } from '../../../domain/rating/usage-facts.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { SessionFacts } from './on-session.ts';

/** What the session's own ledger knows of it. `at`: when it began, if the caller said so; any session of that id otherwise. */
export function sessionOf(
  { context, entriesOf }: SessionFacts,
  event: UsageFacts,
  at: Instant | undefined,
): Result<Session, Suspension> {
  const service = findService(context.contract, event);
  if (!service.ok) return service;
  const { now, contract, state } = context;
  const entries = entriesOf(contract.profile.balanceGroupId);
  const named = { service: service.value.serviceId, id: event.id, now };
  return ok(findSession(state, entries, at === undefined ? named : { ...named, at }));
}
