/** A problem of one input field: a JSON pointer into the request and what to do about it. */
export type FieldProblem = { readonly pointer: string; readonly message: string };

/** Every expected refusal of the system. The code is part of the API: never renamed, never reused. */
export const REFUSAL_CODES = [
  'request.malformed',
  'request.media_type',
  'request.too_large',
  'request.unauthenticated',
  'request.invalid',
  'request.not_found',
  'request.method',
  'request.forbidden',
  'request.changed_meanwhile',
  'request.precondition_missing',
  'idempotency.key_reused',
  'catalog.code_taken',
  'catalog.in_use',
  'catalog.reference_missing',
  'catalog.reserved',
  'tax.pending',
  'site.zone_fixed',
  'customer.email_taken',
  'customer.has_active',
  'customer.inactive',
  'customer.state',
  'plan.closed',
  'plan.payment_type',
  'plan.currency',
  'plan.not_offered',
  'bundle.closed',
  'bundle.not_allowed',
  'code.unknown',
  'code.not_yet_valid',
  'code.expired',
  'code.exhausted',
  'code.already_used',
  'code.blocked',
  'code.not_applicable',
  'code.too_many_attempts',
  'voucher.codes_taken',
  'service.identifier_missing',
  'service.identifier_taken',
  'service.identifier_quarantined',
  'subscription.state',
  'balance.insufficient',
  'transition.invalid',
  'sharing.discount_not_owned',
  'sharing.not_allowed',
  'sharing.already_member',
  'sharing.state',
  'contract.too_large',
  'billing.cycle_open',
  'billing.nothing_to_bill',
  'billing.parked',
  'bill.state',
  'payment.amount',
  'payment.currency',
  'invoice.not_ready',
  'suspense.state',
  'charging.limit_reached',
  'charging.not_rated',
  'charging.session_conflict',
  'charging.session_over',
  'charging.too_many_sessions',
  'clock.backwards',
  'clock.production',
  'clock.moving',
  'job.running',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** `detail` says in a sentence what to do; `errors` names the fields. */
export type Refusal = {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  /** Charging: why usage cannot be rated, as suspense would say. */
  readonly reason?: string;
  /** Charging: the quantity that the limits would have allowed. */
  readonly granted?: string;
};

export const refusal = (code: RefusalCode, detail: string, errors?: readonly FieldProblem[]): Refusal =>
  errors === undefined ? { code, detail } : { code, detail, errors };
