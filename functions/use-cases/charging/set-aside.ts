import { type Grant, grantUsage } from '../../../domain/charging/grant-usage.ts';
import { type Reservation, reserveUsage } from '../../../domain/charging/reserve-usage.ts';
import { hasRoomFor, MOST_SESSIONS } from '../../../domain/charging/room-for-session.ts';
import { decimalText } from '../../../domain/money/decimal.ts';
import type { RatingContext } from '../../../domain/rating/rating-context.ts';
import type { UsageFacts } from '../../../domain/rating/usage-facts.ts';
import { refusal } from '../../../domain/refusal.ts';
import { err, ok } from '../../../domain/result.ts';
import type { Call } from '../call.ts';
import type { UsageAsked } from './authorize-usage.ts';
import type { Decided, Declined } from './on-session.ts';

export type ReservationAsked = UsageAsked & {
  /** The caller's id of the session: the same again is the same reservation. */
  readonly sessionId: string;
  readonly expiresInSeconds: number;
  /** Less than asked for is welcome, too. */
  readonly partial: boolean;
};

export type Reserved = Reservation & { readonly unit: string; readonly isNew: boolean };

/** Who asks, and when, as far as charging needs to know. */
export type ChargingCall = Pick<Call, 'siteId' | 'now'>;

/** Grants what the limits allow and sets it aside; or says how much they would have allowed. */
export function setAside(
  context: RatingContext,
  event: UsageFacts,
  { partial, expiresInSeconds }: Pick<ReservationAsked, 'partial' | 'expiresInSeconds'>,
): Decided<Reserved> {
  const grant = grantUsage(context, event);
  if (!grant.ok) return grant;
  const { requested, granted, unit, rated } = grant.value;
  if (rated === null || (granted.lt(requested) && !partial)) return err(tooMuch(grant.value, event));
  if (!hasRoomFor(context, rated, event.id)) return err(tooMany);
  const expiresAt = context.now + expiresInSeconds * 1000;
  const session = { id: event.id, fields: event.fields, expiresAt };
  const { drafts, reservation } = reserveUsage(context, { ...grant.value, rated }, session);
  return ok({ drafts, result: { ...reservation, unit, isNew: true } });
}

const tooMany: Declined = {
  refusal: refusal(
    'charging.too_many_sessions',
    `A balance group has at most ${MOST_SESSIONS} open sessions, an owner's those of all members. Commit or release some.`,
  ),
};

function tooMuch({ requested, granted, unit, limit }: Grant, { id, at }: UsageFacts): Declined {
  const detail = granted.isZero()
    ? `The limits allow nothing of it now. ${limit?.detail ?? ''}`.trim()
    : `The limits allow ${decimalText(granted)} of ${decimalText(requested)} ${unit} now. Ask for less, or for a part.`;
  const told = refusal('charging.limit_reached', detail);
  const problem = { ...told, reason: 'LIMIT_REACHED', granted: decimalText(granted) };
  if (limit?.resource === undefined) return { refusal: problem };
  return { refusal: problem, reached: { resource: limit.resource, event: { id, at, service: null } } };
}

export const sessionOver = (detail: string): Declined => ({ refusal: refusal('charging.session_over', detail) });

export const sessionConflict = (detail: string): Declined => ({
  refusal: refusal('charging.session_conflict', detail),
});
