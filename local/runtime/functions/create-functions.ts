import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ResolvedAssembly, ResolvedResource } from '../template/resolve-assembly.ts';
import type { Activity } from './activity.ts';
import { loadBundle } from './bundle.ts';
import type { FunctionConfiguration } from './container.ts';
import { openFunctionLog } from './function-log.ts';
import { createLocalFunction, type LocalFunction } from './local-function.ts';
import { translatePositions } from './source-positions.ts';

/** `Metadata.billow.function` names the bundle: asset paths are hashes. */
const metadata = z.object({ billow: z.object({ function: z.string() }) });

const functionProperties = z.object({
  Handler: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  ReservedConcurrentExecutions: z.number().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
});

export type FunctionsOptions = {
  /** Holds `<function>/index.mjs`. */
  readonly bundlesFolder: string;
  readonly cacheFolder: string;
  /** Null keeps logs in memory. */
  readonly logFolder: string | null;
  /** Added to every function's own variables: region, keys, endpoints. */
  readonly environment: Readonly<Record<string, string>>;
  readonly activity: Activity;
};

/** All share one thread: more containers would only take memory. */
const MOST_CONTAINERS = 6;

export type Functions = {
  readonly all: readonly LocalFunction[];
  /** By the name of its bundle. */
  readonly named: (name: string) => LocalFunction;
  /** By what the template knows: Ref or Arn. */
  readonly referred: (reference: string) => LocalFunction;
};

/** Makes every function of the template that has a bundle of ours; the others are CDK's own, which run at deployment. */
export function createFunctions(assembly: ResolvedAssembly, options: FunctionsOptions): Functions {
  const made = assembly.ofType('AWS::Lambda::Function').flatMap((resource) => {
    const parsed = metadata.safeParse(resource.metadata);
    if (!parsed.success) return [];
    return [{ resource, fn: createFunction(resource, parsed.data.billow.function, options) }];
  });
  const find = (what: string, matches: (candidate: (typeof made)[number]) => boolean): LocalFunction => {
    const match = made.find(matches);
    if (match === undefined) throw new Error(`The template has no function ${what} with a bundle`);
    return match.fn;
  };
  return {
    all: made.map(({ fn }) => fn),
    named: (name) => find(name, ({ fn }) => fn.name === name),
    referred: (reference) =>
      find(reference, ({ resource, fn }) => reference === resource.identity.ref || reference === fn.arn),
  };
}

function createFunction(resource: ResolvedResource, name: string, options: FunctionsOptions): LocalFunction {
  const properties = functionProperties.parse(resource.properties);
  const [moduleName = 'index', handlerName = 'handler'] = properties.Handler.split('.');
  const taskRoot = join(options.bundlesFolder, name);
  const file = join(taskRoot, `${moduleName}.mjs`);
  if (!existsSync(file)) throw new Error(`The template has a function ${name}, but there is no bundle ${file}`);
  const configuration: FunctionConfiguration = {
    name,
    arn: resource.identity.attributes['Arn'] ?? '',
    handlerName,
    timeoutMs: properties.Timeout * 1000,
    memoryMegabytes: properties.MemorySize,
    environment: {
      ...lambdaEnvironment(name, properties, taskRoot),
      ...options.environment,
      ...properties.Environment?.Variables,
    },
    taskRoot,
  };
  return createLocalFunction({
    configuration,
    concurrency: Math.min(MOST_CONTAINERS, properties.ReservedConcurrentExecutions ?? MOST_CONTAINERS),
    loadBundle: () => loadBundle(file, options.cacheFolder),
    log: openFunctionLog(name, options.logFolder, translatePositions(file)),
    activity: options.activity,
  });
}

/** The variables that Lambda itself sets. */
function lambdaEnvironment(
  name: string,
  { Handler, MemorySize }: z.infer<typeof functionProperties>,
  taskRoot: string,
): Readonly<Record<string, string>> {
  return {
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LAMBDA_TASK_ROOT: taskRoot,
    TZ: ':UTC',
    _HANDLER: Handler,
  };
}
