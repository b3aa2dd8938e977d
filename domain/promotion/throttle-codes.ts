import type { Versioned } from '../customer/customer.ts';
import type { Instant } from '../time/instant.ts';
import { comparableCode } from './route-codes.ts';

/** Promotion codes that did not work, by who entered them. Forgotten by the table when they no longer count. */
export type CodeAttempts = Versioned & {
  readonly siteId: string;
  /** An operator, or a customer of self-care. */
  readonly who: string;
  /** Oldest first. */
  readonly failed: readonly AttemptedCode[];
  /** Epoch seconds. */
  readonly expiresAt: number;
};

/** `tried`: it is being looked at, and counts as one that failed until it is known that it works. */
type AttemptedCode = { readonly code: string; readonly at: Instant; readonly tried?: true };

/** Enough for somebody who mistypes, too few for somebody who guesses. */
const MOST_FAILURES = 5;
const WITHIN = 10 * 60 * 1000;
/** Nobody is still looking at a code for so long: whoever was, has been cut off. */
const LONGEST_TRIAL = 60_000;

/** Who enters codes, which, and when: by the system's time, since a test clock must not lock anybody out. */
export type EnteredCodes = {
  readonly siteId: string;
  readonly who: string;
  readonly codes: readonly string[];
  readonly now: Instant;
};

/**
 * Whether codes may be tried. Guesses of one name that come at once must not pass the limit together, so codes are taken down before
 * anybody looks whether they work.
 */
export type Admission =
  /** Too many have failed; nobody may try others until then. */
  | { readonly is: 'throttled'; readonly until: Instant }
  /** So many are being tried that, if they fail, it would be too many. */
  | { readonly is: 'busy' }
  /** `attempts`: to be stored before they are tried; null when all of them are taken down already. */
  | { readonly is: 'admitted'; readonly attempts: CodeAttempts | null; readonly taken: readonly string[] };

/** The same code again is the same mistake, not another guess. */
export function admitCodes(attempts: CodeAttempts | null, entered: EnteredCodes): Admission {
  const known = recent(attempts, entered.now);
  const isOver = ({ at, tried }: AttemptedCode) => tried === undefined || at <= entered.now - LONGEST_TRIAL;
  const oldest = known.filter(isOver).at(-MOST_FAILURES);
  if (oldest !== undefined) return { is: 'throttled', until: oldest.at + WITHIN };
  const taken = [...new Set(entered.codes.map(comparableCode))].filter((code) =>
    known.every((one) => one.code !== code),
  );
  if (taken.length === 0) return { is: 'admitted', attempts: null, taken };
  if (known.length >= MOST_FAILURES) return { is: 'busy' };
  const added = taken.map((code) => ({ code, at: entered.now, tried: true }) as const);
  return { is: 'admitted', attempts: noted(attempts, entered, [...known, ...added]), taken };
}

/** Once it is known how they did: `failed` are remembered, the other `taken` forgotten. Null: nothing is to be changed. */
export function settleCodes(
  attempts: CodeAttempts | null,
  {
    taken,
    failed,
    ...entered
  }: EnteredCodes & { readonly taken: readonly string[]; readonly failed: readonly string[] },
): CodeAttempts | null {
  const known = recent(attempts, entered.now);
  const wrong = new Set(failed.map(comparableCode));
  const news = [...wrong].filter((code) => known.every((one) => one.code !== code || one.tried === true));
  const works = (code: string) => taken.includes(code) && !wrong.has(code);
  if (news.length === 0 && !known.some(({ code, tried }) => tried === true && works(code))) return null;
  const kept = known.filter(({ code, tried }) => tried === undefined || !(wrong.has(code) || works(code)));
  return noted(attempts, entered, [...kept, ...news.map((code) => ({ code, at: entered.now }))]);
}

const recent = (attempts: CodeAttempts | null, now: Instant): CodeAttempts['failed'] =>
  attempts?.failed.filter(({ at }) => at > now - WITHIN) ?? [];

const noted = (
  attempts: CodeAttempts | null,
  { siteId, who, now }: EnteredCodes,
  failed: CodeAttempts['failed'],
): CodeAttempts => ({
  siteId,
  who,
  failed,
  expiresAt: (now - (now % 1000) + WITHIN) / 1000 + 60,
  version: attempts?.version ?? 0,
});
