import { throttledUntil, withFailures } from '../../../domain/promotion/throttle-codes.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, type Result } from '../../../domain/result.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Commit, Records, SystemTime } from '../../ports.ts';
import { retryConflicts } from '../retry-conflicts.ts';

export type ThrottlePorts = {
  readonly records: Pick<Records, 'get'>;
  readonly commit: Commit;
  readonly systemTime: SystemTime;
};

/** Who enters which codes, and where these stand in the request. */
export type EnteringCodes = {
  readonly siteId: string;
  readonly who: string;
  readonly codes: readonly string[];
  readonly pointer: string;
};

/**
 * Lets somebody enter codes, unless too many of theirs have failed lately. Failures are counted in a commit of their own, since what
 * was tried is not written; by the system's time, since a site's test clock may stand still. Whoever enters no codes never waits.
 */
export async function throttled<T>(
  ports: ThrottlePorts,
  entering: EnteringCodes,
  attempt: () => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const { records, systemTime } = ports;
  const { siteId, who, codes } = entering;
  if (codes.length === 0) return attempt();
  const until = throttledUntil(await records.get('codeAttempts', siteId, { who }), systemTime());
  if (until !== null) {
    return err(
      refusal('code.too_many_attempts', `Too many codes did not work. Try again after ${instantText(until)}.`),
    );
  }
  const result = await attempt();
  if (!result.ok) await countFailures(ports, entering, result.error);
  return result;
}

async function countFailures(
  { records, commit, systemTime }: ThrottlePorts,
  { siteId, who, codes, pointer }: EnteringCodes,
  { code, errors = [] }: Refusal,
): Promise<void> {
  if (!code.startsWith('code.')) return;
  const failed = codes.filter((_, index) => errors.some((one) => one.pointer === `${pointer}/${index}`));
  if (failed.length === 0) return;
  await retryConflicts(`failed codes of ${who}`, async () => {
    const stored = await records.get('codeAttempts', siteId, { who });
    const value = withFailures(stored, { siteId, who, codes: failed, now: systemTime() });
    return (await commit([{ put: 'codeAttempts', value }])) === 'done' ? true : null;
  });
}
