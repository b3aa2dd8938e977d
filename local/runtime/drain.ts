import { setTimeout as sleep } from 'node:timers/promises';
import type { SqsEngine } from '../engines/engine.ts';
import type { Activity } from './functions/activity.ts';
import type { Sources } from './sources/connect-sources.ts';

export type Drainable = {
  readonly activity: Activity;
  readonly sources: Pick<Sources, 'queueNames' | 'streamsCaughtUp'>;
  readonly sqs: Pick<SqsEngine, 'counts'>;
};

const LOOK_AGAIN_MS = 10;

/**
 * Resolves when nothing is under way: every read queue is empty, every stream read to its end, no invocation running, and
 * none began while that was found out.
 * @throws after `timeoutMs`, with what was still under way
 */
export async function drain({ activity, sources, sqs }: Drainable, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  const waitingMessages = () =>
    sources.queueNames
      .map((name) => ({ name, ...sqs.counts(name) }))
      .filter(({ visible, inFlight, delayed }) => visible + inFlight + delayed > 0);
  const isIdle = () => activity.running() === 0 && waitingMessages().length === 0;
  for (;;) {
    if (isIdle()) {
      const begun = activity.begun();
      const caughtUp = await Promise.race([
        sources.streamsCaughtUp().then(() => true),
        sleep(deadline - Date.now(), false, { ref: false }),
      ]);
      if (caughtUp && isIdle() && activity.begun() === begun) return;
    }
    if (Date.now() >= deadline) {
      const waiting = waitingMessages().map((queue) => JSON.stringify(queue));
      throw new Error(
        `Still busy after ${timeoutMs} ms: ${activity.running()} invocations; queues ${waiting.join(', ') || 'empty'}`,
      );
    }
    await sleep(LOOK_AGAIN_MS);
  }
}
