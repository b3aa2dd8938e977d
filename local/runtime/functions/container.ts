import { Console } from 'node:console';
import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { FunctionBundle } from './bundle.ts';
import type { FunctionLog } from './function-log.ts';

/** What a container is made from. */
export type FunctionConfiguration = {
  /** The name of its bundle, `rate-usage`. */
  readonly name: string;
  readonly arn: string;
  /** Export of the bundle that answers. */
  readonly handlerName: string;
  readonly timeoutMs: number;
  readonly memoryMegabytes: number;
  /** The container's whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the bundle lies. */
  readonly taskRoot: string;
};

/** One evaluated bundle: answers one event at a time. */
export type Container = { readonly invoke: (event: unknown, deadline: number) => Promise<unknown> };

/** Callbacks left Lambda with Node 24. */
type Handler = (event: unknown, context: Context) => unknown;

/** Evaluates the bundle: what Lambda calls init. Throws what the bundle's top level throws. */
export function startContainer(
  bundle: FunctionBundle,
  configuration: FunctionConfiguration,
  log: FunctionLog,
): Container {
  const output = log.stream();
  const exported = bundle({
    process: containerProcess(configuration.environment, output),
    console: new Console({ stdout: output, stderr: output, colorMode: false }),
  });
  const handler = exported[configuration.handlerName];
  if (!isHandler(handler)) throw new Error(`${configuration.name} exports no function ${configuration.handlerName}`);
  return {
    invoke: async (event, deadline) => {
      const result = await handler(asJson(event), contextOf(configuration, deadline));
      return asJson(result);
    },
  };
}

/** Events and results cross a wire on AWS: what JSON drops must be dropped here, and nothing may be shared. */
function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value) ?? 'null');
}

/** The real process with another environment and output; `exit` ends the container on AWS, so here it may only throw. */
function containerProcess(
  environment: Readonly<Record<string, string>>,
  output: NodeJS.WritableStream,
): NodeJS.Process {
  const own = new Map<string | symbol, unknown>([
    ['env', { ...environment }],
    ['stdout', output],
    ['stderr', output],
    ['exit', refuseExit],
  ]);
  return new Proxy(process, {
    get: (target, name): unknown => (own.has(name) ? own.get(name) : Reflect.get(target, name, target)),
    set: (_, name, value) => {
      own.set(name, value);
      return true;
    },
  });
}

function refuseExit(): never {
  throw new Error('process.exit ends a Lambda container');
}

function contextOf({ name, arn, memoryMegabytes }: FunctionConfiguration, deadline: number): Context {
  const refuse = (): never => {
    throw new Error('Return a promise: context.done, fail and succeed left Lambda long ago');
  };
  return {
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: String(memoryMegabytes),
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: refuse,
    fail: refuse,
    succeed: refuse,
  };
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}
