import { admitCodes, settleCodes } from '../../../domain/promotion/throttle-codes.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { instantText } from '../../../domain/time/instant.ts';
import type { Commit, Records, SystemTime } from '../../ports.ts';
import { LostRace, retryConflicts } from '../retry-conflicts.ts';

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
 * Lets somebody enter codes, unless too many of theirs have failed lately. Each code is taken down, in a commit of its own, before it is
 * tried, so that however many come at once, no more are tried than may fail; once it is known how they did, those that work are forgotten.
 * Who is killed in between leaves them behind, as if they had failed. Time is the system's, since a site's test clock may stand still.
 * Whoever enters no codes never waits.
 */
export async function throttled<T>(
  ports: ThrottlePorts,
  entering: EnteringCodes,
  attempt: () => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  if (entering.codes.length === 0) return attempt();
  const admitted = await admit(ports, entering);
  if (!admitted.ok) return admitted;
  const taken = admitted.value;
  try {
    const result = await attempt();
    await settled(ports, entering, { taken, failed: result.ok ? [] : failedOf(entering, result.error) });
    return result;
  } catch (error) {
    // A fault is no code that does not work.
    await settled(ports, entering, { taken, failed: [] });
    throw error;
  }
}

/** What was bought is bought, and what was refused is refused: codes that cannot be settled stay behind like those of who is killed. */
const settled = (...of: Parameters<typeof settle>): Promise<void> => settle(...of).catch(() => {});

/** Takes the codes down; those that nobody had taken down before. Waits a while for others in the same name to be settled. */
async function admit(
  { records, commit, systemTime }: ThrottlePorts,
  { siteId, who, codes }: EnteringCodes,
): Promise<Result<readonly string[], Refusal>> {
  const take = async () => {
    const stored = await records.get('codeAttempts', siteId, { who });
    const admission = admitCodes(stored, { siteId, who, codes, now: systemTime() });
    if (admission.is === 'throttled') {
      const until = instantText(admission.until);
      return err(refusal('code.too_many_attempts', `Too many codes did not work. Try again after ${until}.`));
    }
    if (admission.is === 'busy') return null;
    const { attempts: value, taken } = admission;
    if (value !== null && (await commit([{ put: 'codeAttempts', value }])) === 'conflict') return null;
    return ok(taken);
  };
  try {
    return await retryConflicts(`codes of ${who}`, take);
  } catch (error) {
    if (error instanceof LostRace) {
      return err(refusal('code.too_many_attempts', 'Too many codes are being tried at once. Try again in a minute.'));
    }
    throw error;
  }
}

const failedOf = ({ codes, pointer }: EnteringCodes, { code, errors = [] }: Refusal): readonly string[] =>
  code.startsWith('code.')
    ? codes.filter((_, index) => errors.some((one) => one.pointer === `${pointer}/${index}`))
    : [];

async function settle(
  { records, commit, systemTime }: ThrottlePorts,
  { siteId, who, codes }: EnteringCodes,
  outcome: { readonly taken: readonly string[]; readonly failed: readonly string[] },
): Promise<void> {
  await retryConflicts(`failed codes of ${who}`, async () => {
    const stored = await records.get('codeAttempts', siteId, { who });
    const value = settleCodes(stored, { siteId, who, codes, now: systemTime(), ...outcome });
    if (value === null) return true;
    return (await commit([{ put: 'codeAttempts', value }])) === 'done' ? true : null;
  });
}
