import { err } from '../result.ts';

/** Why usage could not be rated. Stable: operators filter by them. */
export const SUSPENSE_REASONS = [
  'MALFORMED',
  'INVALID_EVENT',
  'UNKNOWN_SITE',
  'UNKNOWN_SERVICE_TYPE',
  'UNKNOWN_SERVICE',
  'NOT_ACTIVE',
  'MISSING_FIELD',
  'INVALID_FIELD',
  'INVALID_QUANTITY',
  'IN_FUTURE',
  'TOO_OLD',
  'NO_RATE',
  'TAX_MISSING',
  'TAX_PENDING',
  'LIMIT_REACHED',
  'CONFLICT',
] as const;
export type SuspenseReason = (typeof SUSPENSE_REASONS)[number];

/** The usage waits in suspense; `detail` says in a sentence what is wrong and what mends it. */
export type Suspension = {
  readonly reason: SuspenseReason;
  readonly detail: string;
  /** `LIMIT_REACHED`: whose limit. */
  readonly resource?: string;
};

export const suspend = (reason: SuspenseReason, detail: string) => err<Suspension>({ reason, detail });
