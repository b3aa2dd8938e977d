import * as z from 'zod';
import type { Source } from './queue-mapping.ts';
import { parseSchedule } from './schedule-expression.ts';

/** An `AWS::Scheduler::Schedule`. */
const schedule = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  StartDate: z.string().optional(),
  EndDate: z.string().optional(),
  Target: z.object({ Arn: z.string(), Input: z.string().default('{}') }),
});

export type ScheduleOptions = {
  readonly properties: unknown;
  /** Brings the input to the target, with the retries that the target has. Must not reject. */
  readonly send: (targetArn: string, input: unknown) => Promise<void>;
  readonly now?: () => number;
};

/** Timers hold 24.8 days at most, and a laptop may sleep through one: so the clock is looked at again at least this often. */
const LONGEST_TIMER_MS = 60_000;

/** Starts one schedule on real time. What fell due while the stack was off is not made up for. */
export function startSchedule({ properties, send, now = Date.now }: ScheduleOptions): Source {
  const { Target, State, StartDate, EndDate, ...when } = schedule.parse(properties);
  const nextRun = parseSchedule(when.ScheduleExpression, when.ScheduleExpressionTimezone, now());
  if (State === 'DISABLED') return { stop: async () => undefined };
  const notBefore = StartDate === undefined ? -Infinity : Date.parse(StartDate);
  const notAfter = EndDate === undefined ? Infinity : Date.parse(EndDate);
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  const wait = (dueAt: number | null): void => {
    if (dueAt === null || dueAt > notAfter) return;
    timer = setTimeout(() => wake(dueAt), Math.min(Math.max(0, dueAt - now()), LONGEST_TIMER_MS));
  };
  const wake = (dueAt: number): void => {
    if (now() < dueAt) {
      wait(dueAt);
      return;
    }
    const sending = send(Target.Arn, inputOf(Target.Input)).finally(() => underWay.delete(sending));
    underWay.add(sending);
    wait(nextRun(now()));
  };
  wait(nextRun(Math.max(now(), notBefore)));
  return {
    stop: async () => {
      clearTimeout(timer);
      await Promise.all(underWay);
    },
  };
}

/** Scheduler takes any text; a function gets what Lambda reads from it, JSON. */
function inputOf(text: string): unknown {
  return JSON.parse(text);
}
