import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { FieldProblem, Refusal, RefusalCode } from '../../domain/refusal.ts';

type ProblemRow = { readonly status: number; readonly title: string };

/** One row per code. Leave one out and it does not compile, so that every refusal has a status and a title. */
export const PROBLEMS = {
  'request.malformed': { status: 400, title: 'The request cannot be read' },
  'request.media_type': { status: 415, title: 'The body must be JSON' },
  'request.too_large': { status: 413, title: 'The body is too large' },
  'request.unauthenticated': { status: 401, title: 'Sign in first' },
  'request.invalid': { status: 422, title: 'Some fields need correction' },
  'request.not_found': { status: 404, title: 'There is no such thing here' },
  'request.method': { status: 405, title: 'This cannot be asked here' },
  'request.forbidden': { status: 403, title: 'Your roles do not allow this' },
  'request.changed_meanwhile': { status: 412, title: 'It was changed by somebody else' },
  'request.precondition_missing': { status: 428, title: 'Say which version you are changing' },
  'idempotency.key_reused': { status: 422, title: 'The idempotency key belongs to another request' },
  'catalog.code_taken': { status: 409, title: 'The code is taken' },
  'catalog.in_use': { status: 409, title: 'It is in use' },
  'catalog.reference_missing': { status: 422, title: 'It refers to something that does not exist' },
  'catalog.reserved': { status: 409, title: 'It is reserved' },
  'tax.pending': { status: 409, title: 'The taxation gateway has not answered' },
  'site.zone_fixed': { status: 409, title: 'The time zone cannot change any more' },
  'customer.email_taken': { status: 409, title: 'The e-mail address belongs to another customer' },
  'customer.has_active': { status: 409, title: 'The customer still has active subscriptions' },
  'customer.inactive': { status: 409, title: 'The customer is not active' },
  'customer.state': { status: 409, title: 'The customer cannot change in that way' },
  'plan.closed': { status: 422, title: 'The plan cannot be sold' },
  'plan.payment_type': { status: 422, title: 'The plan does not support the payment type' },
  'plan.currency': { status: 422, title: 'The plan is not priced in the currency of the billing profile' },
  'plan.not_offered': { status: 422, title: 'The plan is not offered to this customer' },
  'bundle.closed': { status: 422, title: 'The bundle cannot be sold' },
  'bundle.not_allowed': { status: 422, title: 'The bundle cannot be added to the plan' },
  'code.unknown': { status: 422, title: 'There is no such code' },
  'code.not_yet_valid': { status: 422, title: 'The code is not valid yet' },
  'code.expired': { status: 422, title: 'The code is not valid any more' },
  'code.exhausted': { status: 409, title: 'The code is used up' },
  'code.already_used': { status: 409, title: 'The customer has used the code' },
  'code.blocked': { status: 409, title: 'The code is blocked' },
  'code.not_applicable': { status: 422, title: 'The code does not apply here' },
  'code.too_many_attempts': { status: 429, title: 'Too many codes did not work, try again later' },
  'voucher.codes_taken': { status: 409, title: 'Some of the codes exist already' },
  'service.identifier_missing': { status: 422, title: 'A service needs an identifier' },
  'service.identifier_taken': { status: 409, title: 'The service identifier is taken' },
  'service.identifier_quarantined': { status: 409, title: 'The service identifier still rests' },
  'balance.insufficient': { status: 402, title: 'The money in hand does not cover it' },
  'subscription.state': { status: 409, title: 'The subscription cannot change in that way' },
  'transition.invalid': { status: 422, title: 'The plan transition is not possible' },
  'contract.too_large': { status: 409, title: 'The change is too large to be made at once' },
  'sharing.discount_not_owned': { status: 422, title: 'The discount was not bought with the subscription' },
  'sharing.not_allowed': { status: 422, title: 'They cannot share' },
  'sharing.already_member': { status: 409, title: 'The customer is in the group already' },
  'sharing.state': { status: 409, title: 'The sharing cannot change in that way' },
  'billing.cycle_open': { status: 409, title: 'The billing cycle is not over' },
  'billing.nothing_to_bill': { status: 409, title: 'There is nothing to bill' },
  'billing.parked': { status: 409, title: 'The billing profile is parked' },
  'bill.state': { status: 409, title: 'The bill cannot change in that way' },
  'payment.amount': { status: 422, title: 'The amount of the payment is not possible' },
  'payment.currency': { status: 422, title: 'The payment is in another currency' },
  'invoice.not_ready': { status: 409, title: 'The invoice is not ready' },
  'suspense.state': { status: 409, title: 'The suspended message was already dealt with' },
  'charging.limit_reached': { status: 402, title: 'The limit does not allow this much' },
  'charging.not_rated': { status: 422, title: 'The usage cannot be rated' },
  'charging.session_conflict': { status: 409, title: 'The session is known with other content' },
  'charging.session_over': { status: 409, title: 'The session has nothing set aside' },
  'charging.too_many_sessions': { status: 429, title: 'Too many sessions are open at once' },
  'clock.backwards': { status: 422, title: 'The clock only moves forward' },
  'clock.production': { status: 409, title: 'Only a sandbox has a test clock' },
  'clock.moving': { status: 409, title: 'The clock is moving' },
  'job.running': { status: 409, title: 'The job is running' },
} as const satisfies Record<RefusalCode, ProblemRow>;

/** What is not the caller's fault: no code of the domain, and nothing told but the request id. */
export const FAULTS = {
  busy: { status: 503, title: 'Too many changes at once, try again' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, ProblemRow>;

/** RFC 9457, as sent. `instance` is the request id. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: RefusalCode | keyof typeof FAULTS;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  readonly reason?: string;
  readonly granted?: string;
  readonly instance: string;
};

const problemAnswer = (problem: Problem): APIGatewayProxyStructuredResultV2 => ({
  statusCode: problem.status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify(problem),
});

/** An expected refusal as an answer. */
export function refusalProblem(
  { code, detail, ...more }: Refusal,
  requestId: string,
): APIGatewayProxyStructuredResultV2 {
  const { status, title } = PROBLEMS[code];
  return problemAnswer({
    type: `urn:billow:problem:${code}`,
    title,
    status,
    code,
    detail,
    instance: requestId,
    ...more,
  });
}

/** A fault as an answer: says nothing of what happened. */
export function faultProblem(fault: keyof typeof FAULTS, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { status, title } = FAULTS[fault];
  const answer = problemAnswer({
    type: `urn:billow:problem:${fault}`,
    title,
    status,
    code: fault,
    instance: requestId,
  });
  return fault === 'busy' ? { ...answer, headers: { ...answer.headers, 'retry-after': '1' } } : answer;
}
