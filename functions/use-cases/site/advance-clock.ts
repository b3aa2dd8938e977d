import type { SiteClock } from '../../../domain/customer/customer.ts';
import { type Refusal, refusal } from '../../../domain/refusal.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { type Instant, instantText } from '../../../domain/time/instant.ts';
import type { Change, Commit, Queues, Records, SiteTime } from '../../ports.ts';
import type { Call } from '../call.ts';
import { retryConflicts } from '../retry-conflicts.ts';

export type AdvanceClockPorts = {
  readonly records: Pick<Records, 'get'>;
  readonly siteTime: Pick<SiteTime, 'site'>;
  readonly commit: Commit;
  readonly queues: Pick<Queues, 'sendClockStep'>;
};

export type ClockCall = Pick<Call, 'siteId' | 'now'> & {
  readonly remember: (status: number, clock: SiteClock) => readonly Change[];
};

/**
 * Sets a sandbox's test clock on its way to `to`; it moves in steps of its own, from one due job to the next. Asking for the target it
 * is already moving to gives it another push, should it have got stuck.
 */
export const advanceClock =
  (ports: AdvanceClockPorts) =>
  async ({ siteId, now, remember }: ClockCall, to: Instant): Promise<Result<SiteClock, Refusal>> => {
    const site = await ports.siteTime.site(siteId);
    if (site === null) return err(refusal('request.not_found', 'There is no such site.'));
    if (site.environment !== 'sandbox') {
      return err(refusal('clock.production', 'Only a sandbox has a test clock. Production follows the real time.'));
    }
    const moving = await retryConflicts(`clock of site ${siteId}`, async () => {
      const stored = await ports.records.get('siteClock', siteId, {});
      const clock = stored ?? { siteId, now, target: null, waitingFor: null, version: 0 };
      if (clock.target === to) return ok(clock);
      if (clock.target !== null) {
        const until = instantText(clock.target);
        return err(refusal('clock.moving', `The clock is on its way to ${until}. Move it again when it has arrived.`));
      }
      if (to <= clock.now) {
        const detail = `The clock only moves forward: it shows ${instantText(clock.now)}. Give a later time.`;
        return err(refusal('clock.backwards', detail, [{ pointer: '/to', message: detail }]));
      }
      const value: SiteClock = { ...clock, target: to, waitingFor: null };
      return (await ports.commit([{ put: 'siteClock', value }, ...remember(202, value)])) === 'done' ? ok(value) : null;
    });
    if (moving.ok) await ports.queues.sendClockStep(siteId);
    return moving;
  };
