import { type Suspension, suspend } from '../../../domain/rating/suspension.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { SiteTime } from '../../ports.ts';

/** How far a caller's clock may run ahead. */
const CLOCK_SKEW_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/** The site's time, unless what begins at `at` is of the future, or from before anything is kept: somebody's wrong clock. */
export async function checkSessionTime(
  siteTime: SiteTime,
  { siteId, now, at }: { readonly siteId: string; readonly now: Instant; readonly at: Instant },
): Promise<Result<Instant, Suspension>> {
  let time = now;
  if (at > time + CLOCK_SKEW_MS) {
    // A test clock may just have been moved.
    await siteTime.refresh(siteId);
    time = await siteTime.now(siteId);
  }
  if (at > time + CLOCK_SKEW_MS) return suspend('IN_FUTURE', 'The usage happens in the future. Correct its time.');
  const site = await siteTime.site(siteId);
  if (site !== null && at < time - site.maxEventAgeDays * DAY_MS) {
    return suspend('TOO_OLD', `The usage is older than ${site.maxEventAgeDays} days. Correct its time.`);
  }
  return ok(time);
}
