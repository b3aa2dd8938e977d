import type { QueueName } from './queues.ts';

export type StageName = 'local' | 'trial' | 'live';

/** All that may differ between two stages. Constructs read these values and never ask for a stage's name. */
export type Stage = {
  readonly name: StageName;
  /** True: the stacks refuse deletion; table, documents, user pools and queues outlive them. */
  readonly keepsData: boolean;
  /** True: a deployment uploads the built console. False: whoever runs the stage serves its files. */
  readonly releasesConsole: boolean;
  /** Origins beside the distribution's own from which the console may sign in and call the API. */
  readonly consoleOrigins: readonly string[];
  /** Must an operator have a second factor? */
  readonly operatorsNeedSecondFactor: boolean;
  /** Days that log lines are kept; one of the periods that CloudWatch Logs knows. */
  readonly logRetentionDays: 3 | 30 | 365;
  readonly tracing: boolean;
  /** Requests per second that the API admits, and how many at once. */
  readonly throttle: { readonly requestsPerSecond: number; readonly burst: number };
  /** Invocations of a queue's worker at the same time; Lambda admits 2 to 1,000. */
  readonly workersAtOnce: Readonly<Record<QueueName, number>>;
};

const FEW_WORKERS = {
  usage: 2,
  billing: 2,
  invoicing: 2,
  lifecycle: 2,
  collection: 2,
  mail: 2,
  notifications: 2,
  clock: 2,
} as const;

export const STAGES: Readonly<Record<StageName, Stage>> = {
  /** Never deployed: what `npm start` boots on one machine. */
  local: {
    name: 'local',
    keepsData: false,
    releasesConsole: false,
    consoleOrigins: ['http://127.0.0.1:7411', 'http://localhost:7411'],
    operatorsNeedSecondFactor: false,
    logRetentionDays: 3,
    tracing: false,
    throttle: { requestsPerSecond: 1000, burst: 1000 },
    workersAtOnce: FEW_WORKERS,
  },
  /** To try Billow on AWS: may be removed without a trace. */
  trial: {
    name: 'trial',
    keepsData: false,
    releasesConsole: true,
    consoleOrigins: [],
    operatorsNeedSecondFactor: false,
    logRetentionDays: 30,
    tracing: false,
    throttle: { requestsPerSecond: 50, burst: 100 },
    workersAtOnce: { ...FEW_WORKERS, usage: 10, billing: 5, invoicing: 5, notifications: 5 },
  },
  live: {
    name: 'live',
    keepsData: true,
    releasesConsole: true,
    consoleOrigins: [],
    operatorsNeedSecondFactor: true,
    logRetentionDays: 365,
    tracing: false,
    throttle: { requestsPerSecond: 500, burst: 1000 },
    workersAtOnce: {
      usage: 100,
      billing: 50,
      invoicing: 50,
      lifecycle: 20,
      collection: 10,
      mail: 10,
      notifications: 20,
      clock: 2,
    },
  },
};

/** The stage of that name. Throws a sentence that lists the stages when there is none. */
export function stageNamed(name: string): Stage {
  const stage = Object.values(STAGES).find((candidate) => candidate.name === name);
  if (!stage) throw new Error(`There is no stage "${name}"; infra/stages.ts has ${Object.keys(STAGES).join(', ')}.`);
  return stage;
}
