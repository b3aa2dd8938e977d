import { join } from 'node:path';
import * as z from 'zod';
import { startCognito } from '../engines/cognito/start-cognito.ts';
import { startDynamoDb } from '../engines/dynamodb/start-dynamo-db.ts';
import type { CognitoEngine, DynamoDbEngine, MailboxEngine, S3Engine, SqsEngine } from '../engines/engine.ts';
import { startMailbox } from '../engines/mailbox/start-mailbox.ts';
import { startS3 } from '../engines/s3/start-s3.ts';
import { startSqs } from '../engines/sqs/start-sqs.ts';
import { type DeferredServer, startDeferredServer } from './deferred-server.ts';
import type { Disposer } from './disposer.ts';
import { CREDENTIALS, type EngineUrls } from './local-environment.ts';
import { userPoolsOf } from './resources/user-pools.ts';
import type { Ports, StackOptions } from './stack-options.ts';
import type { StackTemplate } from './template/cloud-assembly.ts';
import { type ResolvedAssembly, resolveAssembly } from './template/resolve-assembly.ts';

export type EnginesOptions = Pick<StackOptions, 'demoSignIn' | 'parameters'> & {
  readonly stacks: readonly StackTemplate[];
  readonly ports: Ports;
  readonly dataFolder: string | null;
  readonly disposer: Disposer;
};

export type Engines = {
  readonly dynamoDb: DynamoDbEngine;
  readonly sqs: SqsEngine;
  readonly s3: S3Engine;
  readonly mailbox: MailboxEngine;
  readonly cognito: CognitoEngine;
  readonly api: DeferredServer;
  readonly console: DeferredServer;
  readonly urls: EngineUrls;
  /** Resolved with everybody's address. */
  readonly assembly: ResolvedAssembly;
};

/** The gateway's own limit. */
const REQUEST_BODY_BYTES = 10_000_000;

const identityProperties = z.object({ EmailIdentity: z.string() });

/**
 * Starts what has an address, then resolves the template with these addresses. It is needed once before, for the user pools
 * (which know the console's address) and the mailbox's senders: at that moment only sign-in has no place yet.
 */
export async function startEngines(options: EnginesOptions): Promise<Engines> {
  const { stacks, ports, dataFolder, disposer, demoSignIn, parameters = {} } = options;
  const folder = (name: string) => (dataFolder === null ? null : join(dataFolder, name));
  // Java takes longest: it starts first and is waited for last.
  const database = disposer.startAll([startDynamoDb({ port: ports.dynamoDb, dataFolder: folder('dynamodb') })]);
  database.catch(() => undefined); // whoever awaits it below hears of its failure; until then it must not count as unhandled
  const [sqs, s3, api, console] = await disposer.startAll([
    startSqs({ port: ports.sqs, dataFolder: folder('sqs') }),
    startS3({ port: ports.s3, dataFolder: folder('s3'), credentials: CREDENTIALS }),
    startDeferredServer({ port: ports.api, maxBodyBytes: REQUEST_BODY_BYTES }),
    startDeferredServer({ port: ports.console, maxBodyBytes: REQUEST_BODY_BYTES }),
  ]);
  const resolve = (signIn?: string) =>
    resolveAssembly(stacks, {
      queueUrlOf: sqs.queueUrl,
      parameters,
      urls: { api: api.url, console: console.url, signIn },
    });
  const early = resolve();
  const [mailbox] = await disposer.startAll([
    startMailbox({
      port: ports.mailbox,
      dataFolder: folder('mailbox'),
      verifiedSenders: early
        .ofType('AWS::SES::EmailIdentity')
        .map(({ properties }) => identityProperties.parse(properties).EmailIdentity),
    }),
  ]);
  const [cognito] = await disposer.startAll([
    startCognito({
      port: ports.signIn,
      dataFolder: folder('sign-in'),
      pools: userPoolsOf(early),
      deliverMail: mailbox.deliver,
      ...(demoSignIn ? { demoSignIn } : {}),
    }),
  ]);
  const [dynamoDb] = await database;
  const urls = { dynamoDb: dynamoDb.url, sqs: sqs.url, s3: s3.url, mailbox: mailbox.url, signIn: cognito.url };
  return { dynamoDb, sqs, s3, mailbox, cognito, api, console, urls, assembly: resolve(cognito.url) };
}
