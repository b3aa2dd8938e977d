import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { LocalFunction } from '../functions/local-function.ts';

/** An `AWS::Lambda::EventInvokeConfig` and the function's `DeadLetterConfig`, as far as they speak of failures. */
export const invokeConfiguration = z.object({
  MaximumRetryAttempts: z.number().default(2),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});
export const deadLetterConfiguration = z.object({ TargetArn: z.string() });

export type AsynchronousInvocation = {
  readonly fn: LocalFunction;
  readonly event: unknown;
  readonly retries: number;
  /** Called with the event and the last error when every try failed. */
  readonly giveUp: (event: unknown, error: unknown) => Promise<void>;
  readonly signal: AbortSignal;
  /** Wait before the n-th repetition in ms; Lambda waits one minute, then two. */
  readonly waitMs?: (repetition: number) => number;
};

/** What Lambda does with an asynchronous event: try, repeat, give up. Never rejects for the function's failure. */
export async function invokeAsynchronously(invocation: AsynchronousInvocation): Promise<void> {
  const { fn, event, retries, signal, waitMs = (repetition) => repetition * 60_000 } = invocation;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await fn.invoke(event);
      return;
    } catch (error) {
      if (attempt > retries) return invocation.giveUp(event, error);
      await sleep(waitMs(attempt), undefined, { signal }).catch(() => undefined);
    }
  }
}
