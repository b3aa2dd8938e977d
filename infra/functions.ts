import type { TABLE_SHAPE } from '../functions/adapters/dynamo/table-shape.ts';
import type { Door } from '../functions/http/routes/route.ts';
import { JOB_QUEUES, type QueueName } from './queues.ts';

/** The table actions in use. Transactions need no action of their own: each of their parts is authorised as itself. */
export const TABLE_ACTIONS = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'ConditionCheckItem',
] as const;

export type TableAction = (typeof TABLE_ACTIONS)[number];

export type TableIndex = keyof typeof TABLE_SHAPE.indexes;

/**
 * What a function touches beside its own log and its own trigger. Its environment variables and its permissions are
 * both made from this, so that a function never knows a resource that it may not use, nor may use one it does not know.
 * test/infra/uses.test.ts compares it with what the function's code does.
 */
export type Uses = {
  readonly table?: readonly TableAction[];
  /** Indexes that are queried. */
  readonly indexes?: readonly TableIndex[];
  readonly sendsTo?: readonly QueueName[];
  /** Counts the dead letters of every queue and sends them back. */
  readonly redrivesDeadLetters?: true;
  /** `links`: may make links that open a document; `read-write`: may also look for documents and write them. */
  readonly documents?: 'links' | 'read-write';
  readonly sendsMail?: true;
  /** Text messages to phones, never to a topic. */
  readonly sendsTexts?: true;
  /** Knows the API's own address, for links in documents and mails. */
  readonly publicApiUrl?: true;
  /** Asks the taxation gateway, if the deployment has one. */
  readonly asksTaxGateway?: true;
  /** Knows the site that a message belongs to which names none. */
  readonly homeSite?: true;
};

export type QueueTrigger = {
  readonly kind: 'queue';
  readonly queue: QueueName;
  /** Messages an invocation at most; above ten a window is needed. */
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** For how long the worker itself puts a message off at most. Default: not at all. */
  readonly putsOffSeconds?: number;
};

export type Trigger =
  | { readonly kind: 'http' }
  | QueueTrigger
  | { readonly kind: 'schedule' }
  | { readonly kind: 'outbox' }
  /** Whoever deploys invokes it by name. */
  | { readonly kind: 'command' };

export type FunctionSpec = {
  readonly name: string;
  /** The door's file, from the root of the project. */
  readonly entry: string;
  readonly trigger: Trigger;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly uses: Uses;
};

const READ = ['GetItem', 'Query'] as const satisfies readonly TableAction[];
/** Records are put whole, on condition of the version that was read. */
const PUT = [...READ, 'PutItem'] as const satisfies readonly TableAction[];
/** Numbers and counts are added up in place. */
const PUT_AND_COUNT = [...PUT, 'UpdateItem'] as const satisfies readonly TableAction[];
/** A contract that changes may lose parts. */
const CHANGE_CONTRACTS = [...PUT_AND_COUNT, 'DeleteItem'] as const satisfies readonly TableAction[];

/** What every worker of a job does beside its own work: report to the run, and start the next one. */
const JOB_WORK = {
  table: PUT_AND_COUNT,
  indexes: ['dueWork', 'lists'],
  sendsTo: JOB_QUEUES,
} as const satisfies Uses;

/** The gateway gives up after 30 seconds; a door that has not answered by then has no reader. */
const HTTP_TIMEOUT_SECONDS = 29;

/** Whoever charges may have to ask what tax. */
const TAXES = { asksTaxGateway: true } as const;

const door = (name: Door, uses: Uses, memoryMegabytes = 512): FunctionSpec => ({
  name,
  entry: `functions/http/doors/${name}.ts`,
  trigger: { kind: 'http' },
  memoryMegabytes,
  timeoutSeconds: HTTP_TIMEOUT_SECONDS,
  uses,
});

const worker = (
  name: string,
  trigger: Omit<QueueTrigger, 'kind'>,
  size: { readonly memoryMegabytes: number; readonly timeoutSeconds: number },
  uses: Uses,
): FunctionSpec => ({
  name,
  entry: `functions/queue/${name}.ts`,
  trigger: { kind: 'queue', ...trigger },
  ...size,
  uses,
});

/**
 * Every function there is: where its code begins, what wakes it, what it may touch. Memory is also processor time:
 * 1,769 MB is one whole core, given to what computes (rating, drawing invoices) rather than waits.
 */
export const FUNCTIONS: readonly FunctionSpec[] = [
  // A catalog in YAML of 2 MiB takes half a gigabyte to read.
  door('catalog', { table: [...PUT, 'DeleteItem'], indexes: ['lists'] }, 1024),
  door('customers', { table: CHANGE_CONTRACTS, indexes: ['lists'], ...TAXES }),
  door('onboarding', { table: CHANGE_CONTRACTS, indexes: ['lists'], ...TAXES }, 1024),
  door('billing', { table: CHANGE_CONTRACTS, indexes: ['lists'], documents: 'links', ...TAXES }, 1024),
  // Comparisons and explanations rate again while somebody waits.
  door(
    'usage',
    {
      table: PUT_AND_COUNT,
      indexes: ['lists'],
      sendsTo: ['usage', ...JOB_QUEUES.filter((queue) => queue !== 'clock')],
      ...TAXES,
    },
    1769,
  ),
  // Endpoints of webhooks can be removed.
  // Somebody waits before serving: more memory is more processor.
  door('charging', { table: [...PUT, 'BatchGetItem'], ...TAXES }, 1769),
  door('operations', { ...JOB_WORK, table: [...JOB_WORK.table, 'DeleteItem'], redrivesDeadLetters: true }),
  door('documents', { table: READ, indexes: ['lists'], documents: 'links' }),

  worker(
    'rate-usage',
    { queue: 'usage', batchSize: 1000, windowSeconds: 1 },
    { memoryMegabytes: 1769, timeoutSeconds: 60 },
    { table: [...PUT_AND_COUNT, 'BatchGetItem'], homeSite: true, ...TAXES },
  ),
  worker(
    'run-billing',
    { queue: 'billing', batchSize: 10, windowSeconds: 0 },
    { memoryMegabytes: 1024, timeoutSeconds: 120 },
    { ...JOB_WORK, table: CHANGE_CONTRACTS, ...TAXES },
  ),
  worker(
    'render-invoice',
    { queue: 'invoicing', batchSize: 10, windowSeconds: 0 },
    { memoryMegabytes: 1769, timeoutSeconds: 120 },
    { ...JOB_WORK, documents: 'read-write', publicApiUrl: true, ...TAXES },
  ),
  worker(
    'run-lifecycle',
    { queue: 'lifecycle', batchSize: 10, windowSeconds: 0 },
    // Whole ledgers are rated again here.
    { memoryMegabytes: 1769, timeoutSeconds: 300 },
    { ...JOB_WORK, table: [...JOB_WORK.table, 'DeleteItem'], sendsTo: ['usage', ...JOB_QUEUES], ...TAXES },
  ),
  worker(
    'collect-payment',
    { queue: 'collection', batchSize: 10, windowSeconds: 0 },
    { memoryMegabytes: 512, timeoutSeconds: 120 },
    JOB_WORK,
  ),
  worker(
    'send-mail',
    { queue: 'mail', batchSize: 10, windowSeconds: 0 },
    { memoryMegabytes: 512, timeoutSeconds: 60 },
    { table: PUT, indexes: ['lists'], sendsMail: true },
  ),
  worker(
    'deliver-notification',
    { queue: 'notifications', batchSize: 10, windowSeconds: 0, putsOffSeconds: 900 },
    { memoryMegabytes: 512, timeoutSeconds: 60 },
    { table: PUT, indexes: ['lists'], sendsTo: ['notifications'], sendsMail: true, sendsTexts: true },
  ),
  worker(
    'advance-clock',
    { queue: 'clock', batchSize: 1, windowSeconds: 0 },
    { memoryMegabytes: 512, timeoutSeconds: 300 },
    JOB_WORK,
  ),

  {
    name: 'start-job',
    entry: 'functions/schedule/start-job.ts',
    trigger: { kind: 'schedule' },
    memoryMegabytes: 512,
    timeoutSeconds: 120,
    uses: JOB_WORK,
  },
  {
    name: 'dispatch-outbox',
    entry: 'functions/stream/dispatch-outbox.ts',
    trigger: { kind: 'outbox' },
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    uses: { table: PUT, indexes: ['lists'], sendsTo: ['mail', 'notifications'] },
  },
  {
    name: 'set-up-site',
    entry: 'functions/command/set-up-site.ts',
    trigger: { kind: 'command' },
    memoryMegabytes: 512,
    timeoutSeconds: 30,
    uses: { table: PUT, indexes: ['lists'] },
  },
];

/** The function of that name. Throws when infra/functions.ts has none, which is a mistake in this room. */
export function functionNamed(name: string): FunctionSpec {
  const spec = FUNCTIONS.find((candidate) => candidate.name === name);
  if (!spec) throw new Error(`infra/functions.ts has no function "${name}".`);
  return spec;
}

/** The queue's one reader: how it reads, and how long it may take. Throws when a queue has none. */
export function readerOf(queue: QueueName): { readonly trigger: QueueTrigger; readonly timeoutSeconds: number } {
  for (const { trigger, timeoutSeconds } of FUNCTIONS) {
    if (trigger.kind === 'queue' && trigger.queue === queue) return { trigger, timeoutSeconds };
  }
  throw new Error(`infra/functions.ts has no function that reads the ${queue} queue.`);
}
