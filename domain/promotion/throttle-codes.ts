import type { Versioned } from '../customer/customer.ts';
import type { Instant } from '../time/instant.ts';
import { comparableCode } from './route-codes.ts';

/** Promotion codes that did not work, by who entered them. Forgotten by the table when they no longer count. */
export type CodeAttempts = Versioned & {
  readonly siteId: string;
  /** An operator, or a customer of self-care. */
  readonly who: string;
  /** Oldest first. */
  readonly failed: readonly { readonly code: string; readonly at: Instant }[];
  /** Epoch seconds. */
  readonly expiresAt: number;
};

/** Enough for somebody who mistypes, too few for somebody who guesses. */
const MOST_FAILURES = 5;
const WITHIN = 10 * 60 * 1000;

const recent = (attempts: CodeAttempts | null, now: Instant): CodeAttempts['failed'] =>
  attempts?.failed.filter(({ at }) => at > now - WITHIN) ?? [];

/** Until when nobody may try other codes; null: they may. `now` is the system's time: a test clock must not lock anybody out. */
export function throttledUntil(attempts: CodeAttempts | null, now: Instant): Instant | null {
  const failed = recent(attempts, now);
  const oldest = failed.at(-MOST_FAILURES);
  return oldest === undefined ? null : oldest.at + WITHIN;
}

/** Remembers codes that did not work. The same code again is the same mistake, not another guess. */
export function withFailures(
  attempts: CodeAttempts | null,
  { siteId, who, codes, now }: Pick<CodeAttempts, 'siteId' | 'who'> & { codes: readonly string[]; now: Instant },
): CodeAttempts {
  const known = recent(attempts, now);
  const fresh = new Set(codes.map(comparableCode).filter((code) => !known.some((one) => one.code === code)));
  return {
    siteId,
    who,
    failed: [...known, ...[...fresh].map((code) => ({ code, at: now }))],
    expiresAt: (now - (now % 1000) + WITHIN) / 1000 + 60,
    version: attempts?.version ?? 0,
  };
}
