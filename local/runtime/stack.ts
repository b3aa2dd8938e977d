import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { QueueCounts, StoredMail, TokenToIssue, UserToCreate } from '../engines/engine.ts';
import { type Artifacts, prepareArtifacts } from './artifacts/prepare-artifacts.ts';
import { createDisposer, type Disposer } from './disposer.ts';
import { drain } from './drain.ts';
import { createActivity } from './functions/activity.ts';
import { createFunctions } from './functions/create-functions.ts';
import { apiOf } from './http/api-of.ts';
import { createConsoleServer } from './http/console-server.ts';
import { consoleHeadersOf } from './http/response-headers.ts';
import { type ClientConfig, clientConfig, type EngineUrls, sdkEnvironment } from './local-environment.ts';
import { type OperatorAccess, operatorAccessOf } from './operator-access.ts';
import { prepareQueues } from './resources/prepare-queues.ts';
import { prepareTable } from './resources/prepare-table.ts';
import { startExpirySweeper } from './resources/sweep-expired.ts';
import { connectSources } from './sources/connect-sources.ts';
import { BRISK, FREE_PORTS, type StackOptions } from './stack-options.ts';
import { type Engines, startEngines } from './start-engines.ts';
import { readCloudAssembly } from './template/cloud-assembly.ts';

/** The whole application on this machine. */
export type Stack = {
  readonly urls: EngineUrls & { readonly api: string; readonly console: string };
  /** The templates' outputs, such as `UsageQueueUrl`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly operators: OperatorAccess;
  /** Resources of the template that nothing here gives life to. */
  readonly unsupported: readonly string[];
  /** For AWS SDK clients: `new SQSClient(stack.clientConfig.sqs)`. */
  readonly clientConfig: Readonly<Record<keyof EngineUrls, ClientConfig>>;
  /** The variables of a function: table name, queue URLs, bucket, as it knows them. */
  readonly environmentOf: (functionName: string) => Readonly<Record<string, string>>;
  /** Runs a function as its trigger would; rejects with what it throws. */
  readonly invoke: (functionName: string, event: unknown) => Promise<unknown>;
  /** An operator's ID token; by default of an admin. */
  readonly token: (request?: Omit<TokenToIssue, 'poolId' | 'clientId'>) => Promise<string>;
  readonly ensureOperator: (user: Omit<UserToCreate, 'poolId'>) => Promise<void>;
  /** Newest first. */
  readonly mails: () => readonly StoredMail[];
  /** @param queue a queue's URL or name */
  readonly counts: (queue: string) => QueueCounts;
  /** The newest lines of a function's log, newest last. */
  readonly logs: (functionName: string) => readonly string[];
  /** Resolves when queues, streams and invocations are idle; throws after `timeoutMs` (default one minute). */
  readonly drain: (timeoutMs?: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Boots the synthesized template in this process. A failure leaves nothing running. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const artifacts = options.artifacts ?? (await prepareArtifacts(options));
  const disposer = createDisposer();
  try {
    return await boot(artifacts, options, disposer);
  } catch (error) {
    await disposer.stop();
    throw error;
  }
}

async function boot(artifacts: Artifacts, options: StackOptions, disposer: Disposer): Promise<Stack> {
  const { dataFolder = null, ports = FREE_PORTS, pace = BRISK, schedules = false } = options;
  const stacks = readCloudAssembly(artifacts.assemblyFolder);
  const engines = await startEngines({ ...options, stacks, ports, dataFolder, disposer });
  const { assembly, sqs, s3, urls, cognito, mailbox } = engines;
  const activity = createActivity();
  const logFolder = dataFolder === null ? null : join(dataFolder, 'logs');
  const functions = createFunctions(assembly, { ...artifacts, logFolder, environment: sdkEnvironment(urls), activity });
  disposer.add({ stop: async () => void (await Promise.all(functions.all.map(({ log }) => log.close()))) });

  prepareQueues(assembly, sqs);
  for (const { identity } of assembly.ofType('AWS::S3::Bucket')) s3.ensureBucket(identity.physicalName);
  const database = new DynamoDBClient(clientConfig(urls.dynamoDb));
  const tables = await Promise.all(
    assembly.ofType('AWS::DynamoDB::Table').map((table) => prepareTable(database, table)),
  );
  for (const table of tables) disposer.add(startExpirySweeper(database, table));

  const connecting = { assembly, functionBy: functions.referred, sqs, tables, dynamoDbUrl: urls.dynamoDb };
  const sources = connectSources({ ...connecting, dataFolder, pace, schedules });
  disposer.add(sources);
  const operators = operatorAccessOf(assembly);
  engines.api.serve(apiOf(assembly, functions.referred));
  engines.console.serve(consoleOf(engines, { folder: artifacts.consoleFolder, operators }));
  disposer.add({ stop: async () => void (await Promise.all([engines.api.stop(), engines.console.stop()])) });

  return {
    urls: { ...urls, api: engines.api.url, console: engines.console.url },
    outputs: assembly.outputs(),
    operators,
    unsupported: assembly.unsupported,
    clientConfig: {
      dynamoDb: clientConfig(urls.dynamoDb),
      sqs: clientConfig(urls.sqs),
      s3: clientConfig(urls.s3),
      mailbox: clientConfig(urls.mailbox),
      signIn: clientConfig(urls.signIn),
    },
    environmentOf: (name) => functions.named(name).environment,
    invoke: (name, event) => functions.named(name).invoke(event),
    token: (request = { role: 'admin', site: 'demo' }) => cognito.issueToken({ ...operators, ...request }),
    ensureOperator: (user) => cognito.ensureUser({ ...user, poolId: operators.poolId }),
    mails: () => mailbox.messages(),
    counts: (queue) => sqs.counts(queue.split('/').at(-1) ?? queue),
    logs: (name) => functions.named(name).log.recent(),
    drain: (timeoutMs = 60_000) => drain({ activity, sources, sqs }, timeoutMs),
    stop: async () => {
      await disposer.stop();
      database.destroy();
    },
  };
}

type ConsoleParts = { readonly folder: string; readonly operators: OperatorAccess };

function consoleOf({ assembly, api, urls }: Engines, { folder, operators }: ConsoleParts) {
  return createConsoleServer({
    folder,
    headers: consoleHeadersOf(assembly),
    config: {
      apiUrl: api.url,
      authority: operators.issuer,
      clientId: operators.clientId,
      cognitoDomain: urls.signIn,
      environment: 'local',
      mailboxUrl: urls.mailbox,
    },
  });
}
