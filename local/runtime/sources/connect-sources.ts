import { join } from 'node:path';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { SqsEngine } from '../../engines/engine.ts';
import type { LocalFunction } from '../functions/local-function.ts';
import { clientConfig } from '../local-environment.ts';
import type { PreparedTable } from '../resources/prepare-table.ts';
import type { ResolvedAssembly, ResolvedResource } from '../template/resolve-assembly.ts';
import { deadLetterConfiguration, invokeAsynchronously, invokeConfiguration } from './invoke-asynchronously.ts';
import { type Source, startQueueMapping } from './queue-mapping.ts';
import { startSchedule } from './scheduler.ts';
import { openStreamCheckpoints } from './stream-checkpoints.ts';
import { type StreamSource, startStreamMapping } from './stream-mapping.ts';

/** How briskly sources work; what AWS does in seconds or minutes a test wants at once. */
export type Pace = {
  /** Upper bound of batching windows. */
  readonly longestWindowMs?: number | undefined;
  /** When failed messages come again; absent: after the queue's visibility timeout. */
  readonly retryAfterMs?: number | undefined;
  readonly streamPollMs: number;
};

export type SourcesOptions = {
  readonly assembly: ResolvedAssembly;
  readonly functionBy: (reference: string) => LocalFunction;
  readonly sqs: SqsEngine;
  readonly tables: readonly PreparedTable[];
  readonly dynamoDbUrl: string;
  /** Null keeps stream positions in memory. */
  readonly dataFolder: string | null;
  readonly pace: Pace;
  /** False: nothing starts by the clock. */
  readonly schedules: boolean;
};

export type Sources = Source & {
  /** Queues that a function reads. */
  readonly queueNames: readonly string[];
  /** Resolves when every stream has been read to what is now its end. */
  readonly streamsCaughtUp: () => Promise<void>;
};

const mappingProperties = z.object({ EventSourceArn: z.string(), FunctionName: z.string() });

/** Connects queues, streams and schedules with functions as the template says. */
export function connectSources(options: SourcesOptions): Sources {
  const stopping = new AbortController();
  const mappings = options.assembly.ofType('AWS::Lambda::EventSourceMapping').map((resource) => {
    const { EventSourceArn, FunctionName } = mappingProperties.parse(resource.properties);
    return { resource, sourceArn: EventSourceArn, fn: options.functionBy(FunctionName) };
  });
  const ofQueues = mappings.filter(({ sourceArn }) => sourceArn.startsWith('arn:aws:sqs:'));
  const ofStreams = mappings.filter((mapping) => !ofQueues.includes(mapping));
  const client = new DynamoDBStreamsClient(clientConfig(options.dynamoDbUrl));
  const streams = connectStreams(options, ofStreams, client);
  const sources: readonly Source[] = [
    ...ofQueues.map(({ resource: { properties }, fn }) =>
      startQueueMapping({ properties, fn, sqs: options.sqs, ...options.pace }),
    ),
    ...streams,
    ...(options.schedules ? connectSchedules(options, stopping.signal) : []),
  ];
  return {
    queueNames: ofQueues.map(({ sourceArn }) => nameIn(sourceArn)),
    streamsCaughtUp: async () => {
      await Promise.all(streams.map((stream) => stream.caughtUp()));
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(sources.map((source) => source.stop()));
      client.destroy();
    },
  };
}

type Mapping = { readonly resource: ResolvedResource; readonly sourceArn: string; readonly fn: LocalFunction };

function connectStreams(
  options: SourcesOptions,
  mappings: readonly Mapping[],
  client: DynamoDBStreamsClient,
): readonly StreamSource[] {
  const { dataFolder, tables, pace } = options;
  const checkpoints = openStreamCheckpoints(dataFolder === null ? null : join(dataFolder, 'stream-positions.json'));
  const send = deadLetterSender(options.sqs);
  return mappings.map(({ resource, sourceArn, fn }) => {
    const stream = tables.find((table) => table.stream?.templateArn === sourceArn)?.stream;
    if (!stream)
      throw new Error(`Mapping ${resource.logicalId} reads ${sourceArn}, which no table of the template has`);
    return startStreamMapping({
      mappingId: resource.logicalId,
      properties: resource.properties,
      engineStreamArn: stream.engineArn,
      client,
      fn,
      checkpoints,
      giveUp: send,
      pollMs: pace.streamPollMs,
    });
  });
}

const functionProperties = z.object({ DeadLetterConfig: deadLetterConfiguration.optional() });
const invokeTarget = z.object({ FunctionName: z.string() });

function connectSchedules(options: SourcesOptions, signal: AbortSignal): readonly Source[] {
  const { assembly, functionBy, sqs } = options;
  const send = deadLetterSender(sqs);
  const configurations = assembly.ofType('AWS::Lambda::EventInvokeConfig').map(({ properties }) => ({
    arn: functionBy(invokeTarget.parse(properties).FunctionName).arn,
    ...invokeConfiguration.parse(properties),
  }));
  const deadLetters = new Map(
    assembly
      .ofType('AWS::Lambda::Function')
      .map(({ identity, properties }) => [
        identity.attributes['Arn'],
        functionProperties.parse(properties).DeadLetterConfig?.TargetArn,
      ]),
  );
  return assembly.ofType('AWS::Scheduler::Schedule').map(({ properties }) =>
    startSchedule({
      properties,
      send: async (targetArn, input) => {
        if (targetArn.startsWith('arn:aws:sqs:')) return send(targetArn, input);
        const fn = functionBy(targetArn);
        const configuration = configurations.find(({ arn }) => arn === fn.arn);
        const destination = configuration?.DestinationConfig?.OnFailure?.Destination ?? deadLetters.get(fn.arn);
        return invokeAsynchronously({
          fn,
          event: input,
          retries: configuration?.MaximumRetryAttempts ?? 2,
          giveUp: (event) => send(destination, event),
          signal,
        });
      },
    }),
  );
}

/** Puts what was given up into a queue; without one it is dropped, as on AWS, and stays in the function's log only. */
function deadLetterSender(sqs: SqsEngine): (queueArn: string | undefined, message: unknown) => Promise<void> {
  const client = new SQSClient(clientConfig(sqs.url));
  return async (queueArn, message) => {
    if (queueArn === undefined) return;
    const QueueUrl = sqs.queueUrl(nameIn(queueArn));
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
  };
}

function nameIn(arn: string): string {
  return arn.split(':').at(-1) ?? '';
}
